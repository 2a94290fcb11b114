package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf16"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// convert IN.csv OUT: the same rows in another format, told by OUT's ending. Every
// cell stays the text it is; a blank one becomes null where the format has it.
func convert(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: convert IN.csv OUT")
	}
	text := []byte(ts.ReadFile(args[0]))
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	ts.Check(err)
	_, ending, _ := strings.Cut(args[1][strings.LastIndex(args[1], "/")+1:], ".")
	switch ending {
	case "csv":
		write(ts, args[1], text)
	case "csv.gz":
		write(ts, args[1], zipped(text))
	case "csv.zst":
		w, err := zstd.NewWriter(nil)
		ts.Check(err)
		write(ts, args[1], w.EncodeAll(text, nil))
	case "tsv":
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = '\t'
		ts.Check(w.WriteAll(rows))
		write(ts, args[1], b.Bytes())
	case "json":
		write(ts, args[1], []byte("[\n"+strings.Join(objects(rows), ",\n")+"\n]\n"))
	case "ndjson":
		write(ts, args[1], []byte(strings.Join(objects(rows), "\n")+"\n"))
	case "xlsx":
		write(ts, args[1], workbook(ts, rows))
	case "parquet":
		db, err := sql.Open("duckdb", "")
		ts.Check(err)
		defer db.Close()
		quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
		_, err = db.Exec(fmt.Sprintf("COPY (SELECT * FROM read_csv(%s, all_varchar = true, header = true)) TO %s (FORMAT parquet)", quote(ts.MkAbs(args[0])), quote(ts.MkAbs(args[1]))))
		ts.Check(err)
	default:
		ts.Fatalf("%s: no such format", args[1])
	}
}

func zipped(text []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(text)
	w.Close()
	return b.Bytes()
}

// objects writes each row as a JSON object.
func objects(rows [][]string) []string {
	var all []string
	for _, row := range rows[1:] {
		var b strings.Builder
		for i, cell := range row {
			name, _ := json.Marshal(rows[0][i])
			value, _ := json.Marshal(cell)
			if cell == "" {
				value = []byte("null")
			}
			fmt.Fprintf(&b, ", %s: %s", name, value)
		}
		all = append(all, "{"+strings.TrimPrefix(b.String(), ", ")+"}")
	}
	return all
}

func workbook(ts *testscript.TestScript, rows [][]string) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		ts.Check(err)
		ts.Check(f.SetSheetRow("Sheet1", at, &row))
	}
	b, err := f.WriteToBuffer()
	ts.Check(err)
	return b.Bytes()
}

// format ENDING: both exports of the small site in this format give want.csv,
// answers.csv and times.csv.
func format(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: format ENDING")
	}
	fresh(ts, false, nil)
	for _, name := range []string{"calls", "survey"} {
		convert(ts, false, []string{"data/" + name + ".csv", "data/" + name + "." + args[0]})
		if args[0] != "csv" {
			ts.Check(os.Remove(ts.MkAbs("data/" + name + ".csv")))
			replace(ts, false, []string{"config.toml", "data/" + name + ".csv", "data/" + name + "." + args[0]})
		}
	}
	exits(ts, false, []string{"0", "shingle", "build"})
	says(ts, false, nil)
	same(ts, false, []string{"public/api/v1/scores.csv", "want.csv"})
	same(ts, false, []string{"public/api/v1/distributions.csv", "answers.csv"})
	same(ts, false, []string{"public/api/v1/best-times.csv", "times.csv"})
}

// reencode FILE ENCODING: utf-16 or utf-8-bom.
func reencode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: reencode FILE ENCODING")
	}
	text := ts.ReadFile(args[0])
	var out []byte
	switch args[1] {
	case "utf-8-bom":
		out = append([]byte("\xef\xbb\xbf"), text...)
	case "utf-16":
		out = []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(text)) {
			out = binary.LittleEndian.AppendUint16(out, unit)
		}
	default:
		ts.Fatalf("%s: no such encoding", args[1])
	}
	write(ts, args[0], out)
}

// split FILE OTHER: every second row moves to the other file, which has the same
// header, and both are turned round.
func split(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: split FILE OTHER")
	}
	lines := strings.SplitAfter(strings.TrimSuffix(ts.ReadFile(args[0]), "\n"), "\n")
	lines[len(lines)-1] += "\n"
	parts := [2]string{lines[0], lines[0]}
	for i, line := range slices.Backward(lines[1:]) {
		parts[i%2] += line
	}
	write(ts, args[0], []byte(parts[0]))
	write(ts, args[1], []byte(parts[1]))
}

// pages N FOLDER NAME...: N folders hold a page, and each name is the heading of
// just one of them.
func pages(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: pages N FOLDER NAME...")
	}
	headings := map[string]int{}
	found := 0
	for name, text := range folder(ts, args[1]) {
		if strings.Count(name, "/") != 1 || !strings.HasSuffix(name, "/index.html") {
			continue
		}
		found++
		doc, err := html.Parse(bytes.NewReader(text))
		ts.Check(err)
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "h1" {
				var b strings.Builder
				for t := range n.Descendants() {
					if t.Type == html.TextNode {
						b.WriteString(t.Data)
					}
				}
				headings[strings.TrimSpace(b.String())]++
			}
		}
	}
	if fmt.Sprint(found) != args[0] {
		ts.Fatalf("%s holds %d pages, want %s", args[1], found, args[0])
	}
	for _, name := range args[2:] {
		if headings[name] != 1 {
			ts.Fatalf("%q is the heading of %d pages, want 1; there are %q", name, headings[name], slices.Sorted(maps.Keys(headings)))
		}
	}
}
