package page

import (
	"testing"

	"shingle/generator/internal/metric"
)

// Each letter of each formula is explained, in every language, and no word is taken for letters.
func TestEveryLetterIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range metric.Kinds() {
		for _, m := range append([]metric.Method{k.Base}, k.Variants...) {
			for _, l := range lettersOf(m.Symbols) {
				if seen[l.Key] = true; l.Key == "symbol_" {
					t.Errorf("%s: nothing says what %s is in %s", k.Name, l.Sign, m.Symbols)
				}
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("%d letters are explained", len(seen))
	}
	if got := lettersOf("Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n"); len(got) != 2 || got[0] != (letter{"r", "symbol_answer"}) || got[1] != (letter{"n", "symbol_all"}) {
		t.Errorf("%v", got)
	}
}
