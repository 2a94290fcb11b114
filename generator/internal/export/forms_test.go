package export

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shingle/generator/internal/diag"
)

func TestCSVPassesOverWhatIsNoRecord(t *testing.T) {
	tests := []struct {
		what, text, columns, want string
		o                         Options
		footer                    int
	}{
		{"a footer of single fields", "a,b\n1,2\n\nGrand Total (1 records)\nCopyright\n", "a|b", "1|2\n", Options{Footer: true}, 2},
		{"a line of one field between records is ragged", "a,b\n1,2\nx\n3,4\nend\n", "a|b", "1|2\n3|4\n", Options{Footer: true}, 1},
		{"short rows", "1|2\n3\n4|5|6\n", "a|b|c", "1|2|\n3||\n4|5|6\n", Options{ShortRows: true, Delimiter: "|", Header: []string{"a", "b", "c"}}, 0},
		{"values above the header", "Report\nDate:\t10/12\nTeam: Orders\na\tb\n1\t2\n", "a|b|Date|Team", "1|2|10/12|Orders\n", Options{SkipRows: 3, Delimiter: "tab", Preamble: []string{"Date", "Team"}}, 0},
	}
	for _, test := range tests {
		f, problems := opened(t, "x.csv", test.text, test.o)
		if f == nil {
			t.Errorf("%s: %s", test.what, problems)
			continue
		}
		if got := texts(t, f); strings.Join(f.Columns, "|") != test.columns || got != test.want || f.FooterRows != test.footer {
			t.Errorf("%s: got %q and %q, footer of %d", test.what, f.Columns, got, f.FooterRows)
		}
	}
	if _, problems := opened(t, "x.csv", "Report\na,b\n1,2\n", Options{SkipRows: 1, Preamble: []string{"Date"}}); !strings.Contains(problems.String(), `x.csv: has no "Date" above its header`) {
		t.Error(problems)
	}
}

