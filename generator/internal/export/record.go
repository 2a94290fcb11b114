package export

import "bytes"

// record is what was found out about one CSV record without keeping its text.
type record struct {
	end    int // of the record, past its line end; 0 if it goes on beyond the bytes given
	lines  int // physical lines it covers
	fields int
	odd    bool // not as the engine would read it: to be rewritten
	quote  int  // where a quoted field was not closed as it should be, else -1
	blank  bool
}

// next measures the CSV record that data begins with. A field may be quoted; a
// quote within it is doubled. Blanks around a quoted field, and quotes within an
// unquoted one, are read as most programs do, and marked as odd.
func next(data []byte, comma byte, whole bool) record {
	r := record{fields: 1, lines: 1, quote: -1}
	i, start := 0, 0
	for {
		// at the start of a field
		j := i
		for j < len(data) && (data[j] == ' ' || data[j] == '\t') && data[j] != comma {
			j++
		}
		if j < len(data) && data[j] == '"' {
			if j > i {
				r.odd = true
			}
			opened := j
			j++
			for {
				k := bytes.IndexByte(data[j:], '"')
				if k < 0 {
					if whole {
						r.quote, r.end = opened, len(data)
					}
					return r
				}
				r.lines += bytes.Count(data[j:j+k], []byte{'\n'})
				j += k + 1
				if j < len(data) && data[j] == '"' {
					j++
					continue
				}
				if j == len(data) && !whole {
					return r
				}
				break
			}
			k := j
			for k < len(data) && (data[k] == ' ' || data[k] == '\t') && data[k] != comma {
				k++
			}
			if k > j {
				r.odd = true
			}
			if k == len(data) && !whole {
				return r
			}
			if k < len(data) && data[k] != comma && data[k] != '\n' && data[k] != '\r' {
				r.quote = opened
			}
			i = k
			if r.quote >= 0 { // skip the rest of the line
				if n := bytes.IndexByte(data[k:], '\n'); n >= 0 {
					r.end = k + n + 1
				} else if whole {
					r.end = len(data)
				}
				return r
			}
		} else {
			for i < len(data) && data[i] != comma && data[i] != '\n' && data[i] != '\r' {
				if data[i] == '"' {
					r.odd = true
				}
				i++
			}
		}
		// at the end of a field
		switch {
		case i == len(data):
			if whole {
				r.end = i
			}
			r.blank = i == start
			return r
		case data[i] == comma:
			r.fields++
			i++
		case data[i] == '\r':
			if i+1 < len(data) && data[i+1] == '\n' {
				r.end = i + 2
				r.blank = i == start
				return r
			}
			if i+1 == len(data) && !whole {
				return r
			}
			r.odd = true // a lone carriage return ends a line, as on old Macs
			r.end = i + 1
			r.blank = i == start
			return r
		default:
			r.end = i + 1
			r.blank = i == start
			return r
		}
	}
}

// split gives the fields of a record that next has measured, outer quotes taken
// off and doubled ones made single.
func split(data []byte, comma byte, fields []string) []string {
	fields = fields[:0]
	i := 0
	for {
		j := i
		for j < len(data) && (data[j] == ' ' || data[j] == '\t') && data[j] != comma {
			j++
		}
		if j < len(data) && data[j] == '"' {
			var text []byte
			j++
			for {
				k := bytes.IndexByte(data[j:], '"')
				if k < 0 {
					k = len(data) - j
				}
				text = append(text, data[j:j+k]...)
				j = min(j+k+1, len(data))
				if j < len(data) && data[j] == '"' {
					text = append(text, '"')
					j++
					continue
				}
				break
			}
			for j < len(data) && data[j] != comma && data[j] != '\n' && data[j] != '\r' {
				j++
			}
			fields = append(fields, string(text))
		} else {
			j = i
			for j < len(data) && data[j] != comma && data[j] != '\n' && data[j] != '\r' {
				j++
			}
			fields = append(fields, string(data[i:j]))
		}
		if j >= len(data) || data[j] != comma {
			return fields
		}
		i = j + 1
	}
}
