package export

import (
	"strings"
	"testing"
)

func TestRecordsMayStandInAnEnvelope(t *testing.T) {
	tests := []struct{ text, at, want, wrong string }{
		{`{"tickets": [{"a": 1}, {"a": 2}], "next_page": null, "count": 2}`, "", "1\n2\n", ""},
		{`{"meta": {"n": [1, 2]}, "data": {"items": [{"a": 1}]}, "x": "y"}`, "", "1\n", ""},
		{`{"users": [{"b": 9}], "tickets": [{"a": 1}]}`, "tickets", "1\n", ""},
		{`{"users": [{"b": 9}], "tickets": [{"a": 1}]}`, "", "", "x.json: holds several lists of objects, want records_at to be one of [\"users\" \"tickets\"]\n"},
		{`{"users": [{"b": 9}]}`, "tickets", "", "x.json: has no list of objects at \"tickets\", want records_at to be one of [\"users\"]\n"},
		{`{"a": 1}`, "tickets", "", "x.json: has no list of objects at \"tickets\", nor anywhere else within its records\n"},
		{`[{"a": 1}]`, "tickets", "", "x.json: has no list of objects at \"tickets\", nor anywhere else within its records\n"},
		{`[{"page": 1, "items": [{"a": 1}, {"a": 2}]}, {"page": 2, "items": [{"a": 3}]}, {"page": 3, "items": []}]`, "items", "1\n2\n3\n", ""},
		{`{"page": 1, "r": {"items": [{"a": 1}]}}` + "\n" + `{"page": 2, "r": {"items": [{"a": 2}]}, "x": [{"a": 7}]}`, "r.items", "1\n2\n", ""},
		{`{"pages": [{"items": [{"a": 1}]}, {"items": null}, {"items": [{"a": 2}]}]}`, "pages.items", "1\n2\n", ""},
		{`[[{"items": [{"a": 1}]}], {"items": [{"a": 2}]}]`, "items", "1\n2\n", ""},
		{`[{"items": [{"a": 1}]}]`, "rows", "", "x.json: has no list of objects at \"rows\", want records_at to be one of [\"items\"]\n"},
		{`{"pages": [{"items": [{"a": 1}]}], "more": [{"b": 1}]}`, "", "", "x.json: holds several lists of objects, want records_at to be one of [\"pages\" \"more\" \"pages.items\"]\n"},
		{`[{"items": [{"a": 1}]}, {"items": [{"a": 2`, "items", "", "x.json:1: ends in the middle of a record\n"},
		{`{"a": 1}{"a": 2}` + "\n" + `{"a": 3}`, "", "1\n2\n3\n", ""},
		{`{"a": 1, "l": [{"b": 2}]}{"a": 2, "l": []}`, "", "1|[{\"b\": 2}]\n2|[]\n", ""},
	}
	for _, test := range tests {
		f, problems := opened(t, "x.json", test.text, Options{RecordsAt: test.at})
		if got := problems.String(); got != test.wrong {
			t.Errorf("%s: got %q, want %q", test.text, got, test.wrong)
		}
		if f == nil {
			continue
		}
		if got := texts(t, f); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}

// Lists within records are told once, whatever number of objects hold them.
func TestListsWithinRecordsAreNamed(t *testing.T) {
	for text, want := range map[string]string{
		`[{"page": 1, "items": [{"a": 1}]}, {"page": 2, "items": [{"a": 2}]}]`:         "items",
		`{"page": 1, "items": [{"a": 1}]}` + "\n" + `{"page": 2, "items": [{"a": 2}]}`: "items",
		`{"pages": [{"items": [{"a": 1}]}]}`:                                           "pages.items",
		`[{"a": 1, "tags": ["x"]}]`:                                                    "",
	} {
		f, problems := opened(t, "x.json", text, Options{})
		if f == nil {
			t.Fatal(problems)
		}
		if got := strings.Join(f.Lists(), " "); got != want || !f.Keyed() {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestKeysWithinKeysAreColumns(t *testing.T) {
	f, problems := opened(t, "x.json", `[{"id": 1, "via": {"channel": "web", "source": {"rel": null}}, "Agent": {}}, {"id": 2, "via": null}]`, Options{})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := texts(t, f), "1|web|||\n2||||\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	cells, err := f.Cells([]Spot{{0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if f.Columns[1] != "via.channel" || cells[0].Text != "web" {
		t.Errorf("got column %q and cell %q, want via.channel and web", f.Columns[1], cells[0].Text)
	}
}
