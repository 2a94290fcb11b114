// Package diag holds problems at their places: file, line, column, what was
// found and what would be right. A stage collects all of its problems in a
// List before the program stops, so that people can mend them in one go.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Place is where a problem is. Line and Column count from 1; 0 means the
// whole file, or the whole line. A place in a workbook names the sheet, and
// its column as a letter.
type Place struct {
	File   string
	Sheet  string // workbooks only
	Line   int
	Column int
}

// String gives "file:17:4", or "file.xlsx!Sheet1:17:D" in a workbook.
func (p Place) String() string {
	var b strings.Builder
	b.WriteString(escaped(p.File))
	if p.Sheet != "" {
		b.WriteString("!" + escaped(Short(p.Sheet)))
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Column > 0 {
			if p.Sheet != "" {
				b.WriteString(":" + Letters(p.Column))
			} else {
				fmt.Fprintf(&b, ":%d", p.Column)
			}
		}
	}
	return b.String()
}

// Letters names a workbook's column: 1 is A, 27 is AA.
func Letters(column int) string {
	var s []byte
	for ; column > 0; column = (column - 1) / 26 {
		s = append(s, byte('A'+(column-1)%26))
	}
	slices.Reverse(s)
	return string(s)
}

// A Problem is one mistake, or one warning, of a user's input.
type Problem struct {
	Place   Place
	Text    string // what is wrong, what would be right
	Hint    string // how to mend it, if that is known
	Warning bool   // worth knowing, but the build goes on
	About   string // what it is about, for who would say it again; people are not told
}

// String gives the problem as people read it, with its hint on a second line.
func (p Problem) String() string {
	var b strings.Builder
	if at := p.Place.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(Visible(cut(p.Text, longText)))
	if p.Hint != "" {
		b.WriteString("\n  hint: " + Visible(cut(p.Hint, longText)))
	}
	return b.String()
}

// A List collects problems. Its zero value is ready to use.
type List struct{ problems []Problem }

// Add notes a mistake.
func (l *List) Add(at Place, format string, args ...any) {
	l.problems = append(l.problems, Problem{Place: at, Text: said(format, args)})
}

// AddHint notes a mistake and how to mend it.
func (l *List) AddHint(at Place, hint, format string, args ...any) {
	l.problems = append(l.problems, Problem{Place: at, Text: said(format, args), Hint: hint})
}

// AddAbout notes a mistake about something, such as a metric: Told knows it from then on.
func (l *List) AddAbout(about string, at Place, hint, format string, args ...any) {
	l.problems = append(l.problems, Problem{Place: at, Text: said(format, args), Hint: hint, About: about})
}

// Told tells whether a mistake about something is noted.
func (l *List) Told(about string) bool {
	return slices.ContainsFunc(l.problems, func(p Problem) bool { return !p.Warning && p.About == about })
}

// Warn notes something that does not stop the build.
func (l *List) Warn(at Place, format string, args ...any) {
	l.problems = append(l.problems, Problem{Place: at, Text: said(format, args), Warning: true})
}

// Append takes over the problems of another list.
func (l *List) Append(other List) { l.problems = append(l.problems, other.problems...) }

// Put notes problems made elsewhere.
func (l *List) Put(problems ...Problem) { l.problems = append(l.problems, problems...) }

// Failed tells whether the list holds a mistake.
func (l *List) Failed() bool {
	return slices.ContainsFunc(l.problems, func(p Problem) bool { return !p.Warning })
}

// Len counts mistakes and warnings.
func (l *List) Len() int { return len(l.problems) }

// Sorted gives the problems in the order of their places, each once.
func (l *List) Sorted() []Problem {
	sorted := slices.Clone(l.problems)
	slices.SortStableFunc(sorted, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.Place.File, b.Place.File),
			strings.Compare(a.Place.Sheet, b.Place.Sheet),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
		)
	})
	told := map[Problem]bool{}
	return slices.DeleteFunc(sorted, func(p Problem) bool {
		again := told[p]
		told[p] = true
		return again
	})
}

// perFile is how many problems of one file are told one by one.
const perFile = 20

// String gives all problems, at most 20 a file and then a count. Mistakes
// come before warnings, so that these do not push them out.
func (l *List) String() string {
	var b strings.Builder
	for _, warnings := range []bool{false, true} {
		told := map[string]int{}
		left := map[string]int{}
		var order []string
		for _, p := range l.Sorted() {
			if p.Warning != warnings {
				continue
			}
			if told[p.Place.File] == perFile {
				if left[p.Place.File] == 0 {
					order = append(order, p.Place.File)
				}
				left[p.Place.File]++
				continue
			}
			told[p.Place.File]++
			b.WriteString(p.String() + "\n")
		}
		for i, file := range order {
			what := "mistakes"
			if warnings {
				what = "warnings"
			}
			if file != "" {
				file = escaped(file) + ": "
			}
			fmt.Fprintf(&b, "%sand %d more %s\n", file, left[order[i]], what)
		}
	}
	return b.String()
}
