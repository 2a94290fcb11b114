package export

import (
	"strings"
	"testing"
)

func TestJSONIsReadAsOneObjectARecord(t *testing.T) {
	tests := []struct{ what, name, text, columns, want string }{
		{"an array", "x.json", `[{"a":1,"b":"x"},{"a":2.50,"b":null}]`, "a|b", "1|x\n2.50|\n"},
		{"one after the other", "x.ndjson", "{\"a\":true,\"b\":\"x,y\"}\n{\"a\":false,\"b\":\"\\u00e4\\n\"}\n", "a|b", "true|x,y\nfalse|ä\n\n"},
		{"jsonl", "x.jsonl", "{\"a\":\"1\"}\n", "a", "1\n"},
		{"keys that come later", "x.ndjson", "{\"a\":1}\n{\"b\":2,\"a\":3}\n{\"c\":4}\n", "a|b|c", "1||\n3|2|\n||4\n"},
		{"a byte order mark and blank lines", "x.json", "\ufeff\n\n [{\"a\":1}]\n", "a", "1\n"},
		{"outer blanks of names", "x.json", `[{" a ":1}]`, "a", "1\n"},
		{"pretty", "x.json", "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 2\n  }\n]\n", "a", "1\n2\n"},
	}
	for _, test := range tests {
		f, problems := opened(t, test.name, test.text, Options{})
		if f == nil {
			t.Errorf("%s: got %s", test.what, problems)
			continue
		}
		if got := strings.Join(f.Columns, "|"); got != test.columns {
			t.Errorf("%s: got columns %q, want %q", test.what, got, test.columns)
		}
		if got := texts(t, f); got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, got, test.want)
		}
	}
}

func TestJSONRefusesDamageWithItsLine(t *testing.T) {
	tests := []struct{ what, text, want string }{
		{"cut off", "[{\"a\":1},\n{\"a\":", "x.json:2: ends in the middle of a record"},
		{"an array not closed", "[{\"a\":1}\n", "x.json:2: ends in the middle of a record"},
		{"a comma missing", "[{\"a\":1}\n{\"a\":2}]", "x.json:2: is not JSON here: expected comma after array element"},
		{"no JSON", "{\"a\":1}\n{\"a\":oops}\n", "x.json:2: is not JSON here: invalid character 'o' looking for beginning of value"},
		{"a number for a record", "[{\"a\":1},\n17]", "x.json:2: got 17, want an object with a key for each column"},
		{"more after the array", "[{\"a\":1}]\n[]", "x.json:2: goes on after the end of the array"},
		{"a NUL character", "[{\"a\":1},\n{\"a\":\"\\u0000\"}]", "x.json:2: holds a NUL character, want text"},
		{"another encoding", "[{\"a\":1},\n{\"a\":\"K\xe4se\"}]", "x.json:2: is not UTF-8"},
		{"a key twice", "[{\"a\":1},\n{\"a\":1,\"a\":2}]", "x.json:2: has the key \"a\" twice"},
	}
	for _, test := range tests {
		f, problems := opened(t, "x.json", test.text, Options{})
		if got := strings.TrimSpace(problems.String()); got != test.want || f != nil {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestJSONCellsKnowTheLineOfTheirRecord(t *testing.T) {
	f, problems := opened(t, "x.json", "\n[\n{\"a\":1,\n\"b\":2},\n\n{\"a\":3,\"b\":4}]", Options{})
	if f == nil {
		t.Fatal(problems)
	}
	cells, err := f.Cells([]Spot{{0, 1}, {1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cells[0].Place.String()+" "+cells[1].Place.String()+" "+cells[1].Text, "x.json:3 x.json:6 4"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
