package metric

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Each method says all that others ask of it.
func TestEachMethodIsWhole(t *testing.T) {
	definitions, err := os.ReadFile("../../../docs/definitions.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if seen[k.Name] {
			t.Errorf("there are two kinds %s", k.Name)
		}
		seen[k.Name] = true
		if !strings.Contains(string(definitions), "\n### "+k.Section+"\n") || k.Rests == "" {
			t.Errorf("%s: got the section %q, want a heading of docs/definitions.md, and a source", k.Name, k.Section)
		}
		names := k.Names()
		if len(names) == 1 {
			t.Errorf("%s: the one method has a name, want none", k.Name)
		}
		for _, name := range append(names, "") {
			m := k.Method(name)
			if name != "" && m.Name != name || m.Unit == "" || m.Direction == "" || m.Form == 0 || m.Counts == 0 && (name != "" || k.Chosen != ByData) || m.Of == "" || m.Intervals == nil || m.Symbols == "" {
				t.Errorf("%s %s: something is not said: %+v", k.Name, name, m)
			}
			if m.NeedsThreshold != "" && k.Threshold == nil || m.NeedsShort && m.Counts != Outcomes {
				t.Errorf("%s %s: needs a key that the kind does not take", k.Name, name)
			}
		}
	}
}

// Each kind stands in a file of its own, or in that of the kind it is like, and in the list.
func TestEachKindOfAFileIsListed(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	declared := 0
	for _, f := range files {
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(f.Name(), "_test.go") {
			declared += strings.Count(string(text), " = Kind{")
		}
	}
	if len(kinds) != declared {
		t.Errorf("%d kinds are declared, and %d listed", declared, len(kinds))
	}
}

// The share of any number of topmost answers is defined as such, and what is left to the data
// is nobody's answer yet.
func TestMethodsThatAreNotListed(t *testing.T) {
	if m := Of("csat").Method("top4_pct"); m.Name != "top4_pct" || m.Form != GoodAnswers || Of("csat").Defined("top4_pct") != "define_csat_share" {
		t.Errorf("got %+v, want a share", m)
	}
	if m := Of("fcr").Method(""); m.Of != Issues || Of("fcr").Decided(true) != "survey" || Of("fcr").Decided(false) != "repeat_window" {
		t.Errorf("got %+v, want nothing that people answered", m)
	}
	if Find("happiness") != nil || Of("happiness").Method("").Form != 0 {
		t.Error("an unknown kind is none")
	}
}

// What is shared between kinds is not changed by who asks.
func TestKindsAreNotChangedByWhoAsks(t *testing.T) {
	before := slices.Clone(Of("csat").Names())
	names := Of("csat").Names()
	names[0] = "x"
	Kinds()[0] = nil
	if !slices.Equal(Of("csat").Names(), before) || kinds[0] == nil {
		t.Error("the list of kinds was changed")
	}
}
