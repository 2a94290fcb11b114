package export

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"shingle/generator/internal/diag"
)

// in16 writes a text in UTF-16 with a byte order mark.
func in16(text string, big bool) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestCSVIsReadAsPeopleReadIt(t *testing.T) {
	tests := []struct {
		what, text    string
		o             Options
		columns, want string
	}{
		{"commas", "a,b\n1,2\n", Options{}, "a|b", "1|2\n"},
		{"semicolons and decimal commas", "team;wait\nnorth;1,5\nsouth;2,25\n", Options{}, "team|wait", "north|1,5\nsouth|2,25\n"},
		{"tabs", "a\tb\n1,5\t2;3\n", Options{}, "a|b", "1,5|2;3\n"},
		{"bars", "a|b\n1|2\n", Options{}, "a|b", "1|2\n"},
		{"one column", "csat\n5\n4\n", Options{}, "csat", "5\n4\n"},
		{"one column, a blank answer quoted", "csat\n5\n\"\"\n4\n", Options{}, "csat", "5\n\n4\n"},
		{"the separator said", "a;b,c\n1;2,3\n", Options{Delimiter: ","}, "a;b|c", "1;2|3\n"},
		{"the tab said in words", "a\tb,c\n1\t2,3\n", Options{Delimiter: "tab"}, "a|b,c", "1|2,3\n"},
		{"byte order mark", "\ufeffa,b\n1,2\n", Options{}, "a|b", "1|2\n"},
		{"UTF-16, little end first", in16("ä;b\n1;ß\n", false), Options{}, "ä|b", "1|ß\n"},
		{"UTF-16, big end first", in16("ä;b\n1;😀\n", true), Options{}, "ä|b", "1|😀\n"},
		{"windows-1252 where it is said", "Gr\xf6\xdfe,b\n\x80,2\n", Options{Encoding: "windows-1252"}, "Größe|b", "€|2\n"},
		{"carriage returns and line feeds", "a,b\r\n1,2\r\n3,4\r\n", Options{}, "a|b", "1|2\n3|4\n"},
		{"both kinds of line end", "a,b\r\n1,2\n3,4\r\n", Options{}, "a|b", "1|2\n3|4\n"},
		{"lone carriage returns", "a,b\r1,2\r3,4\r", Options{}, "a|b", "1|2\n3|4\n"},
		{"no end of the last line", "a,b\n1,2", Options{}, "a|b", "1|2\n"},
		{"quotes", "a,b\n\"1,5\",\"say \"\"hello\"\"\"\n", Options{}, "a|b", "1,5|say \"hello\"\n"},
		{"a quoted line end", "a,b\n\"1\n5\",2\n3,4\n", Options{}, "a|b", "1\n5|2\n3|4\n"},
		{"blanks around quotes", "a,b\n \"1,5\" , \"2\"\n", Options{}, "a|b", "1,5|2\n"},
		{"a quote within a field", "a,b\n5\" pipe,2\n", Options{}, "a|b", "5\" pipe|2\n"},
		{"blank lines", "\n\na,b\n1,2\n\n   \n3,4\n\n", Options{}, "a|b", "1|2\n3|4\n"},
		{"outer blanks stay in cells, not in names", " a , b\n x ,2\n", Options{}, "a|b", " x |2\n"},
		{"doubled and unnamed columns", "a,a,,\n1,2,3,4\n", Options{}, "a|a||", "1|2|3|4\n"},
		{"lines before the header", "Report of October\nmade; by us\na;b\n1;2\n", Options{SkipRows: 2}, "a|b", "1|2\n"},
		{"no header", "1,2\n3,4\n", Options{Header: []string{"x", "y"}}, "x|y", "1|2\n3|4\n"},
		{"lines skipped and no header", "report\n1,2\n", Options{Header: []string{"x", "y"}, SkipRows: 1}, "x|y", "1|2\n"},
		{"a header of two lines", "\"a\nb\",c\n1,2\n", Options{}, "a\nb|c", "1|2\n"},
	}
	for _, test := range tests {
		f, problems := opened(t, "x.csv", test.text, test.o)
		if f == nil {
			t.Errorf("%s: got %s", test.what, problems)
			continue
		}
		if got := strings.Join(f.Columns, "|"); got != test.columns {
			t.Errorf("%s: got columns %q, want %q", test.what, got, test.columns)
		}
		if got := texts(t, f); got != test.want || problems.Len() > 0 {
			t.Errorf("%s: got %q, want %q\n%s", test.what, got, test.want, problems)
		}
	}
}

