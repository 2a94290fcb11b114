package page

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"testing"
)

// Names are data: they stand in the files as they are.
var hostile = []string{
	"=1+1", "@SUM(A1)", "-1", "{{ .Site }}", "<script>alert(1)</script>", `the "best"`, "a,b", "two\nlines", " blank ", "Käse & Söhne", "\u2028", "../../etc", "'", "NULL",
}

func TestDataFilesHoldNamesAsTheyAre(t *testing.T) {
	fields := []field{{name: "team", kind: "string"}, {name: "value", kind: "number"}, {name: "label", kind: "string", among: []string{"quiet"}}}
	table := newTable("x", "X", fields, true)
	for i, name := range hostile {
		table.add(name, []string{"1.5", ""}[i%2], []string{"quiet", ""}[i%2])
	}
	rows, err := csv.NewReader(bytes.NewReader(table.text.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var objects []map[string]any
	if err := json.Unmarshal(table.array(), &objects); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(hostile)+1 || len(objects) != len(hostile) || table.rows != len(hostile) {
		t.Fatalf("got %d lines, %d objects and %d rows, want %d names", len(rows), len(objects), table.rows, len(hostile))
	}
	for i, name := range hostile {
		if got := rows[i+1][0]; got != name {
			t.Errorf("CSV: got %q, want %q", got, name)
		}
		if got := objects[i]["team"]; got != name {
			t.Errorf("JSON: got %q, want %q", got, name)
		}
		if (objects[i]["value"] == nil) != (i%2 == 1) || (objects[i]["label"] == nil) != (i%2 == 1) {
			t.Errorf("JSON: got %v, want null where there is nothing", objects[i])
		}
	}
	if bytes.Contains(table.array(), []byte("<script>")) {
		t.Error("JSON holds a tag that a page could run")
	}
}

func TestTableWithoutRowsIsStillAFile(t *testing.T) {
	table := newTable("x", "X", []field{{name: "team"}, {name: "value"}}, true)
	if got, want := table.text.String(), "team,value\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(table.array()), "[]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowOfAnotherLengthIsABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a row without its last column was written")
		}
	}()
	newTable("x", "X", []field{{name: "team"}, {name: "value"}}, false).add("a")
}
