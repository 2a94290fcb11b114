package hugo

import (
	"strings"
	"testing"
)

// What cannot be read is told by the page's own line, in plain words, whatever Hugo's readers say.
func TestUnreadableFrontMatterIsToldByItsLine(t *testing.T) {
	for text, want := range map[string]struct {
		line int
		says string
	}{
		"+++\ntitle = \"x\"\nstart = 2025-01-01\nstart = 2025-01-02\n+++\n": {4, "has front matter that cannot be read: key start is already defined"},
		"+++\ntitle = \"x\"\n= 3\n+++\n":                                    {3, "invalid character at start of key"},
		"+++\ntitle = \"x\"\nend = 2025-01-01T25:00:00Z\n+++\n":             {3, "hour cannot be greater 23"},
		"---\ntitle: [x\n---\n":                                             {2, "sequence end token"},
	} {
		_, err := ReadFrontMatter([]byte(text))
		if err == nil || LineOf(err) != want.line || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%q: got line %d, %v; want line %d, %s", text, LineOf(err), err, want.line, want.says)
			continue
		}
		for _, odd := range []string{"_stream", "unmarshal", "toml:", "\n", ">"} {
			if strings.Contains(err.Error(), odd) {
				t.Errorf("%q: says %q, which is nobody's word", err, odd)
			}
		}
	}
}

// Keys of tables in a list are found in YAML and TOML, however deep the list is indented.
func TestKeysInListsHaveTheirLines(t *testing.T) {
	texts := map[string]string{
		"yaml":     "---\ntitle: x\nactions:\n- metric: a\n  due: 2026-01-01\n- due: 2026-02-01\n  plan: y\n---\n",
		"indented": "---\ntitle: x\nactions:\n    - metric: a\n      due: 2026-01-01\n    - due: 2026-02-01\n      plan: y\n---\n",
		"toml":     "+++\ntitle = 'x'\n[[actions]]\nmetric = 'a'\ndue = 2026-01-01\n[[actions]]\ndue = 2026-02-01\nplan = 'y'\n+++\n",
	}
	want := map[string]map[string]int{
		"title": {"yaml": 2, "indented": 2, "toml": 2}, "actions.1": {"yaml": 4, "indented": 4, "toml": 3}, "actions.1.metric": {"yaml": 4, "indented": 4, "toml": 4},
		"actions.1.due": {"yaml": 5, "indented": 5, "toml": 5}, "actions.2.due": {"yaml": 6, "indented": 6, "toml": 7}, "actions.2.plan": {"yaml": 7, "indented": 7, "toml": 8},
		"actions.2.done": {"yaml": 6, "indented": 6, "toml": 6}, "actions.1.plan": {"yaml": 4, "indented": 4, "toml": 3}, "actions.3.plan": {"yaml": 3, "indented": 3, "toml": 1},
	}
	for form, text := range texts {
		f, err := ReadFrontMatter([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for key, line := range want {
			if got := f.Line(key); got != line[form] {
				t.Errorf("%s: %s stands on line %d, want %d", form, key, got, line[form])
			}
		}
	}
}

func TestTextWithoutAHeadIsAllBody(t *testing.T) {
	for text, want := range map[string]string{"One.\n\nTwo.\n": "One.\n\nTwo.\n", "---\ntitle: a\n---\nOne.\n": "One.\n", "": ""} {
		if f, err := ReadFrontMatter([]byte(text)); err != nil || string(f.Body) != want {
			t.Errorf("%q: got the body %q and %v, want %q", text, f.Body, err, want)
		}
	}
}
