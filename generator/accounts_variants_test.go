package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// A variant is another way in which the same rows may come. same: it is known to be read,
// and not only told in a sentence.
type variant struct {
	name string
	same bool
	of   func(t *testing.T, files []string) []string // nil: it makes no difference
}

// texted changes a file's text.
func texted(name string, same bool, f func(*grid) string) variant {
	return variant{name, same, func(t *testing.T, files []string) (varied []string) {
		dir := t.TempDir()
		for _, from := range files {
			g := gridOf(t, from)
			if g == nil {
				return nil
			}
			text := f(g)
			if text == "" {
				return nil
			}
			to := filepath.Join(dir, filepath.Base(from))
			if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			varied = append(varied, to)
		}
		return varied
	}}
}

// celled changes a file's cells, and tells whether it did.
func celled(name string, same bool, f func(*grid) bool) variant {
	return texted(name, same, func(g *grid) string {
		if g.names == nil || !f(g) {
			return ""
		}
		return g.text(g.comma, "\r\n")
	})
}

// renamed changes names of columns.
func renamed(name string, same bool, f func(string) string) variant {
	return celled(name, same, func(g *grid) bool {
		any := false
		for i, n := range g.names {
			g.names[i] = f(n)
			any = any || g.names[i] != n
		}
		return any
	})
}

// dating changes how dates are written.
func dating(name, withTime, without string) variant {
	return celled(name, false, func(g *grid) bool { return g.redate(withTime, without) })
}

// lasting changes how durations in seconds are written.
func lasting(name string, form *regexp.Regexp, f func(seconds int) string) variant {
	return celled(name, false, func(g *grid) bool {
		found := g.durations(form)
		for _, i := range found {
			g.each(i, func(s string) string {
				var h, m, n int
				if form == colons {
					fmt.Sscanf(s, "%d:%d:%d", &h, &m, &n)
				} else {
					v, _ := strconv.ParseFloat(s, 64)
					n = int(v)
				}
				return f(3600*h + 60*m + n)
			})
		}
		return len(found) > 0
	})
}

// flagged writes yes and no in other words.
func flagged(name, yes, no string) variant {
	return celled(name, false, func(g *grid) (any bool) {
		for i := range g.names {
			words := strings.ToLower(strings.Join(g.cells(i), ","))
			for _, pair := range [][2]string{{"yes", "no"}, {"true", "false"}, {"y", "n"}} {
				if strings.Trim(strings.NewReplacer(pair[0], "", pair[1], "").Replace(words), ",") != "" || !strings.Contains(words, pair[0]) {
					continue
				}
				any = true
				g.each(i, func(s string) string {
					if strings.EqualFold(s, pair[0]) {
						return yes
					}
					return no
				})
				break
			}
		}
		return any
	})
}

// added puts rows below.
func added(name string, same bool, f func(g *grid) [][]string) variant {
	return celled(name, same, func(g *grid) bool {
		g.rows = append(g.rows, f(g)...)
		return true
	})
}

// total is a row with the sums of all columns of numbers, and a word.
func total(word string) func(*grid) [][]string {
	return func(g *grid) [][]string {
		row := make([]string, len(g.names))
		for i := range row {
			sum, any := 0.0, false
			for _, c := range g.cells(i) {
				v, err := strconv.ParseFloat(c, 64)
				if any = err == nil; !any {
					break
				}
				sum += v
			}
			if any && i > 0 {
				row[i] = strconv.FormatFloat(sum, 'f', -1, 64)
			}
		}
		row[0] = word
		return [][]string{row}
	}
}

func wide(text string, order func(b []byte, u uint16) []byte, mark bool) string {
	var b []byte
	if mark {
		text = "\ufeff" + text
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b = order(b, u)
	}
	return string(b)
}

func little(b []byte, u uint16) []byte { return append(b, byte(u), byte(u>>8)) }
func big(b []byte, u uint16) []byte    { return append(b, byte(u>>8), byte(u)) }

