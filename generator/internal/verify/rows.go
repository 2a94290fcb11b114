package verify

import (
	"bytes"
	"encoding/json"
	"math/big"
)

// A cellRule is what a schema says of one cell of a row: its types, and words.
type cellRule struct {
	types map[string]bool
	among map[string]bool // texts, and "null" as null; nil: any
	null  bool
}

// rulesOf reads the schema of a table whose rows are arrays of plain cells; nil where it says
// anything that is not understood here.
func rulesOf(doc any) []cellRule {
	row := member(member(member(doc, "properties"), "rows"), "items")
	if !only(row, "type", "prefixItems", "items", "minItems") || !only(member(member(doc, "properties"), "rows"), "type", "items") {
		return nil
	}
	cells, _ := member(row, "prefixItems").([]any)
	least, _ := member(row, "minItems").(json.Number)
	if member(row, "type") != "array" || member(row, "items") != false || least.String() != big.NewInt(int64(len(cells))).String() {
		return nil
	}
	rules := make([]cellRule, len(cells))
	for i, c := range cells {
		if !only(c, "title", "description", "type", "enum") {
			return nil
		}
		r := cellRule{types: map[string]bool{}, null: true}
		switch t := member(c, "type").(type) {
		case string:
			r.types[t] = true
		case []any:
			for _, one := range t {
				name, _ := one.(string)
				r.types[name] = true
			}
		default:
			return nil
		}
		if words, ok := member(c, "enum").([]any); ok {
			r.among, r.null = map[string]bool{}, false
			for _, w := range words {
				switch w := w.(type) {
				case nil:
					r.null = true
				case string:
					r.among[w] = true
				default:
					return nil
				}
			}
		}
		rules[i] = r
	}
	return rules
}

func member(v any, name string) any {
	m, _ := v.(map[string]any)
	return m[name]
}

// only tells whether an object has no other members than these.
func only(v any, names ...string) bool {
	m, ok := v.(map[string]any)
	known := 0
	for _, n := range names {
		if _, there := m[n]; there {
			known++
		}
	}
	return ok && known == len(m)
}

// plainRows holds the rows of a table against its schema without making values of them: long
// tables have millions of cells. It gives the document without the rows that are right; nil
// where a row is wrong or anything is not as plain as that, to be looked at in full.
func plainRows(text []byte, doc any) []byte {
	rules := rulesOf(doc)
	if rules == nil || !json.Valid(text) {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.Token()
	for d.More() {
		key, _ := d.Token()
		if key == "rows" {
			break
		}
		var skipped json.RawMessage
		if d.Decode(&skipped) != nil {
			return nil
		}
	}
	s := cells{text: text, at: int(d.InputOffset())}
	if !s.is(':') || !s.is('[') {
		return nil
	}
	begin := s.at
	for first := true; !s.is(']'); first = false {
		if !first && !s.is(',') || !s.is('[') {
			return nil
		}
		for i := range rules {
			if i > 0 && !s.is(',') || !s.fits(&rules[i]) {
				return nil
			}
		}
		if !s.is(']') {
			return nil
		}
	}
	return bytes.Join([][]byte{text[:begin], text[s.at-1:]}, nil)
}

// cells walks over valid JSON.
type cells struct {
	text []byte
	at   int
}

// is passes over a mark, if it comes next.
func (s *cells) is(mark byte) bool {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\n' || s.text[s.at] == '\t' || s.text[s.at] == '\r') {
		s.at++
	}
	if s.at < len(s.text) && s.text[s.at] == mark {
		s.at++
		return true
	}
	return false
}

// fits passes over a cell, and tells whether it is what its rule says.
func (s *cells) fits(r *cellRule) bool {
	if s.is('"') {
		from, odd := s.at, false
		for s.text[s.at] != '"' {
			if s.text[s.at] == '\\' {
				odd = true
				s.at++
			}
			s.at++
		}
		s.at++
		word := s.text[from : s.at-1]
		if odd && r.among != nil {
			var plain string
			if json.Unmarshal(s.text[from-1:s.at], &plain) != nil {
				return false
			}
			word = []byte(plain)
		}
		return r.types["string"] && (r.among == nil || r.among[string(word)])
	}
	from := s.at
	for s.at < len(s.text) && s.text[s.at] != ',' && s.text[s.at] != ']' && s.text[s.at] > ' ' {
		s.at++
	}
	switch word := s.text[from:s.at]; {
	case len(word) == 0 || word[0] == '[' || word[0] == '{':
		return false
	case word[0] == 'n':
		return r.types["null"] && r.null
	case word[0] == 't' || word[0] == 'f':
		return r.types["boolean"] && r.among == nil
	case r.among != nil:
		return false
	case r.types["number"]:
		return true
	default:
		return r.types["integer"] && !bytes.ContainsAny(word, ".eE")
	}
}
