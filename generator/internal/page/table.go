package page

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A table is a data file: the same rows as CSV and, if asked for, as JSON. Rows are
// written as they come; the longest tables have a hundred thousand.
type table struct {
	name    string // without ending
	title   string
	columns []field
	json    bool

	rows    int
	text    bytes.Buffer // RFC 4180, with line feeds
	objects bytes.Buffer
	keys    [][]byte
	parts   []part // runs of rows that begin with the same word
}

// A part is where a run of rows begins.
type part struct {
	word string
	from int
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

func newTable(name, title string, columns []field, objects bool) *table {
	t := &table{name: name, title: title, columns: columns, json: objects}
	for i, c := range columns {
		if i > 0 {
			t.text.WriteByte(',')
		}
		t.text.WriteString(c.name)
		t.keys = append(t.keys, append(quote(c.name), ':'))
	}
	t.text.WriteByte('\n')
	return t
}

// header is the first line of the CSV.
func (t *table) header() []byte {
	return t.text.Bytes()[:bytes.IndexByte(t.text.Bytes(), '\n')+1]
}

// add writes a row.
func (t *table) add(row ...string) {
	if len(row) != len(t.columns) {
		panic("bug: a row of " + t.name + " has other columns than its header")
	}
	if n := len(t.parts); n == 0 || t.parts[n-1].word != row[0] {
		t.parts = append(t.parts, part{row[0], t.text.Len()})
	}
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
		t.object(row)
	}
}

// object writes a row as JSON: numbers as they stand in the CSV, null where a number
// or a word is not there.
func (t *table) object(row []string) {
	b := &t.objects
	if t.rows == 1 {
		b.WriteString("[\n{")
	} else {
		b.WriteString(",\n{")
	}
	for i, v := range row {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(t.keys[i])
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
	b.WriteByte('}')
}

// array is all rows as a JSON array.
func (t *table) array() []byte {
	if t.rows == 0 {
		return []byte("[]\n")
	}
	return append(t.objects.Bytes(), "\n]\n"...)
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
