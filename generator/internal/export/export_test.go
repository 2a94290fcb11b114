package export

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"shingle/generator/internal/diag"
)

// put writes a file into a folder.
func put(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// opened opens the one file of a source.
func opened(t testing.TB, name, text string, o Options) (*File, *diag.List) {
	t.Helper()
	o.Dir, o.Temp, o.Files = t.TempDir(), t.TempDir(), []string{name}
	put(t, o.Dir, name, text)
	problems := &diag.List{}
	files := Open(o, problems)
	if len(files) == 0 {
		return nil, problems
	}
	return files[0], problems
}

// texts reads all cells of a file again, a line for each record.
func texts(t testing.TB, f *File) string {
	t.Helper()
	var spots []Spot
	for r := range f.Rows {
		for c := range f.Columns {
			spots = append(spots, Spot{r, c})
		}
	}
	cells, err := f.Cells(spots)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, c := range cells {
		b.WriteString(c.Text)
		if (i+1)%len(f.Columns) == 0 {
			b.WriteString("\n")
		} else {
			b.WriteString("|")
		}
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

// refusals are files that will not do, each with the whole of what is said.
func TestOpenRefusesWhatIsNotWholeOrNotWhatItsNameSays(t *testing.T) {
	rows := strings.Repeat("2026-10-01,north,5\n", 3000)
	gz := gzipped(t, "date,team,csat\n"+rows)
	zst := zstded(t, "date,team,csat\n"+rows)
	broken := []byte(gz)
	broken[len(broken)-6] ^= 0xff // the checksum
	tests := []struct{ name, text, want string }{
		{"a.csv.gz", gz[:len(gz)/2], "a.csv.gz: is cut off or damaged, want the whole compressed file"},
		{"a.csv.gz", gz[:len(gz)-8], "a.csv.gz: is cut off or damaged, want the whole compressed file"},
		{"a.csv.gz", gz[:5], "a.csv.gz: is cut off or damaged gzip, want the whole file"},
		{"a.csv.gz", string(broken), "a.csv.gz: is cut off or damaged, want the whole compressed file"},
		{"a.csv.gz", gz + "more", "a.csv.gz: is cut off or damaged, want the whole compressed file"},
		{"a.csv.gz", "a,b\n1,2\n", "a.csv.gz: is not compressed, though its name ends in .gz"},
		{"a.csv.gz", "", "a.csv.gz: is empty, want the whole compressed file"},
		{"a.csv.zst", zst[:len(zst)/2], "a.csv.zst: is cut off or damaged, want the whole compressed file"},
		{"a.csv", gz, "a.csv: is gzip under the name of .csv, want it named .csv.gz"},
		{"a.csv", zst, "a.csv: is zstd under the name of .csv, want it named .csv.zst"},
		{"a.csv", "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a.csv: is a zip file (a workbook under another name?), want text"},
		{"a.tsv", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.tsv: is an old or locked workbook (.xls), want text"},
		{"a.txt", "PAR1....PAR1", "a.txt: is Parquet under the name of .txt, want it named .parquet"},
		{"a.json", "PK\x03\x04", "a.json: is not JSON"},
		{"a.parquet", "a,b\n1,2\n", "a.parquet: is not Parquet: it does not begin with PAR1"},
		{"a.parquet", "PAR1 and then nothing", "a.parquet: is cut off, want the whole Parquet file"},
		{"a.xlsx", "a,b\n1,2\n", "a.xlsx: is not a workbook (.xlsx)"},
		{"a.xlsx", "PK\x03\x04mimetype", "a.xlsx: is not a workbook (.xlsx), or damaged"},
		{"a.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx: is an old (.xls) or password-locked workbook; save it as .xlsx without a password"},
		{"a.ods", "PK\x03\x04", "a.ods: is not a workbook (.ods), or damaged"},
		{"a.pdf", "%PDF-1.7", "a.pdf: is a pdf file, want CSV, TSV, JSON, NDJSON, Parquet, XLSX or ODS (also compressed by gzip, zstd or zip)"},
		{"a.csv", "", "a.csv: holds no rows, want a header and at least one row"},
		{"a.csv", "date,team\n", "a.csv: holds no rows, want a header and at least one row"},
		{"a.csv", "\n\n  \n", "a.csv: holds no rows, want a header and at least one row"},
		{"a.json", "", "a.json: holds no rows, want a header and at least one row"},
		{"a.json", "[]", "a.json: holds no rows, want a header and at least one row"},
	}
	for _, test := range tests {
		f, problems := opened(t, test.name, test.text, Options{})
		if f != nil {
			t.Errorf("%s %.20q: got a file", test.name, test.text)
		}
		if got := strings.TrimSpace(problems.String()); got != test.want {
			t.Errorf("%s %.20q:\n got %s\nwant %s", test.name, test.text, got, test.want)
		}
	}
}

func TestOpenUnpacksWhatIsCompressed(t *testing.T) {
	text := "a,b\n1,2\n3,4\n"
	for name, packed := range map[string]string{"x.csv.gz": gzipped(t, text), "x.CSV.GZ": gzipped(t, text), "x.csv.zst": zstded(t, text), "x.gz": gzipped(t, text)} {
		f, problems := opened(t, name, packed, Options{})
		if f == nil {
			t.Errorf("%s: got %s", name, problems)
			continue
		}
		if got, want := texts(t, f), "1|2\n3|4\n"; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestOpenFindsFilesByGlobEachOnce(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	for _, name := range []string{"data/2.csv", "data/1.csv", "data/more/3.csv"} {
		put(t, dir, name, "a,b\n1,2\n")
	}
	var problems diag.List
	files := Open(Options{Dir: dir, Temp: temp, Files: []string{"data/2.csv", "data/*.csv", "data/*"}}, &problems)
	var got []string
	for _, f := range files {
		got = append(got, f.Path)
	}
	if got, want := strings.Join(got, " "), "data/2.csv data/1.csv"; got != want || problems.Len() > 0 {
		t.Errorf("got %s, want %s\n%s", got, want, problems.String())
	}
}

func TestOpenTellsWhichGlobMatchesNothing(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.csv", "a,b\n1,2\n")
	var problems diag.List
	Open(Options{Dir: dir, Temp: t.TempDir(), Files: []string{"a.csv", "b/*.csv", "[.csv", os.DevNull}, PlaceGlob: func(i int) diag.Place {
		return diag.Place{File: "config.toml", Line: 10 + i, Column: 12}
	}}, &problems)
	want := `config.toml:11:12: no file matches "b/*.csv"
config.toml:12:12: got "[.csv", want a file or a pattern such as "data/calls/*.csv"
config.toml:13:12: "` + os.DevNull + `" is a pipe or a device, want a file
`
	if got := problems.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestOpenWarnsOfAnEmptyFileAmongOthers(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "1.csv", "a,b\n")
	put(t, dir, "2.csv", "a,b\n1,2\n")
	var problems diag.List
	files := Open(Options{Dir: dir, Temp: t.TempDir(), Files: []string{"*.csv"}}, &problems)
	if len(files) != 1 || problems.Failed() {
		t.Errorf("got %d files and %s", len(files), problems.String())
	}
	if got, want := problems.String(), "1.csv: warning: holds no rows\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