func TestCSVRefusesDamageWithItsPlace(t *testing.T) {
	utf8 := `
  hint: say which encoding the file has, such as encoding = "windows-1252"`
	tests := []struct{ what, text, want string }{
		{"a NUL byte", "a,b\n1,2\n3,\x00\n", "x.csv:3: holds a NUL byte, want text"},
		{"a NUL byte in the header", "a,b\x00\n1,2\n", "x.csv:1: holds a NUL byte, want text"},
		{"a NUL byte in a quoted line", "a,b\n1,\"2\n\x00\"\n", "x.csv:3: holds a NUL byte, want text"},
		{"another encoding", "a,b\n1,2\nK\xe4se,4\n", "x.csv:3: byte 0xE4 is not UTF-8" + utf8},
		{"another encoding in the header", "a,Gr\xf6\xdfe\n1,2\n", "x.csv:1: byte 0xF6 is not UTF-8" + utf8},
		{"an open quote", "a,b\n1,2\n3,\"4\n5,6\n", "x.csv:3: the quote that opens here is not closed before the end of its field"},
		{"an open quote in the header", "a,\"b\n1,2\n", "x.csv:1: the header's quotes are not closed"},
		{"text after a closing quote", "a,b\n1,2\n\"3\"x,4\n5,6\n", "x.csv:3: the quote that opens here is not closed before the end of its field"},
		{"a quote that a later one closes by chance", "a,b,c\n1,\"2,3\n4,5,6\n7,8\",9\n", "x.csv:2: the quote that opens here swallows 2 lines that look like rows of their own"},
		{"an encoding nobody knows", "", ""},
	}
	for _, test := range tests {
		if test.text == "" {
			continue
		}
		f, problems := opened(t, "x.csv", test.text, Options{})
		if got := strings.TrimSpace(problems.String()); got != test.want || f != nil {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestCSVRefusesAnUnknownEncoding(t *testing.T) {
	_, problems := opened(t, "x.csv", "a,b\n1,2\n", Options{Encoding: "klingon"})
	if got, want := problems.String(), "encoding: got \"klingon\", want such as \"windows-1252\" or \"iso-8859-15\"\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCSVTellsAllDamageOfAFile(t *testing.T) {
	_, problems := opened(t, "x.csv", "a,b\n\xff,2\n3,4\n5,\x00\n", Options{})
	if got := problems.Len(); got != 2 {
		t.Errorf("got %d problems, want 2:\n%s", got, problems)
	}
}

func TestCSVKeepsRaggedRowsApart(t *testing.T) {
	f, problems := opened(t, "x.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n\"10\n\",11,12\nlost\n13,14,15\n", Options{})
	if f == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, r := range f.Ragged {
		got = append(got, fmt.Sprintf("%s %d/%d", r.Place, r.Fields, r.Want))
	}
	if got, want := strings.Join(got, ", "), "x.csv:3 2/3, x.csv:4 4/3, x.csv:7 1/3"; got != want || f.RaggedRows != 3 {
		t.Errorf("got %d: %s, want %s", f.RaggedRows, got, want)
	}
	if got, want := texts(t, f), "1|2|3\n10\n|11|12\n13|14|15\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCSVCountsRaggedRowsBeyondThoseItNames(t *testing.T) {
	f, _ := opened(t, "x.csv", "a,b\n1,2\n"+strings.Repeat("1,2,3\n", 50), Options{})
	if f.RaggedRows != 50 || len(f.Ragged) != keep || f.Rows != 1 {
		t.Errorf("got %d ragged rows, %d named and %d rows, want 50, %d and 1", f.RaggedRows, len(f.Ragged), f.Rows, keep)
	}
}

func TestCellsKnowLineAndColumn(t *testing.T) {
	tests := []struct {
		what, text string
		o          Options
		spot       Spot
		want       string
	}{
		{"plain", "a,b\n1,2\n3,4\n", Options{}, Spot{1, 1}, "x.csv:3:2"},
		{"after a quoted line end", "a,b\n\"1\n\n\",2\n3,4\n", Options{}, Spot{1, 0}, "x.csv:5:1"},
		{"after blank lines", "\na,b\n1,2\n\n\n3,4\n", Options{}, Spot{1, 0}, "x.csv:6:1"},
		{"after a ragged row", "a,b\n1\n3,4\n", Options{}, Spot{0, 1}, "x.csv:3:2"},
		{"after skipped lines", "r\nr\na,b\n1,2\n", Options{SkipRows: 2}, Spot{0, 0}, "x.csv:4:1"},
		{"without a header", "1,2\n3,4\n", Options{Header: []string{"a", "b"}}, Spot{0, 1}, "x.csv:1:2"},
		{"in another encoding", in16("a;b\n1;2\n3;4\n", false), Options{}, Spot{1, 1}, "x.csv:3:2"},
	}
	for _, test := range tests {
		f, problems := opened(t, "x.csv", test.text, test.o)
		if f == nil {
			t.Fatal(problems)
		}
		cells, err := f.Cells([]Spot{test.spot})
		if err != nil {
			t.Fatal(err)
		}
		if got := cells[0].Place.String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, got, test.want)
		}
	}
}

func TestCellsComeInTheOrderAskedFor(t *testing.T) {
	f, _ := opened(t, "x.csv", "a,b\n1,2\n3,4\n5,6\n", Options{})
	cells, err := f.Cells([]Spot{{2, 1}, {0, 0}, {1, 1}, {1, 0}})
	if err != nil {
		t.Fatal(err)
	}
	var got string
	for _, c := range cells {
		got += c.Text
	}
	if want := "6143"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A file large enough to be looked at on every core has to give what a small one
// would give.
func TestLargeCSVIsLookedAtAsCarefullyAsASmallOne(t *testing.T) {
	row := "2026-10-01 09:12:58,north,phone,\"yes, it was\",12.5\n"
	many := 40 << 20 / len(row)
	head, half := "at,team,channel,ok,wait\n", strings.Repeat(row, many/2)
	tests := []struct {
		what, text string
		rows       int
		want       string
	}{
		{"clean", head + half + half, many / 2 * 2, ""},
		{"a quoted line end in the middle", head + half + "\"a\nb\",c,d,e,f\n" + half, many/2*2 + 1, ""},
		{"a ragged row", head + half + "a,b\n" + half, many / 2 * 2, ""},
		{"a NUL byte", head + half + "a,b,c,\x00,e\n" + half, 0, fmt.Sprintf("x.csv:%d: holds a NUL byte, want text\n", many/2+2)},
		{"an open quote near the end", head + half + half + "a,b,c,\"d,e\n", 0, fmt.Sprintf("x.csv:%d: the quote that opens here is not closed before the end of its field\n", many/2*2+2)},
	}
	for _, test := range tests {
		f, problems := opened(t, "x.csv", test.text, Options{})
		if got := problems.String(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, got, test.want)
		}
		if test.rows > 0 && (f == nil || f.Rows != test.rows) {
			t.Errorf("%s: got %v, want %d rows", test.what, f, test.rows)
		}
	}
}

// A file of any size is looked through in the same little memory, also by one core.
func TestALongFileIsNotHeldInMemory(t *testing.T) {
	dir := t.TempDir()
	text := append([]byte("id,team\r\n"), bytes.Repeat([]byte("1,North\r\n"), 2_000_000)...)
	if err := os.WriteFile(filepath.Join(dir, "long.csv"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	var problems diag.List
	runtime.ReadMemStats(&before)
	files := Open(Options{Dir: dir, Files: []string{"long.csv"}, Temp: t.TempDir()}, &problems)
	runtime.ReadMemStats(&after)
	if problems.Len() > 0 || len(files) != 1 || files[0].Rows != 2_000_000 || files[0].Read != filepath.Join(dir, "long.csv") {
		t.Fatalf("got %+v, %v", files, problems.String())
	}
	if held := after.TotalAlloc - before.TotalAlloc; held > uint64(len(text)/4) {
		t.Errorf("took %d bytes for a file of %d", held, len(text))
	}
}
