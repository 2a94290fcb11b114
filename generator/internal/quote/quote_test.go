package quote

import "testing"

// Whatever stands in a text or a name stays in it.
func TestQuotesAreDoubled(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Text("it's"), "'it''s'"}, {Text(""), "''"}, {Text("'; DROP TABLE x --"), "'''; DROP TABLE x --'"},
		{Texts([]string{"a", "b'c"}), "'a', 'b''c'"}, {Texts(nil), ""},
		{Name(`a "b"`), `"a ""b"""`},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}
