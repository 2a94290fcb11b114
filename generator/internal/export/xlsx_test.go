package export

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shingle/generator/internal/diag"
)

// workbook makes a workbook; fill writes into its first sheet.
func workbook(t testing.TB, fill func(f *excelize.File, sheet string)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f, "Sheet1")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func row(f *excelize.File, sheet, at string, cells ...any) { f.SetSheetRow(sheet, at, &cells) }

func TestXLSXCellsBecomeText(t *testing.T) {
	stamp := time.Date(2026, 11, 1, 9, 12, 58, 0, time.UTC)
	tests := []struct {
		what   string
		value  any
		format string
		want   string
	}{
		{"a date", time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), "dd.mm.yyyy", "2026-11-01"},
		{"a stamp", stamp, "m/d/yy h:mm", "2026-11-01 09:12:58"},
		{"a stamp shown as a date keeps its time", stamp, "yyyy-mm-dd", "2026-11-01 09:12:58"},
		{"a time of day", 0.5 + 1.0/86400, "hh:mm", "12:00:01"},
		{"a span of more than a day", 1.5, "[h]:mm:ss", "36:00:00"},
		{"months and days in words", stamp, `[$-409]d" of "mmmm`, "2026-11-01 09:12:58"},
		{"a number", 12.5, "", "12.5"},
		{"a number shown rounded", 3.14159, "0.00", "3.14159"},
		{"a whole number shown with separators", 1234567, "#,##0", "1234567"},
		{"a share shown as a percentage", 0.5, "0%", "50%"},
		{"a number with its unit in quotes", 30, `0" days"`, "30"},
		{"a number in red with minutes in brackets", -5, "0;[Red]-0", "-5"},
		{"true", true, "", "true"},
		{"false", false, "", "false"},
		{"text", " 007 ", "", " 007 "},
		{"text that looks like a formula", "=1+1", "", "=1+1"},
		{"an id that is long", 123456789012, "", "123456789012"},
	}
	for _, test := range tests {
		text := workbook(t, func(f *excelize.File, sheet string) {
			row(f, sheet, "A1", "a", "b")
			f.SetCellValue(sheet, "A2", "x")
			f.SetCellValue(sheet, "B2", test.value)
			if test.format != "" {
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &test.format})
				if err != nil {
					t.Fatal(err)
				}
				f.SetCellStyle(sheet, "B2", "B2", style)
			}
		})
		f, problems := opened(t, "x.xlsx", text, Options{})
		if f == nil {
			t.Errorf("%s: got %s", test.what, problems)
			continue
		}
		if got, want := texts(t, f), "x|"+test.want+"\n"; got != want {
			t.Errorf("%s: got %q, want %q", test.what, got, want)
		}
	}
}

func TestXLSXDatesMayCountFrom1904(t *testing.T) {
	text := workbook(t, func(f *excelize.File, sheet string) {
		yes, format := true, "yyyy-mm-dd"
		f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		row(f, sheet, "A1", "day", "b")
		row(f, sheet, "A2", 366, "x")
		style, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		f.SetCellStyle(sheet, "A2", "A2", style)
	})
	f, problems := opened(t, "x.xlsx", text, Options{})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := texts(t, f), "1905-01-01|x\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestXLSXRowsAreFoundAgainPastBlankOnes(t *testing.T) {
	text := workbook(t, func(f *excelize.File, sheet string) {
		row(f, sheet, "A1", "A report")
		row(f, sheet, "A3", "team", "", "csat")
		row(f, sheet, "A4", "north", "x", 5)
		row(f, sheet, "A7", "south")
		row(f, sheet, "A8", "west", "", "", "too many")
		row(f, sheet, "A9", "east", "", 3)
	})
	f, problems := opened(t, "x.xlsx", text, Options{SkipRows: 1})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := strings.Join(f.Columns, "|"), "team||csat"; got != want {
		t.Errorf("got columns %q, want %q", got, want)
	}
	if got, want := texts(t, f), "north|x|5\nsouth||\neast||3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	cells, err := f.Cells([]Spot{{0, 2}, {1, 0}, {2, 2}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"x.xlsx!Sheet1:4:C", "x.xlsx!Sheet1:7:A", "x.xlsx!Sheet1:9:C"} {
		if got := cells[i].Place.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if f.RaggedRows != 1 || f.Ragged[0].Place.String() != "x.xlsx!Sheet1:8" {
		t.Errorf("got ragged %v, want one at row 8", f.Ragged)
	}
}

func TestXLSXReadsTheSheetThatIsSaid(t *testing.T) {
	text := workbook(t, func(f *excelize.File, sheet string) {
		row(f, sheet, "A1", "a", "b")
		f.NewSheet("Data")
		row(f, "Data", "A1", "c", "d")
		row(f, "Data", "A2", "1", "2")
	})
	f, problems := opened(t, "x.xlsx", text, Options{Sheets: []string{"Data"}})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := texts(t, f), "1|2\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	_, problems = opened(t, "x.xlsx", text, Options{Sheets: []string{"Dat"}})
	want := "x.xlsx: has no sheet \"Dat\", only \"Sheet1\", \"Data\"\n  hint: did you mean \"Data\"?\n"
	if got := problems.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestXLSXWithoutRowsIsEmpty(t *testing.T) {
	text := workbook(t, func(f *excelize.File, sheet string) { row(f, sheet, "A1", "a", "b") })
	_, problems := opened(t, "x.xlsx", text, Options{})
	if got, want := problems.String(), "x.xlsx: holds no rows, want a header and at least one row\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// An .ods is a zip file, too.
func TestXLSXIsNotAnotherZipFile(t *testing.T) {
	text := workbook(t, func(f *excelize.File, sheet string) { row(f, sheet, "A1", "a", "b") })
	text = strings.ReplaceAll(text, "xl/workbook.xml", "xl/nothing.here")
	f, problems := opened(t, "x.xlsx", text, Options{})
	if f != nil || !problems.Failed() {
		t.Errorf("got a file, and %v", problems.Sorted())
	}
	for _, p := range problems.Sorted() {
		if (p.Place == diag.Place{}) {
			t.Errorf("%s has no place", p)
		}
	}
}
