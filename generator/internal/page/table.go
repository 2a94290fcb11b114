package page

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A table is a data file: the same rows as CSV and, if asked for, as JSON. Rows are
// written as they come; the mostRows tables have a hundred thousand.
type table struct {
	name    string // without ending
	title   string
	columns []field
	json    bool

	rows  int
	text  bytes.Buffer // RFC 4180, with line feeds
	array bytes.Buffer // of JSON: the rows, each an array
	parts []part       // runs of rows that begin with the same word

	size   int    // in bytes, once it is published
	begins string // and its sample
}

// A part is where a run of rows begins, in both forms, and how many they are.
type part struct {
	word  string
	from  int
	array int
	rows  int
}

// A field is a column of a data file: for its header, its schema and the data page.
type field struct {
	name   string
	kind   string // string, number, integer, boolean
	text   string // what it holds
	needed bool   // never empty
	among  []string
}

// absent tells whether an empty cell of the column is null in JSON: where a number
// or one of a few words could stand. Names are empty where they mean all.
func (f *field) absent() bool { return f.kind != "string" || len(f.among) > 0 }

func newTable(name, title string, columns []field, json bool) *table {
	t := &table{name: name, title: title, columns: columns, json: json}
	for i, c := range columns {
		if i > 0 {
			t.text.WriteByte(',')
		}
		t.text.WriteString(c.name)
	}
	t.text.WriteByte('\n')
	return t
}

// header is the first line of the CSV.
func (t *table) header() []byte {
	return t.text.Bytes()[:bytes.IndexByte(t.text.Bytes(), '\n')+1]
}

// sample is the header and the first three rows.
func (t *table) sample() string {
	lines := bytes.SplitAfterN(t.text.Bytes(), []byte("\n"), 5)
	return string(bytes.Join(lines[:min(4, len(lines))], nil))
}

// add writes a row.
func (t *table) add(row ...string) {
	if len(row) != len(t.columns) {
		panic("bug: a row of " + t.name + " has other columns than its header")
	}
	if n := len(t.parts); n == 0 || t.parts[n-1].word != row[0] {
		t.parts = append(t.parts, part{word: row[0], from: t.text.Len(), array: t.array.Len()})
	}
	t.parts[len(t.parts)-1].rows++
	for i, v := range row {
		if i > 0 {
			t.text.WriteByte(',')
		}
		if strings.ContainsAny(v, ",\"\r\n") {
			t.text.WriteByte('"')
			t.text.WriteString(strings.ReplaceAll(v, `"`, `""`))
			t.text.WriteByte('"')
		} else {
			t.text.WriteString(v)
		}
	}
	t.text.WriteByte('\n')
	t.rows++
	if t.json {
		t.append(row)
	}
}

// append writes a row as JSON: numbers as they stand in the CSV, null where a number
// or a word is not there.
func (t *table) append(row []string) {
	b := &t.array
	b.WriteByte('[')
	for i, v := range row {
		if i > 0 {
			b.WriteByte(',')
		}
		switch c := &t.columns[i]; {
		case v == "" && c.absent():
			b.WriteString("null")
		case c.kind != "string":
			b.WriteString(v)
		case plain(v):
			b.WriteByte('"')
			b.WriteString(v)
			b.WriteByte('"')
		default:
			b.Write(quote(v))
		}
	}
	b.WriteString("],\n")
}

// document is rows as JSON: the names of the columns, and each row.
func (t *table) document(rows []byte) []byte {
	var b bytes.Buffer
	b.WriteString("{\"columns\": [")
	for i, c := range t.columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.Write(quote(c.name))
	}
	b.WriteString("],\n\"rows\": [\n")
	b.Write(bytes.TrimSuffix(rows, []byte(",\n")))
	b.WriteString("\n]}\n")
	return b.Bytes()
}

// mostRows is how many scores stand in one JSON file; of more there is a list of files.
const mostRows = 50_000

// documents publishes the JSON files of a table and their schemas. Scores stand in one for
// each metric, too; where they are many, only there, and scores.json lists them.
func (t *table) documents(publish func(name string, text []byte)) {
	put := func(name string, text []byte, schema any) {
		publish(api+name+".json", text)
		publish(api+name+".schema.json", indent(schema))
	}
	if t.name != "scores" {
		put(t.name, t.document(t.array.Bytes()), t.schema())
		return
	}
	long := t.rows > mostRows
	files := []listed{}
	for i, p := range t.parts {
		end := t.array.Len()
		if i+1 < len(t.parts) {
			end = t.parts[i+1].array
		}
		name := t.name + "/" + p.word
		if rows := t.document(t.array.Bytes()[p.array:end]); long {
			put(name, rows, t.schema())
		} else {
			publish(api+name+".json", rows) // as in the whole, whose schema is checked
		}
		files = append(files, listed{p.word, p.rows, name + ".json"})
	}
	if long {
		put(t.name, indent(map[string]any{"columns": t.names(), "files": files}), t.listSchema())
	} else {
		put(t.name, t.document(t.array.Bytes()), t.schema())
	}
}

// forget lets go of the rows of a table that is published; how it begins stays.
func (t *table) forget() {
	t.size, t.begins = t.text.Len(), t.sample()
	t.text, t.array = bytes.Buffer{}, bytes.Buffer{}
}

// listed is a file of a metric's rows.
type listed struct {
	Metric string `json:"metric"`
	Rows   int    `json:"rows"`
	Path   string `json:"path"` // from where the list stands
}

func (t *table) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

// plain tells whether a text stands in JSON as it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}

func quote(s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic("bug: " + err.Error())
	}
	return text
}
