package page

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
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
	document := table.document(table.array.Bytes())
	var read struct {
		Columns []string
		Rows    [][]any
	}
	if err := json.Unmarshal(document, &read); err != nil {
		t.Fatal(err)
	}
	objects := read.Rows
	if len(rows) != len(hostile)+1 || len(objects) != len(hostile) || table.rows != len(hostile) {
		t.Fatalf("got %d lines, %d objects and %d rows, want %d names", len(rows), len(objects), table.rows, len(hostile))
	}
	for i, name := range hostile {
		if got := rows[i+1][0]; got != name {
			t.Errorf("CSV: got %q, want %q", got, name)
		}
		if got := objects[i][0]; got != name {
			t.Errorf("JSON: got %q, want %q", got, name)
		}
		if (objects[i][1] == nil) != (i%2 == 1) || (objects[i][2] == nil) != (i%2 == 1) {
			t.Errorf("JSON: got %v, want null where there is nothing", objects[i])
		}
	}
	if bytes.Contains(document, []byte("<script>")) {
		t.Error("JSON holds a tag that a page could run")
	}
}

func TestTableWithoutRowsIsStillAFile(t *testing.T) {
	table := newTable("x", "X", []field{{name: "team"}, {name: "value"}}, true)
	if got, want := table.text.String(), "team,value\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(table.document(table.array.Bytes())), "{\"columns\": [\"team\", \"value\"],\n\"rows\": [\n\n]}\n"; got != want {
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

// Above fifty thousand rows scores stand in a file for each metric, and a list names
// them; each is what its schema says, and together they are all rows.
func TestLongScoresAreCutByMetric(t *testing.T) {
	table := newTable("scores", "Scores", []field{{name: "metric", kind: "string"}, {name: "value", kind: "number"}}, true)
	for i := range mostRows + 1 {
		table.add([]string{"a", "b"}[i/(mostRows-10)], fmt.Sprint(i))
	}
	files := map[string][]byte{}
	table.documents(func(name string, text []byte) { files[name] = text })
	var list struct{ Files []listed }
	if err := json.Unmarshal(files["api/v1/scores.json"], &list); err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(list.Files), fmt.Sprintf("[{a %d scores/a.json} {b 11 scores/b.json}]", mostRows-10); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	rows := 0
	for _, f := range list.Files {
		var read struct{ Rows [][]any }
		if err := json.Unmarshal(files["api/v1/"+f.Path], &read); err != nil {
			t.Fatal(err)
		}
		if len(read.Rows) != f.Rows || read.Rows[0][0] != f.Metric || read.Rows[0][1] != float64(rows) {
			t.Errorf("%s holds %d rows from %v", f.Path, len(read.Rows), read.Rows[0])
		}
		rows += len(read.Rows)
	}
	if rows != mostRows+1 || len(files) != 6 {
		t.Errorf("got %d rows in %d files", rows, len(files))
	}
}
