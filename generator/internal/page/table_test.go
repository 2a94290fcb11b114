package page

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Names are data: they stand in the files as they are.
var hostile = []string{
	"=1+1", "@SUM(A1)", "-1", "{{ .Site }}", "<script>alert(1)</script>", `the "best"`, "a,b", "two\nlines", " blank ", "Käse & Söhne", "\u2028", "../../etc", "'", "NULL",
}

// files are what was created, by name.
type files map[string]*bytes.Buffer

func (f files) create(name string) (io.WriteCloser, error) {
	if f[name] != nil {
		return nil, fmt.Errorf("%s is written twice", name)
	}
	f[name] = &bytes.Buffer{}
	return nobody{f[name]}, nil
}

func TestDataFilesHoldNamesAsTheyAre(t *testing.T) {
	fields := []field{{name: "team", kind: "string"}, {name: "value", kind: "number"}, {name: "label", kind: "string", among: []string{"quiet"}}}
	written := files{}
	table := newTable(&Input{Create: written.create}, "x", "X", fields, true)
	for i, name := range hostile {
		table.add(name, []string{"1.5", ""}[i%2], []string{"quiet", ""}[i%2])
	}
	if err := table.close(); err != nil {
		t.Fatal(err)
	}
	if _, err := csv.NewReader(strings.NewReader(table.begins)).ReadAll(); err != nil || table.size != written["api/v1/x.csv"].Len() {
		t.Errorf("begins %q: %v; is said to have %d bytes", table.begins, err, table.size)
	}
	rows, err := csv.NewReader(written["api/v1/x.csv"]).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	document := written["api/v1/x.json"].Bytes()
	var read struct {
		Columns []string
		Rows    [][]any
	}
	if err := json.Unmarshal(document, &read); err != nil {
		t.Fatal(err)
	}
	objects := read.Rows
	if len(rows) != len(hostile)+1 || len(objects) != len(hostile) || table.rows != len(hostile) {
		t.Fatalf("got %d lines, %d objects and %d rows, want %d names", len(rows), len(objects), table.rows, len(hostile))
	}
	for i, name := range hostile {
		if got := rows[i+1][0]; got != name {
			t.Errorf("CSV: got %q, want %q", got, name)
		}
		if got := objects[i][0]; got != name {
			t.Errorf("JSON: got %q, want %q", got, name)
		}
		if (objects[i][1] == nil) != (i%2 == 1) || (objects[i][2] == nil) != (i%2 == 1) {
			t.Errorf("JSON: got %v, want null where there is nothing", objects[i])
		}
	}
	if bytes.Contains(document, []byte("<script>")) {
		t.Error("JSON holds a tag that a page could run")
	}
}

func TestTableWithoutRowsIsStillAFile(t *testing.T) {
	written := files{}
	if err := newTable(&Input{Create: written.create}, "x", "X", []field{{name: "team"}, {name: "value"}}, true).close(); err != nil {
		t.Fatal(err)
	}
	if got, want := written["api/v1/x.csv"].String(), "team,value\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := written["api/v1/x.json"].String(), "{\"columns\": [\"team\", \"value\"],\n\"rows\": [\n\n]}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A cell that is not what its column holds stops the build, as its schema would.
func TestCellsAreHeldAgainstTheirColumns(t *testing.T) {
	columns := []field{{name: "team", kind: "string", needed: true}, {name: "n", kind: "integer", needed: true}, {name: "value", kind: "number"}, {name: "label", kind: "string", among: []string{"quiet"}}, {name: "restated", kind: "boolean"}}
	for row, right := range map[string]bool{
		",0,,,": true, "a,-12,-0.5000,quiet,true": true, "a,10,10,,false": true, "a,,,,": false, "a,1.0,,,": false, "a,01,,,": false, "a,1,.5,,": false, "a,1,5.,,": false,
		"a,1,1e3,,": false, "a,1,NaN,,": false, "a,1,-,,": false, "a,1,,loud,": false, "a,1,,,yes": false, "a,x,,,": false,
	} {
		table := newTable(&Input{}, "x", "X", columns, true)
		table.add(strings.Split(row, ",")...)
		if err := table.close(); (err == nil) != right {
			t.Errorf("%s: got %v", row, err)
		}
	}
}

// A fullDisk takes nothing.
type fullDisk struct{ err error }

func (f fullDisk) Write([]byte) (int, error) { return 0, f.err }

// A disk that is full is told, whenever it was noticed.
func TestTableThatCannotBeWrittenIsAnError(t *testing.T) {
	full := errors.New("no space left on device")
	for _, create := range []func(string) (io.WriteCloser, error){
		func(string) (io.WriteCloser, error) { return nil, full },
		func(string) (io.WriteCloser, error) { return nobody{fullDisk{full}}, nil },
	} {
		table := newTable(&Input{Create: create}, "scores", "X", []field{{name: "metric", kind: "string"}}, true)
		for range 100_000 {
			table.add("a")
		}
		if err := table.close(); !errors.Is(err, full) {
			t.Errorf("got %v", err)
		}
	}
}

func TestRowOfAnotherLengthIsABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a row without its last column was written")
		}
	}()
	newTable(&Input{}, "x", "X", []field{{name: "team"}, {name: "value"}}, false).add("a")
}

