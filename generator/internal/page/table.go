package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/indented"
)

// A table is a data file: the same rows as CSV and, if asked for, as JSON. Each row goes to its
// files as it comes, and none is kept: of a thousand teams there are a million.
type table struct {
	name    string // without ending
	title   string
	columns []field
	json    bool

	in     *Input
	rows   int
	parts  []part // runs of rows that begin with the same word
	size   int    // of the CSV, in bytes, once it is closed
	begins string // its header and first three rows

	text, array         *sheet // all rows, as CSV and JSON; nil: not written
	partText, partArray *sheet // those of a part
	line                []byte
	err                 error // the first
}

// A part is a run of rows that begin with the same word, and how many they are.
type part struct {
	word string
	rows int
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

func newTable(in *Input, name, title string, columns []field, json bool) *table {
	t := &table{name: name, title: title, columns: columns, json: json, in: in}
	t.begins = t.header()
	return t
}

// mostRows is how many scores a site may have that is not a large one.
const mostRows = 50_000

// large tells whether there are so many scores that files hold nothing twice, and nothing that
// says nothing: docs/data.md.
func (in *Input) large() bool { return len(in.Lines) > mostRows }

// byMetric tells whether each metric's rows stand in files of their own, too.
func (t *table) byMetric() bool { return t.name == "scores" }

// header is the first line of the CSV.
func (t *table) header() string { return strings.Join(t.names(), ",") + "\n" }

// begin opens the files of all rows. Of a large site's scores, there is no JSON of all.
func (t *table) begin() {
	t.text = t.csv(t.name)
	if t.json && !(t.byMetric() && t.in.large()) {
		t.array = t.document(t.name)
	}
}

// next begins a part: a metric's scores have a JSON of their own and, but on a large site, a CSV.
func (t *table) next(word string) {
	t.parts = append(t.parts, part{word: word})
	if !t.byMetric() {
		return
	}
	t.end(t.partText, t.partArray)
	t.partArray = t.document(t.name + "/" + word)
	if !t.in.large() {
		t.partText = t.csv("metrics/" + word)
	}
}

func (t *table) csv(name string) *sheet { return t.open(name+".csv", t.header(), "", "") }

// document opens a JSON file: an object of the names of the columns, and rows.
func (t *table) document(name string) *sheet {
	var columns []string
	for _, c := range t.columns {
		columns = append(columns, string(quote(c.name)))
	}
	return t.open(name+".json", "{\"columns\": ["+strings.Join(columns, ", ")+"],\n\"rows\": [\n", ",\n", "\n]}\n")
}

func (t *table) open(name, head, comma, tail string) *sheet {
	to, err := t.in.open(api + name)
	if err != nil {
		t.failed(err)
		return nil
	}
	return newSheet(api+name, to, head, comma, tail)
}

func (t *table) end(sheets ...*sheet) {
	for _, s := range sheets {
		if s != nil {
			t.failed(s.close())
			t.in.wrote(s.name, s.size)
		}
	}
}

func (t *table) failed(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *table) add(row ...string) {
	if len(row) != len(t.columns) {
		panic("bug: a row of " + t.name + " has other columns than its header")
	}
	if t.rows == 0 {
		t.begin()
	}
	if n := len(t.parts); n == 0 || t.parts[n-1].word != row[0] {
		t.next(row[0])
	}
	t.parts[len(t.parts)-1].rows++
	t.rows++
	t.line = appendCSV(t.line[:0], row)
	if t.rows <= 3 {
		t.begins += string(t.line)
	}
	t.put(t.text, t.partText)
	if t.json {
		t.hold(row)
		t.line = t.appendJSON(t.line[:0], row)
		t.put(t.array, t.partArray)
	}
}

func (t *table) put(sheets ...*sheet) {
	for _, s := range sheets {
		if s != nil {
			s.add(t.line)
		}
	}
}

// close ends the files of a table, which are there even if it has no row, and publishes
// schemas and lists beside them.
func (t *table) close() error {
	if t.rows == 0 {
		t.begin()
	}
	t.end(t.text, t.array, t.partText, t.partArray)
	if t.text != nil {
		t.size = t.text.size
	}
	if t.json {
		t.describe()
	}
	t.text, t.array, t.partText, t.partArray = nil, nil, nil, nil
	return t.err
}

// describe publishes the schemas of a table's JSON; of a large site's scores also a list of
// the files that they stand in. A metric's rows that stand in the whole, too, are checked there.
func (t *table) describe() {
	if t.array != nil {
		t.failed(t.in.publish(api+t.name+".schema.json", indented.JSON(t.schema())))
		return
	}
	files := []listed{}
	for _, p := range t.parts {
		name := t.name + "/" + p.word
		t.failed(t.in.publish(api+name+".schema.json", indented.JSON(t.schema())))
		files = append(files, listed{p.word, p.rows, name + ".json"})
	}
	t.failed(t.in.publish(api+t.name+".json", indented.JSON(map[string]any{"columns": t.names(), "files": files})))
	t.failed(t.in.publish(api+t.name+".schema.json", indented.JSON(t.listSchema())))
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

// hold holds a row against its columns, as its schema would: what is right when it is written
// need not be read back.
func (t *table) hold(row []string) {
	for i, v := range row {
		if c := &t.columns[i]; !c.holds(v) {
			t.failed(fmt.Errorf("%s.json: %s is %q in row %d, want %s", t.name, c.name, v, t.rows, c.kind))
		}
	}
}

// holds tells whether a cell is what its column may hold.
func (f *field) holds(v string) bool {
	switch {
	case v == "":
		return !f.needed || !f.absent()
	case len(f.among) > 0:
		return slices.Contains(f.among, v)
	case f.kind == "boolean":
		return v == "true" || v == "false"
	case f.kind == "string":
		return true
	}
	whole, fraction, broken := strings.Cut(strings.TrimPrefix(v, "-"), ".")
	return digits(whole) && (whole == "0" || whole[0] != '0') && (!broken || f.kind == "number" && digits(fraction))
}

// digits tells whether a text is digits, one at least.
func digits(v string) bool {
	return v != "" && strings.Trim(v, "0123456789") == ""
}

// appendCSV writes a row by RFC 4180, with a line feed.
func appendCSV(b []byte, row []string) []byte {
	for i, v := range row {
		if i > 0 {
			b = append(b, ',')
		}
		if quoted(v) {
			b = append(b, '"')
			b = append(b, strings.ReplaceAll(v, `"`, `""`)...)
			b = append(b, '"')
		} else {
			b = append(b, v...)
		}
	}
	return append(b, '\n')
}

// quoted tells whether a field of CSV has to stand in quotes.
func quoted(v string) bool {
	for i := range len(v) {
		if c := v[i]; c == ',' || c == '"' || c == '\r' || c == '\n' {
			return true
		}
	}
	return false
}

// appendJSON writes a row as an array: numbers as they stand in the CSV, null where a number
// or a word is not there.
func (t *table) appendJSON(b []byte, row []string) []byte {
	for i, v := range row {
		b = append(b, "[,"[min(i, 1)])
		switch c := &t.columns[i]; {
		case v == "" && c.absent():
			b = append(b, "null"...)
		case c.kind != "string":
			b = append(b, v...)
		case asItIs(v):
			b = append(b, '"')
			b = append(b, v...)
			b = append(b, '"')
		default:
			b = append(b, quote(v)...)
		}
	}
	return append(b, ']')
}

// asItIs tells whether a text stands in JSON as it is.
func asItIs(s string) bool {
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