// inWorkbook writes the rows as a workbook.
func inWorkbook(name string, above [][]string, sheets ...string) variant {
	return variant{name, false, func(t *testing.T, files []string) (varied []string) {
		for _, from := range files {
			g := gridOf(t, from)
			if g == nil {
				return nil
			}
			book := excelize.NewFile()
			for _, sheet := range sheets {
				if _, err := book.NewSheet(sheet); err != nil {
					t.Fatal(err)
				}
				book.SetCellStr(sheet, "A1", "Exported by the reporting tool")
			}
			for r, row := range append(above, g.all()...) {
				for c, cell := range row {
					at, _ := excelize.CoordinatesToCellName(c+1, r+1)
					if v, err := strconv.ParseFloat(cell, 64); err == nil && len(cell) < 12 && r > len(above)+len(g.above) {
						book.SetCellValue("Sheet1", at, v)
					} else if cell != "" {
						book.SetCellStr("Sheet1", at, cell)
					}
				}
			}
			to := filepath.Join(t.TempDir(), strings.TrimSuffix(filepath.Base(from), filepath.Ext(from))+".xlsx")
			if err := book.SaveAs(to); err != nil {
				t.Fatal(err)
			}
			book.Close()
			varied = append(varied, to)
		}
		return varied
	}}
}

var variants = []variant{
	texted("UTF-16", true, func(g *grid) string { return wide(g.text(g.comma, "\r\n"), little, true) }),
	texted("UTF-16 with tabs", true, func(g *grid) string { return wide(g.text('\t', "\r\n"), little, true) }),
	texted("UTF-16 big end first", true, func(g *grid) string { return wide(g.text(g.comma, "\r\n"), big, true) }),
	texted("UTF-16 without a mark", false, func(g *grid) string { return wide(g.text(g.comma, "\r\n"), little, false) }),
	texted("byte order mark", true, func(g *grid) string { return "\ufeff" + g.text(g.comma, "\n") }),
	texted("semicolons", true, func(g *grid) string { return g.text(';', "\r\n") }),
	texted("tabs", true, func(g *grid) string { return g.text('\t', "\n") }),
	texted("sep line", true, func(g *grid) string { return "sep=;\r\n" + g.text(';', "\r\n") }),
	texted("lines above", true, func(g *grid) string {
		if g.names == nil {
			return ""
		}
		return "Report,Contacts\r\nGenerated,2026-11-01\r\n\r\n" + g.text(g.comma, "\r\n")
	}),
	texted("a title above", true, func(g *grid) string {
		if g.names == nil {
			return ""
		}
		return "All of October 2026\r\n" + g.text(g.comma, "\r\n")
	}),
	renamed("capitals", true, strings.ToUpper),
	renamed("small letters", true, strings.ToLower),
	renamed("blanks around", true, func(s string) string { return " " + s + "  " }),
	renamed("two blanks", true, func(s string) string { return strings.ReplaceAll(s, " ", "  ") }),
	renamed("blanks that do not break", true, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }),
	renamed("a line break in names", true, func(s string) string { return strings.Replace(s, " ", "\n", 1) }),
	renamed("underlines", false, func(s string) string { return strings.ReplaceAll(s, " ", "_") }),
	celled("columns backwards", true, func(g *grid) bool {
		for _, row := range append([][]string{g.names}, g.rows...) {
			if len(row) == len(g.names) {
				reverse(row)
			}
		}
		return true
	}),
	celled("more columns", true, func(g *grid) bool {
		n := len(g.names)
		g.names = append(append([]string{"Row No"}, g.names...), "Internal Remark", "Cost Centre")
		for i, row := range g.rows {
			if len(row) == n {
				g.rows[i] = append(append([]string{strconv.Itoa(i + 1)}, row...), "seen", "4711")
			}
		}
		return true
	}),
	celled("a separator at the end", true, func(g *grid) bool {
		n := len(g.names)
		g.names = append(g.names, "")
		for i, row := range g.rows {
			if len(row) == n {
				g.rows[i] = append(row, "")
			}
		}
		return true
	}),
	celled("blank lines", true, func(g *grid) bool {
		var rows [][]string
		for i, row := range g.rows {
			if rows = append(rows, row); i%5 == 2 {
				rows = append(rows, nil)
			}
		}
		g.rows = append(rows, nil, nil)
		return true
	}),
	added("a total", false, total("Total")),
	added("a grand total", false, total("Grand Total")),
	added("a German total", false, total("Gesamt")),
	added("lines below", false, func(g *grid) [][]string {
		return [][]string{nil, {"Report generated on 2026-11-01 by the reporting tool"}, {"Confidential"}}
	}),
	dating("ISO 8601 with T", "2006-01-02T15:04:05", "2006-01-02"),
	dating("ISO 8601 with thousandths", "2006-01-02T15:04:05.000", "2006-01-02"),
	celled("ISO 8601 with the zone's offset", false, func(g *grid) bool {
		found := g.dates()
		g.redate("2006-01-02T15:04:05", "2006-01-02")
		for i := range found {
			g.each(i, func(s string) string { return s + strings.Repeat("-04:00", strings.Count(s, "T")) })
		}
		return len(found) > 0
	}),
	dating("German dates", "02.01.2006 15:04", "02.01.2006"),
	dating("German dates, short years", "02.01.06 15:04:05", "02.01.06"),
	dating("American dates", "01/02/2006 15:04", "01/02/2006"),
	dating("American dates, 12 hours", "01/02/2006 03:04:05 PM", "01/02/2006"),
	dating("American dates, short", "1/2/06 3:04 pm", "1/2/06"),
	dating("American dates, narrow blanks", "1/2/2006, 3:04:05\u202fPM", "1/2/2006"),
	dating("British dates", "02/01/2006 15:04", "02/01/2006"),
	dating("British dates, 12 hours", "02/01/2006 3:04 PM", "02/01/2006"),
	dating("months in words", "02 Jan 2006 15:04:05", "02 Jan 2006"),
	dating("months in words first", "Jan 2, 2006 3:04:05 PM", "Jan 2, 2006"),
	dating("dashes and months in words", "02-Jan-2006 15:04:05", "02-Jan-2006"),
	dating("slashes, year first", "2006/01/02 15:04:05", "2006/01/02"),
	dating("dashes, day first", "02-01-2006 15:04:05", "02-01-2006"),
	lasting("seconds as a clock", whole, func(s int) string { return clock(s, "15:04:05") }),
	lasting("seconds as minutes and seconds", whole, func(s int) string { return clock(s, "4:05") }),
	lasting("milliseconds", whole, func(s int) string { return strconv.Itoa(1000 * s) }),
	lasting("seconds with decimals", whole, func(s int) string { return strconv.Itoa(s) + ".00" }),
	lasting("minutes with decimals", whole, func(s int) string { return strconv.FormatFloat(float64(s)/60, 'f', 4, 64) }),
	lasting("a clock as seconds", colons, strconv.Itoa),
	lasting("a clock as minutes and seconds", colons, func(s int) string { return clock(s, "4:05") }),
	lasting("a clock as parts of a day", colons, func(s int) string { return strconv.FormatFloat(float64(s)/86400, 'f', 10, 64) }),
	flagged("TRUE and FALSE", "TRUE", "FALSE"),
	flagged("Yes and No", "Yes", "No"),
	flagged("1 and 0", "1", "0"),
	flagged("Ja and Nein", "Ja", "Nein"),
	flagged("Sí and No", "Sí", "No"),
	inWorkbook("a workbook", nil),
	inWorkbook("a workbook with lines above", [][]string{{"Monthly report"}, {"Generated", "2026-11-01"}, nil}),
	inWorkbook("a workbook of several sheets", nil, "Notes"),
	{"two files", false, func(t *testing.T, files []string) []string { return halves(t, files, false) }},
	{"the same twice", false, func(t *testing.T, files []string) []string { return halves(t, files, true) }},
}

