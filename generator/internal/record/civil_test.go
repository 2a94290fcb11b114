package record

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// parted is DuckDB without its functions for stamps.
type parted struct{ Dialect }

// Stamps read by their parts are what DuckDB's own functions read: of random texts that nearly
// are stamps, in all formats that exports have.
func TestStampsByPartsAreThoseOfDuckDB(t *testing.T) {
	db, err := engine.Open(t.Context(), engine.Options{Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	digits := func(below int) string { return fmt.Sprintf(pick("%02d", "%02d", "%02d", "%d"), random.IntN(below)) }
	text := map[string]func() string{
		"%Y": func() string { return pick("2024", "2025", "2026", "1999", "1971", "2000", "2100", "0026") }, "%y": func() string { return digits(100) },
		"%m": func() string { return digits(14) }, "%d": func() string { return digits(33) }, "%H": func() string { return digits(26) }, "%I": func() string { return digits(14) },
		"%M": func() string { return digits(61) }, "%S": func() string { return digits(61) }, "%f": func() string { return fmt.Sprint(random.IntN(2000000)) },
		"%p": func() string { return pick("am", "PM", "Am", "p") }, "%b": func() string { return pick("Jan", "FEB", "may", "June", "Sept") }, "%B": func() string { return pick("January", "May", "Mai", "june") },
		"%a": func() string { return pick("Mon", "Thu", "Thursday") }, "%Z": func() string { return "" },
	}
	const iso = "%Y-%m-%d"
	formats := []string{
		iso, iso + " %H:%M", iso + "T%H:%M:%S", iso + " %H:%M:%S", iso + " %H:%M:%S.%f", iso + " %H:%M:07Z", iso + "T%H:%M:%S.%f+05:30", iso + " %H:%M:%S-0330", iso + " %H:%M:%S +02", iso + " %H:%M+02:00",
		"%d/%m/%Y %H:%M:%S", "%m/%d/%y %I:%M %p", "%d/%b/%Y %I:%M %p", "%d. %B %Y", "%a, %d %b %Y %H:%M:%S", "%Y%m%d", "%Y-%m-%d %H%M", "%d.%m.%Y, %H:%M", "%m/%d/%Y %I:%M%p", "%Y-%m-%d %T", "%-d.%-m.%Y",
	}
	read := 0
	for _, written := range formats {
		var texts []string
		for range 150 {
			x := written
			for _, code := range sortedKeys(text) {
				x = strings.ReplaceAll(x, code, text[code]())
			}
			x = strings.NewReplacer("%T", "10:11:12", "%-d", "3", "%-m", "4").Replace(x)
			if random.IntN(9) == 0 {
				x = pick(" ", "  ", "x", "") + x + pick(" ", "x", "1", "")
			}
			texts = append(texts, "("+quote.Text(x)+")")
		}
		for way, reads := range []func(reader) string{
			func(r reader) string { return r.isoSQL("x") },
			func(r reader) string { return r.isoOffsetSQL(r.d.Trim("x")) },
			func(r reader) string { return r.strptimeSQL(r.d.Trim("x"), written) },
		} {
			l := &levels{whole: true}
			got := reads(reader{d: parted{duck{}}, once: l.once})
			rows, err := db.Query(t.Context(), fmt.Sprintf("SELECT x, %s, %s FROM %s", got, reads(reader{d: duck{}, once: again}), l.from("(VALUES "+strings.Join(texts, ", ")+") AS texts (x)", "")))
			if err != nil {
				t.Fatalf("%q, way %d: %v", written, way, err)
			}
			defer rows.Close()
			for rows.Next() {
				var x string
				var got, want sql.NullInt64
				if err := rows.Scan(&x, &got, &want); err != nil {
					t.Fatal(err)
				}
				if got != want {
					t.Errorf("%q as %q, way %d: got %v, want %v", x, written, way, got, want)
				}
				if got.Valid {
					read++
				}
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if read < 500 {
		t.Errorf("%d texts are stamps, want more to tell by", read)
	}
}
