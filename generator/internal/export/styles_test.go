package export

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A number is the same in every style that shows numbers, however many of its
// digits the style shows.
func TestXLSXNumbersAreExactInEveryStyle(t *testing.T) {
	formats := []string{"", "General", "0", "0.00", "#,##0", "#,##0.00", "0.00E+00", "##0.0E+0", "# ?/?", "@",
		`_-* #,##0.00\ "€"_-;-* #,##0.00\ "€"_-`, "$#,##0.00;[Red]($#,##0.00)", `0" calls"`, "000000", "[>100]0;[<0]-0;0", ";;;"}
	dice := rand.New(rand.NewPCG(1, 2))
	numbers := []string{"123456789012345", "202610010000017", "0", "-5", "0.1", "0.8225", "1234567.891"}
	for range 20 {
		numbers = append(numbers, strconv.FormatInt(dice.Int64N(1e15), 10), strconv.FormatFloat(float64(dice.IntN(1e9))/1000, 'f', -1, 64))
	}
	for _, format := range formats {
		text := workbook(t, func(f *excelize.File, sheet string) {
			row(f, sheet, "A1", "a", "b")
			style := 0
			if format != "" {
				style, _ = f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			}
			for i, number := range numbers {
				v, _ := strconv.ParseFloat(number, 64)
				row(f, sheet, fmt.Sprintf("A%d", i+2), "x", v)
				f.SetCellStyle(sheet, fmt.Sprintf("B%d", i+2), fmt.Sprintf("B%d", i+2), style)
			}
		})
		f, problems := opened(t, "x.xlsx", text, Options{})
		if f == nil {
			t.Errorf("%q: got %s", format, problems)
			continue
		}
		if got, want := texts(t, f), "x|"+strings.Join(numbers, "\nx|")+"\n"; got != want {
			t.Errorf("%q: got %q, want %q", format, got, want)
		}
	}
}

func TestXLSXPercentCellsGiveAllTheirDigits(t *testing.T) {
	for value, want := range map[float64]string{0.8225: "82.25%", 0.07: "7%", 1: "100%", -0.125: "-12.5%", 0.29: "29%"} {
		for _, format := range []string{"0%", "0.00%", "0.0%;[Red]-0.0%"} {
			text := workbook(t, func(f *excelize.File, sheet string) {
				row(f, sheet, "A1", "a", "b")
				row(f, sheet, "A2", "x", value)
				style, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
				f.SetCellStyle(sheet, "B2", "B2", style)
			})
			f, problems := opened(t, "x.xlsx", text, Options{})
			if f == nil {
				t.Fatal(problems)
			}
			if got := texts(t, f); got != "x|"+want+"\n" {
				t.Errorf("%v as %q: got %q, want %q", value, format, got, want)
			}
		}
	}
}

func TestXLSXReadsEverySheetOfOneShape(t *testing.T) {
	text := workbook(t, func(f *excelize.File, sheet string) {
		row(f, sheet, "A1", "a", "b")
		row(f, sheet, "A2", "1", "2")
		f.NewSheet("Notes")
		row(f, "Notes", "A1", "made by", "x", "y")
		f.NewSheet("Nov")
		row(f, "Nov", "A1", "b", "a")
		row(f, "Nov", "A3", "4", "3")
	})
	f, problems := opened(t, "x.xlsx", text, Options{})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := texts(t, f), "1|2\n3|4\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := problems.String(), "x.xlsx!Notes: warning: this sheet is not read: its columns are not those of x.xlsx!Sheet1:1; sheets says which are\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	cells, err := f.Cells([]Spot{{1, 0}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cells[0].Place.String(), "x.xlsx!Nov:3:A"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	_, problems = opened(t, "x.xlsx", text, Options{Sheets: []string{"*"}})
	if !problems.Failed() {
		t.Error("a sheet of another shape was asked for, and nothing was said")
	}
}

func TestXLSXBombsAreRefused(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	part, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	blanks := bytes.Repeat([]byte{' '}, 1<<20)
	for range 65 {
		part.Write(blanks)
	}
	z.Close()
	text := packed.String()
	f, problems := opened(t, "x.xlsx", text, Options{})
	if f != nil || !strings.Contains(problems.String(), "x.xlsx: unpacks to ") {
		t.Errorf("got %v and %q, want a refusal", f != nil, problems)
	}
}