func TestEncodingIsFoundOut(t *testing.T) {
	for _, test := range []struct {
		want, text string
		as         encoding.Encoding
	}{
		{"", "Name,Zahl\nÄpfel,1\n", encoding.Nop},
		{"windows-1252", "Name,Zahl\nÄpfel – grün,1\n", charmap.Windows1252},
		{"windows-1252", "Name,Zahl\nÄpfel,1\n", charmap.ISO8859_1},
		{"utf-16le", "Name,Zahl\nÄpfel,1\n", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"utf-16be", "Name,Zahl\nÄpfel,1\n", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"", "Name,Zahl\nÄpfel,1\n", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"shift_jis", "名前,件数\nお客様窓口,1\nご注文,2\n", japanese.ShiftJIS},
		{"windows-1251", "Имя,Число\nзаказы и возвраты,1\nслужба поддержки,2\n", charmap.Windows1251},
	} {
		text := test.text
		if test.as != encoding.Nop {
			text, _ = test.as.NewEncoder().String(test.text)
		}
		if got := encodingOf([]byte(text)); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// zipped is a zip file of some files.
func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(files[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestZipHoldsOneTable(t *testing.T) {
	f, problems := opened(t, "x.zip", zipped(t, "__MACOSX/._a.csv", "x", "in/a.csv", "a,b\n1,2\n"), Options{})
	if f == nil || texts(t, f) != "1|2\n" {
		t.Error(problems)
	}
	for want, files := range map[string][]string{
		"holds 2 files (a.csv, b.csv), want one table": {"a.csv", "a\n1\n", "b.csv", "a\n1\n"},
		"holds no file, want one table":                {"a/", ""},
		"is a pdf file, want CSV":                      {"a.pdf", "x"},
	} {
		if _, problems := opened(t, "x.zip", zipped(t, files...), Options{}); !strings.Contains(problems.String(), want) {
			t.Errorf("got %s, want %s", problems, want)
		}
	}
}

// ods is a spreadsheet of one sheet, by the XML of its rows.
func ods(t testing.TB, rows string) string {
	t.Helper()
	return odsOf(t, "", `<table:table table:name="Calls">`+rows+`</table:table>`)
}

// odsOf is a spreadsheet, by the XML of its styles and of its sheets.
func odsOf(t testing.TB, styles, sheets string) string {
	t.Helper()
	return zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
		`<office:document-content xmlns:office="`+odsOffice+`" xmlns:style="`+odsStyle+`" xmlns:table="`+odsTable+`" xmlns:text="`+odsText+`">`+styles+
			`<office:body><office:spreadsheet>`+sheets+`</office:spreadsheet></office:body></office:document-content>`)
}

func TestODSCellsBecomeText(t *testing.T) {
	cell := func(attributes, shown string) string {
		return `<table:table-cell ` + attributes + `><text:p>` + shown + `</text:p></table:table-cell>`
	}
	row := func(cells ...string) string {
		return "<table:table-row>" + strings.Join(cells, "") + "</table:table-row>"
	}
	f, problems := opened(t, "x.ods", ods(t,
		`<table:table-column table:number-columns-repeated="3"/><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>`+
			row(cell(`office:value-type="string"`, "day"), cell(`office:value-type="string"`, "share"), cell(`office:value-type="string"`, "text"))+
			row(cell(`office:value-type="date" office:date-value="2026-10-01T09:05:00"`, "1. Oct"), cell(`office:value-type="percentage" office:value="0.25"`, "25%"), cell(`office:value-type="string"`, "a<text:s text:c=\"2\"/>b</text:p><text:p>c"))+
			row(cell(`office:value-type="date" office:date-value="2026-10-02"`, "2. Oct"), cell(`office:value-type="float" office:value="1.5E3"`, "1,500"), cell(`office:value-type="time" office:time-value="PT01H02M03S"`, "1:02"))+
			`<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`), Options{})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := texts(t, f), "2026-10-01 09:05:00|25%|a  b\nc\n2026-10-02|1500|01:02:03\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if at := f.Head; at.Sheet != "Calls" || at.Line != 3 {
		t.Errorf("the header is at %s", at)
	}
}

func TestODSBombsAreRefused(t *testing.T) {
	long := `<table:table-row table:number-rows-repeated="99999999"><table:table-cell table:number-columns-repeated="99999999"><text:p>x</text:p></table:table-cell></table:table-row>`
	if f, problems := opened(t, "x.ods", ods(t, long), Options{}); f != nil || !strings.Contains(problems.String(), "has a row of more than 16384 cells") {
		t.Errorf("got %v, %s", f, problems)
	}
}

func TestXLSXTellsWhatCellsDoNotShow(t *testing.T) {
	f, problems := opened(t, "x.xlsx", workbook(t, func(f *excelize.File, sheet string) {
		row(f, sheet, "A1", "a", "b")
		for line := 2; line < 8; line++ {
			f.SetSheetRow(sheet, "A"+string(rune('0'+line)), &[]any{line, "x"})
		}
		f.SetRowVisible(sheet, 4, false)
		f.MergeCell(sheet, "B5", "B6")
	}), Options{})
	if f == nil {
		t.Fatal(problems)
	}
	for _, want := range []string{"x.xlsx!Sheet1: warning: 1 rows are hidden, the first is 4", "1 cells are merged, the first B5:B6"} {
		if !strings.Contains(problems.String(), want) {
			t.Errorf("got %s, want %s", problems, want)
		}
	}
	_, problems = opened(t, "x.xlsx", workbook(t, func(f *excelize.File, sheet string) {
		row(f, sheet, "A1", "a", "b")
		row(f, sheet, "A2", "1")
		f.SetCellFormula(sheet, "B2", "A1+1")
	}), Options{})
	if !strings.Contains(problems.String(), "x.xlsx!Sheet1: 1 cells hold a formula without its value, the first B2") {
		t.Error(problems)
	}
	_, problems = opened(t, "x.xlsx", workbook(t, func(f *excelize.File, sheet string) {
		row(f, sheet, "A1", "a", "b")
		row(f, sheet, "A2", "1", "2")
		f.SetCellFormula(sheet, "B2", "A1+1")
		f.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: new(true)})
	}), Options{})
	if !strings.Contains(problems.String(), "x.xlsx!Sheet1: warning: 1 cells hold a formula, the first B2, and the workbook asks for them to be worked out anew") {
		t.Error(problems)
	}
	n := notesOf(strings.NewReader(`<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>`))
	if n.errors != 1 || n.empty != 0 || n.first["errors"] != "A1" {
		t.Errorf("got %+v", n)
	}
}

