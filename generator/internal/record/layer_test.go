package record

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/shelf"
)

// day is a file of calls of one day.
func (h *history) day(day, calls int) string {
	var b strings.Builder
	b.WriteString("id,opened,closed,updated,team,channel,wait,answered,csat,kind\n")
	for range calls {
		h.next++
		fmt.Fprintf(&b, "%d,2026-10-%02d %02d:%02d,,,%s,phone,%d,yes,%d,in\n", h.next, day, 8+h.next%9, h.next%60, []string{"North", "South "}[h.next%2], h.next%90, 1+h.next%5)
	}
	return b.String()
}

// A day's file more leaves what was counted of the others as it was, and so does a last file that
// is another one each day; an id that comes again does not.
func TestNewDaysAreCountedAlone(t *testing.T) {
	h := &history{files: map[string]string{}, src: sourceOf("contacts", t, func(*Source) {})}
	asOf := fact.DayOf(time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC))
	keep := &Typed{Shelf: shelf.New(filepath.Join(t.TempDir(), "records"), []byte("a secret")), Said: "here", Least: 1}
	h.files["00.csv"] = h.day(1, 40)
	for i, step := range []struct {
		what   string
		do     func()
		summed int64
	}{
		{"one file", func() {}, 0},
		{"the same", func() {}, 40},
		{"a day more", func() { h.files["02.csv"] = h.day(2, 4) }, 40},
		{"another day", func() { h.files["03.csv"] = h.day(3, 4) }, 40},
		{"the last is another one", func() { h.files["03.csv"] = h.day(3, 4) }, 44},
		{"one before the others", func() { h.files["01.csv"] = h.day(2, 6) }, 44},
		{"a day more again", func() { h.files["04.csv"] = h.day(4, 4) }, 50},
		{"an id that comes again", func() { h.files["05.csv"] = strings.Replace(h.day(5, 4), fmt.Sprint(h.next-1), "3", 1) }, 0},
		{"which is taken away", func() { delete(h.files, "05.csv") }, 54},
		{"the first is gone", func() { delete(h.files, "00.csv") }, 0},
	} {
		step.do()
		cold, _ := h.read(t, asOf, nil)
		warm, table := h.read(t, asOf, keep)
		if warm != cold {
			t.Fatalf("%d, %s: %s", i, step.what, firstDifference(cold, warm))
		}
		if table.Summed != step.summed {
			t.Errorf("%d, %s: %d rows are counted as before, want %d", i, step.what, table.Summed, step.summed)
		}
	}
}
