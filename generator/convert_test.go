package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
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
