package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"shingle/generator/internal/diag"
)

// jsonForm is a list of objects, or an object a line.
var jsonForm = form{
	says: "JSON, NDJSON", endings: []string{".json", ".ndjson", ".jsonl"}, open: openJSON, look: (*Peek).json,
	refuse: func(_ string, head magic) error {
		if head != (magic{}) {
			return refusal("is not JSON")
		}
		return nil
	},
}

// openJSON rewrites a JSON array of objects, or objects one after the other
// (NDJSON), as CSV with a column for every key that occurs.
func openJSON(o Options, path, plain string, number int, problems *diag.List) *File {
	keys, err := envelope(plain, o.RecordsAt)
	if err != nil {
		problems.Add(diag.Place{File: path}, "%v", err)
		return nil
	}
	place := &jsonPlace{path: path, plain: plain, keys: keys}
	f := &File{Path: path, Head: diag.Place{File: path}, Read: tempFile(o.Temp, number, "json"), Format: CSV, Comma: ',', Skip: 1, place: place}
	known := map[string]int{}
	for {
		more, err := f.writeJSON(plain, keys, known)
		var wrong *jsonError
		if errors.As(err, &wrong) {
			problems.Add(diag.Place{File: path, Line: wrong.line}, "%s", wrong.text)
			return nil
		}
		if err != nil {
			problems.Add(diag.Place{File: path}, "cannot be read: %v", err)
			return nil
		}
		if !more {
			place.columns = f.Columns
			return f
		}
	}
}

// writeJSON writes the records with the columns known so far, and tells whether
// it met further ones: then it has to be done again.
func (f *File) writeJSON(plain string, keys []string, known map[string]int) (more bool, err error) {
	in, err := os.Open(plain)
	if err != nil {
		return false, err
	}
	defer in.Close()
	out, err := os.Create(f.Read)
	if err != nil {
		return false, err
	}
	defer out.Close()
	w := newWriter(out)
	f.Rows = 0
	if len(f.Columns) > 0 {
		w.record(f.Columns)
	}
	d := newJSONReader(in, keys)
	var met []int // by column: the last record that has it
	for {
		names, values, err := d.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
		f.Rows++
		for _, name := range names {
			column, ok := known[name]
			if !ok {
				column, more = len(f.Columns), true
				known[name] = column
				f.Columns = append(f.Columns, name)
			}
			for len(met) <= column {
				met = append(met, 0)
			}
			if met[column] == f.Rows {
				return false, &jsonError{d.line, fmt.Sprintf("has the key %q twice", name)}
			}
			met[column] = f.Rows
		}
		if more {
			continue
		}
		row := make([]string, len(f.Columns))
		for i, name := range names {
			row[known[name]] = values[i]
		}
		f.Longest = max(f.Longest, w.record(row))
	}
	return more, w.close()
}

// A jsonReader reads objects and knows the line each begins on.
type jsonReader struct {
	lines *lineCounter
	dec   *json.Decoder
	begun bool
	array bool
	ended bool
	keys  []string // where the list of records is; none for a file that is the list
	into  []nest   // where the reader is, on the way to it
	line  int      // of the record that was read last
}

// A nest is a list, or an object, in which so many of the keys have been followed.
type nest struct {
	list bool
	keys int
}

type jsonError struct {
	line int
	text string
}

func (e *jsonError) Error() string { return e.text }

func newJSONReader(r io.Reader, keys []string) *jsonReader {
	lines := &lineCounter{r: r, line: 1}
	return &jsonReader{lines: lines, dec: json.NewDecoder(lines), keys: keys}
}

func (d *jsonReader) wrong(format string, args ...any) error {
	return &jsonError{line: d.lines.at(d.dec.InputOffset()), text: fmt.Sprintf(format, args...)}
}

// next gives the names and values of the next object in the file's order.
func (d *jsonReader) next() (names, values []string, err error) {
	if !d.begun {
		d.begun = true
		if err := d.begin(); err != nil {
			return nil, nil, err
		}
	}
	if d.ended {
		return nil, nil, io.EOF
	}
	if len(d.keys) > 0 {
		return d.within()
	}
	if d.array && !d.dec.More() {
		if _, err := d.dec.Token(); err != nil {
			return nil, nil, d.syntax(err)
		}
		d.ended = true
		if _, err := d.dec.Token(); err != io.EOF {
			return nil, nil, d.wrong("goes on after the end of the array")
		}
		return nil, nil, io.EOF
	}
	return d.record()
}

// record reads the next object.
func (d *jsonReader) record() (names, values []string, err error) {
	var raw json.RawMessage
	if err := d.dec.Decode(&raw); err == io.EOF && !d.array {
		return nil, nil, io.EOF
	} else if err != nil {
		return nil, nil, d.syntax(err)
	}
	d.line = d.lines.at(d.dec.InputOffset() - int64(len(raw)))
	if !utf8.Valid(raw) {
		return nil, nil, &jsonError{d.line, "is not UTF-8"}
	}
	return d.object(raw)
}