// Whoever opens a workbook does not see a hidden sheet: that it is read is told, unless
// config names it.
func TestHiddenSheetsAreTold(t *testing.T) {
	book := func(very bool) string {
		return workbook(t, func(f *excelize.File, sheet string) {
			f.NewSheet("Old")
			for _, s := range []string{sheet, "Old"} {
				row(f, s, "A1", "a", "b")
				row(f, s, "A2", s, "x")
			}
			f.SetSheetVisible("Old", false, very)
		})
	}
	sheets := `<office:automatic-styles><style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>`
	line := func(attr string, cells ...string) string {
		text := `<table:table-row ` + attr + `>`
		for _, c := range cells {
			text += `<table:table-cell office:value-type="string" table:number-columns-spanned="` + map[bool]string{true: "2", false: "1"}[c == "wide"] + `"><text:p>` + c + `</text:p></table:table-cell>`
		}
		return text + `</table:table-row>`
	}
	table := func(name, style string, rows string) string {
		return `<table:table table:name="` + name + `" table:style-name="` + style + `">` + rows + `</table:table>`
	}
	content := odsOf(t, sheets, table("Sheet1", "ta1", line("", "a", "b")+line(`table:visibility="filter"`, "Sheet1", "x")+line("", "wide", "x"))+table("Old", "ta2", line("", "a", "b")+line("", "Old", "x")))
	for name, text := range map[string]string{"hidden.xlsx": book(false), "very.xlsx": book(true), "hidden.ods": content} {
		for _, said := range [][]string{nil, {"*"}, {"old", "Sheet1"}, {"Sheet1"}} {
			f, problems := opened(t, name, text, Options{Sheets: said})
			if f == nil {
				t.Fatal(problems)
			}
			if got, want := strings.Contains(problems.String(), name+"!Old: warning: this sheet is hidden"), len(said) == 0 || said[0] == "*"; got != want {
				t.Errorf("%s, sheets %q: told %v, want %v: %s", name, said, got, want, problems)
			}
			for _, want := range []string{"!Sheet1: warning: 1 rows are hidden, the first is 2", "!Sheet1: warning: 1 cells are merged, the first in row 3"} {
				if strings.HasSuffix(name, "ods") && !strings.Contains(problems.String(), want) {
					t.Errorf("%s, sheets %q: got %s, want %s", name, said, problems, want)
				}
			}
		}
	}
}

func FuzzLook(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"), "x.csv")
	f.Add([]byte("[{\"a\":{\"b\":1}}]"), "x.json")
	f.Add([]byte("Report\n\na;b\n\"1;2\n"), "x.txt")
	f.Add([]byte("PK\x03\x04"), "x.ods")
	f.Fuzz(func(t *testing.T, text []byte, name string) {
		if name != "x.csv" && name != "x.json" && name != "x.txt" && name != "x.ods" && name != "x.zip" && name != "x.xlsx" {
			name = "x.csv"
		}
		dir := t.TempDir()
		put(t, dir, name, string(text))
		var problems diag.List
		p := Look(Options{Temp: t.TempDir()}, dir+"/"+name, &problems)
		if p == nil && !problems.Failed() {
			t.Error("nothing, and nothing said")
		}
		if p != nil {
			Above(p)
			for _, c := range p.Cuts {
				if len(c.Lines) != len(c.Rows) {
					t.Errorf("%d lines of %d rows", len(c.Lines), len(c.Rows))
				}
			}
		}
	})
}