// Above fifty thousand rows scores stand in a JSON file for each metric, and a list names
// them; together they are all rows. The CSV is whole, and stands nowhere twice.
func TestLongScoresAreCutByMetric(t *testing.T) {
	written := files{}
	in := &Input{Create: written.create, Lines: make([]*score.Line, mostRows+1)}
	table := newTable(in, "scores", "Scores", []field{{name: "metric", kind: "string"}, {name: "value", kind: "number"}}, true)
	for i := range in.Lines {
		table.add([]string{"a", "b"}[i/(mostRows-10)], fmt.Sprint(i))
	}
	if err := table.close(); err != nil {
		t.Fatal(err)
	}
	var list struct{ Files []listed }
	if err := json.Unmarshal(written["api/v1/scores.json"].Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(list.Files), fmt.Sprintf("[{a %d scores/a.json} {b 11 scores/b.json}]", mostRows-10); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	rows := 0
	for _, f := range list.Files {
		var read struct{ Rows [][]any }
		if err := json.Unmarshal(written["api/v1/"+f.Path].Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		if len(read.Rows) != f.Rows || read.Rows[0][0] != f.Metric || read.Rows[0][1] != float64(rows) {
			t.Errorf("%s holds %d rows from %v", f.Path, len(read.Rows), read.Rows[0])
		}
		rows += len(read.Rows)
	}
	if lines := bytes.Count(written["api/v1/scores.csv"].Bytes(), []byte("\n")); rows != mostRows+1 || lines != mostRows+2 || len(written) != 7 {
		t.Errorf("got %d rows of JSON and %d lines of CSV in %d files", rows, lines, len(written))
	}
}

// Of a large site's teams, the files beside the scores have no row that says nothing: nobody
// waited longer than a time of whom none waited longer than a shorter one, all contacts are
// counted, nobody came. Rows of all are there, whatever they say.
func TestLargeSitesFilesSayNothingInManyRows(t *testing.T) {
	sets := []fact.Set{{Metric: &fact.Metric{ID: "wait", Kind: "wait", Tail: []int{5, 10, 30, 60}}, Daily: true}}
	for month := range 14 {
		day := fact.PeriodOf(fact.DayOf(time.Date(2025, time.Month(1+month), 15, 0, 0, 0, 0, time.UTC)), fact.Month).First
		for _, team := range []string{"A", "B"} {
			seg := fact.Segment{Team: team}
			f := fact.Fact{Segment: seg, Day: day}
			f.Counts[fact.X], f.Counts[fact.N] = 60e6, 10
			sets[0].Facts.Add(f)
			sets[0].Longs = append(sets[0].Longs, fact.Long{Segment: seg, Day: day, Minutes: 0, Answered: 10})
			if team == "A" {
				sets[0].Longs = append(sets[0].Longs, fact.Long{Segment: seg, Day: day, Minutes: 5, Answered: 1})
			}
		}
	}
	metrics := []score.Metric{{Metric: *sets[0].Metric, Direction: score.Down}}
	rows := func(large bool) map[string]int {
		written := files{}
		asOf := fact.DayOf(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
		in := &Input{Create: written.create, Zone: time.UTC, AsOf: asOf, Lines: score.Compute(slices.Clone(sets), metrics, asOf), Metrics: metrics}
		score.Compare(in.Lines)
		in.Series = score.SeriesOf(in.Lines)
		for _, l := range in.Lines {
			c := score.Coverage{Metric: l.Metric, Period: l.Period, By: "all", Contacts: l.N, Counted: l.N}
			if l.Team != "" {
				c.By, c.Name = "team", l.Team
			}
			in.Coverages = append(in.Coverages, c)
		}
		in.Week = &besttime.Week{Slots: []besttime.Slot{{Load: fact.Load{Segment: fact.Segment{Team: "A"}}}, {}}}
		if large {
			none := fact.Metric{ID: "none", Kind: "volume"}
			in.Lines = slices.Concat(in.Lines, slices.Repeat(score.Compute([]fact.Set{{Metric: &none}}, []score.Metric{{Metric: none}}, asOf), mostRows))
		}
		got := map[string]int{}
		for _, make := range []func(*Input) *table{tails, comparisons, coverages, controlCharts, bestTimes} {
			table := make(in)
			got[table.name] = table.rows
		}
		return got
	}
	lines := 14 + 5 + 2 + 1 // months, quarters, years, all
	if got, want := rows(false), (map[string]int{"tail": 3 * 4 * lines, "comparisons": 3 * (2 + 1 + 1), "coverage": 3 * lines, "xmr": 3 * 14, "best-times": 2}); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := rows(true), (map[string]int{"tail": 2*2*lines + lines, "comparisons": 2 + 1 + 1 + 2*3, "coverage": lines, "xmr": 14 + 2, "best-times": 1}); !maps.Equal(got, want) {
		t.Errorf("large: got %v, want %v", got, want)
	}
}