func reverse(row []string) {
	for i, j := 0, len(row)-1; i < j; i, j = i+1, j-1 {
		row[i], row[j] = row[j], row[i]
	}
}

// halves cuts each file in two, or gives it twice.
func halves(t *testing.T, files []string, whole bool) (varied []string) {
	for _, from := range files {
		g := gridOf(t, from)
		if g == nil || len(g.rows) < 2 {
			return nil
		}
		labels := 0 // rows of names below the first
		for labels < 2 && len(g.rows[labels]) > 0 && (g.rows[labels][0] == "" || strings.Contains(strings.Join(g.rows[min(1, len(g.rows)-1)], ""), "ImportId")) {
			labels++
		}
		half := (labels + len(g.rows)) / 2
		parts := [][][]string{g.rows[:half], append(slices.Clone(g.rows[:labels]), g.rows[half:]...)}
		if whole {
			parts = [][][]string{g.rows, g.rows}
		}
		for i, rows := range parts {
			g.rows = rows
			to := filepath.Join(t.TempDir(), fmt.Sprintf("%d %s", i+1, filepath.Base(from)))
			if err := os.WriteFile(to, []byte(g.text(g.comma, "\r\n")), 0o644); err != nil {
				t.Fatal(err)
			}
			varied = append(varied, to)
		}
	}
	return varied
}