// within reads the next object of the lists that the keys lead to, in each object of the lists
// on the way, and of the file.
func (d *jsonReader) within() (names, values []string, err error) {
	for {
		followed := 0
		if n := len(d.into); n > 0 {
			in := d.into[n-1]
			switch {
			case !d.dec.More():
				if _, err := d.dec.Token(); err != nil {
					return nil, nil, d.syntax(err)
				}
				d.into = d.into[:n-1]
				continue
			case in.list && in.keys == len(d.keys):
				return d.record()
			case in.list:
				followed = in.keys
			default:
				key, err := d.dec.Token()
				if err != nil {
					return nil, nil, d.syntax(err)
				}
				followed = in.keys + 1
				if key != d.keys[in.keys] {
					followed = nowhere
				}
			}
		}
		t, err := d.dec.Token()
		switch {
		case err == io.EOF && len(d.into) == 0:
			return nil, nil, io.EOF
		case err != nil:
			return nil, nil, d.syntax(err)
		case t == json.Delim('[') && followed <= len(d.keys), t == json.Delim('{') && followed < len(d.keys):
			d.into = append(d.into, nest{t == json.Delim('['), followed})
		default:
			if err := passOver(d.dec, t); err != nil {
				return nil, nil, d.syntax(err)
			}
		}
	}
}

// nowhere is more keys than any list of records has.
const nowhere = 1 << 20

// begin tells an array of objects from objects one after the other.
func (d *jsonReader) begin() error {
	first, err := d.lines.peek()
	if err == io.EOF {
		d.ended = true
		return nil
	}
	if err != nil {
		return err
	}
	if first == '[' && len(d.keys) == 0 {
		d.array = true
		_, err = d.dec.Token()
	}
	return err
}

func (d *jsonReader) syntax(err error) error {
	var s *json.SyntaxError
	if errors.Is(err, io.ErrUnexpectedEOF) || err == io.EOF {
		return &jsonError{d.lines.at(d.lines.read), "ends in the middle of a record"}
	}
	if errors.As(err, &s) {
		return &jsonError{line: d.lines.at(s.Offset), text: "is not JSON here: " + s.Error()}
	}
	return err
}

// object gives the keys and values of an object. Those of an object within it are
// named after both: via.channel.
func (d *jsonReader) object(raw []byte) (names, values []string, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, &jsonError{d.line, fmt.Sprintf("got %.40s, want an object with a key for each column", raw)}
	}
	err = d.fields(dec, "", 1, func(name, value string) {
		names, values = append(names, name), append(values, value)
	})
	return names, values, err
}

// deepest is how many objects within one another become columns; what is deeper is text.
const deepest = 8

func (d *jsonReader) fields(dec *json.Decoder, prefix string, depth int, put func(name, value string)) error {
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		name := prefix + trim(t.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		text := string(value)
		switch {
		case text == "null", text == "{}":
			text = ""
		case text[0] == '{' && depth < deepest:
			inner := json.NewDecoder(bytes.NewReader(value))
			inner.Token()
			if err := d.fields(inner, name+".", depth+1, put); err != nil {
				return err
			}
			continue
		case text[0] == '"':
			if err := json.Unmarshal(value, &text); err != nil {
				return err
			}
		}
		if strings.ContainsRune(text, 0) {
			return &jsonError{d.line, "holds a NUL character, want text"}
		}
		put(name, text)
	}
	return nil
}

// jsonPlace finds cells of a JSON file again.
type jsonPlace struct {
	path, plain string
	keys        []string
	columns     []string
}

func (p *jsonPlace) cells(want []Spot) ([]Cell, error) {
	in, err := os.Open(p.plain)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	d := newJSONReader(in, p.keys)
	cells := make([]Cell, 0, len(want))
	for record := 0; len(cells) < len(want); record++ {
		names, values, err := d.next()
		if err != nil {
			return nil, err
		}
		for len(cells) < len(want) && want[len(cells)].Record == record {
			cell := Cell{Place: diag.Place{File: p.path, Line: d.line}}
			for i, name := range names {
				if name == p.columns[want[len(cells)].Column] {
					cell.Text = values[i]
				}
			}
			cells = append(cells, cell)
		}
	}
	return cells, nil
}

// Keyed tells whether a file names the columns in each record, as JSON does.
func (f *File) Keyed() bool {
	_, ok := f.place.(*jsonPlace)
	return ok
}

// Lists are the keys to lists within a file's records: it may be that the records stand there.
// Of a file that is not JSON there are none.
func (f *File) Lists() []string {
	p, ok := f.place.(*jsonPlace)
	if !ok {
		return nil
	}
	in, err := os.Open(p.plain)
	if err != nil {
		return nil
	}
	defer in.Close()
	lines := &lineCounter{r: in, line: 1}
	if _, err := lines.peek(); err != nil {
		return nil
	}
	all, _, _ := listsOf(json.NewDecoder(lines))
	return slices.DeleteFunc(all.there(), func(at string) bool { return at == strings.Join(p.keys, ".") })
}
