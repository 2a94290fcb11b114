package fact_test

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/klauspost/compress/zstd"
	"github.com/xuri/excelize/v2"
)

var columns = []string{"id", "opened_at", "team", "channel", "answered", "wait_seconds", "resolved_first", "csat"}

// calls makes rows of contacts: blanks, quotes, doubled ids and umlauts among them.
func calls(n int, seed uint64) [][]string {
	random := rand.New(rand.NewPCG(seed, 5))
	teams := []string{"Käse & Söhne", "north, south", `the "best"`, "=1+1", ""}
	var rows [][]string
	for i := range n {
		at := time.Date(2026, 8, 3+random.IntN(85), 8+random.IntN(10), random.IntN(60), random.IntN(60), 0, time.UTC)
		row := []string{fmt.Sprint("c", i), at.Format(time.DateTime), teams[random.IntN(len(teams))], []string{"phone", "chat"}[random.IntN(2)], "true", strconv.Itoa(random.IntN(60)), "", ""}
		switch random.IntN(10) {
		case 0:
			row[4] = "false"
		case 1:
			row[0] = fmt.Sprint("c", random.IntN(i+1))
		}
		if row[4] == "true" {
			row[6] = strconv.FormatBool(random.IntN(4) > 0)
		}
		if random.IntN(2) == 0 {
			row[7] = strconv.Itoa(1 + random.IntN(5))
		}
		rows = append(rows, row)
	}
	return rows
}

// asCSV writes rows with a separator.
func asCSV(rows [][]string, comma string) string {
	var b strings.Builder
	for _, row := range append([][]string{columns}, rows...) {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(comma)
			}
			if strings.ContainsAny(cell, `,"`+comma) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// typed is a cell as formats that know types hold it.
func typed(column int, cell string) any {
	if cell == "" {
		return nil
	}
	switch column {
	case 4, 6:
		return cell == "true"
	case 5, 7:
		n, _ := strconv.Atoi(cell)
		return n
	}
	return cell
}

// asJSON writes rows as objects, with types.
func asJSON(t testing.TB, rows [][]string, lines bool) string {
	t.Helper()
	var b strings.Builder
	for i, row := range rows {
		object := map[string]any{}
		for j, cell := range row {
			if v := typed(j, cell); v != nil || i%2 == 0 { // a key may be null, or not there
				object[columns[j]] = v
			}
		}
		text, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case lines:
			b.Write(append(text, '\n'))
		case i == 0:
			b.WriteString("[" + string(text))
		default:
			b.WriteString(",\n" + string(text))
		}
	}
	if !lines {
		b.WriteString("]\n")
	}
	return b.String()
}

// asParquet writes rows with types, by the engine itself.
func asParquet(t testing.TB, rows [][]string) string {
	t.Helper()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "x.csv"), filepath.Join(dir, "x.parquet")
	if err := os.WriteFile(from, []byte(asCSV(rows, ",")), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec(fmt.Sprintf("COPY (SELECT * FROM read_csv('%s', header = true, columns = {'id': 'VARCHAR', 'opened_at': 'TIMESTAMP', 'team': 'VARCHAR', 'channel': 'VARCHAR', "+
		"'answered': 'BOOLEAN', 'wait_seconds': 'INTEGER', 'resolved_first': 'BOOLEAN', 'csat': 'TINYINT'})) TO '%s' (FORMAT parquet)", from, to))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// asXLSX writes rows with types, stamps as dates.
func asXLSX(t testing.TB, rows [][]string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	format := "dd/mm/yyyy hh:mm:ss"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	var head []any
	for _, c := range columns {
		head = append(head, c)
	}
	w.SetRow("A1", head)
	for i, row := range rows {
		var cells []any
		for j, cell := range row {
			v := typed(j, cell)
			if j == 1 {
				at, err := time.Parse(time.DateTime, cell)
				if err != nil {
					t.Fatal(err)
				}
				v = excelize.Cell{StyleID: style, Value: at}
			}
			cells = append(cells, v)
		}
		if err := w.SetRow(fmt.Sprint("A", i+2), cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t testing.TB, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

func TestSameRowsGiveTheSameFactsInEveryFormat(t *testing.T) {
	rows := calls(1500, 1)
	text := asCSV(rows, ",")
	count := func(name, text string) *counted {
		d := &desk{metrics: phone()}
		s := d.source(t, "calls", "contacts", "", "csat")
		s.files = map[string]string{name: text}
		c := d.count(t)
		if c.problems.Len() > 0 {
			t.Errorf("%s: %s", name, c.problems.String())
		}
		return c
	}
	want := count("x.csv", text)
	if n := want.sum("volume", 0); n < 1300 || n >= 1500 {
		t.Fatalf("got %d contacts, want 1500 less the doubled ones", n)
	}
	for name, text := range map[string]string{
		"x.csv.gz": gzipped(t, text), "x.csv.zst": zstded(t, text), "x.tsv": asCSV(rows, "\t"), "semicolons.csv": asCSV(rows, ";"), "bom.csv": "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"),
		"x.json": asJSON(t, rows, false), "x.ndjson": asJSON(t, rows, true), "x.json.gz": gzipped(t, asJSON(t, rows, false)), "x.ndjson.zst": zstded(t, asJSON(t, rows, true)),
		"x.parquet": asParquet(t, rows), "x.xlsx": asXLSX(t, rows),
	} {
		got := count(name, text)
		if d := differ(got.whole(), want.whole()); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
		if !reflect.DeepEqual(got.profile, want.profile) {
			t.Errorf("%s: the week's profile differs", name)
		}
	}
}
