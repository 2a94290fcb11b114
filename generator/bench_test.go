package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/sample"
)

// How many contacts BenchmarkBuild makes a site of:
//
//	go test ./generator -run '^$' -bench Build -benchtime 1x -rows 10000000
var benchRows = flag.Int("rows", 1_000_000, "contacts that BenchmarkBuild makes a site of (or SHINGLE_BENCH_ROWS)")

// Of how many teams those of BenchmarkCluster are.
var benchOfTeams = flag.Int("teams", 50, "teams that the contacts of BenchmarkCluster are of")

const benchConfig = `baseURL = "https://scores.example.com/"
title = "A large desk"
theme = "shingle"

[shingle]
organisation = "A large desk"
time_zone = "Europe/London"
as_of = "2026-11-01"

[[shingle.sources]]
name = "contacts"
kind = "contacts"
files = ["data/contacts.csv"]

[shingle.metrics.service_level]
kind = "service_level"
threshold_seconds = 20
promise = 80
owner = "Head of Contact Centre"

[shingle.metrics.wait]
kind = "wait"
owner = "Head of Contact Centre"

[shingle.metrics.abandonment]
kind = "abandonment"
promise = 5
owner = "Head of Contact Centre"

[shingle.metrics.fcr]
kind = "fcr"
variant = "agent_flag"
owner = "Head of Contact Centre"

[shingle.metrics.csat]
kind = "csat"
promise = 85
owner = "Head of Customer Experience"

[shingle.metrics.volume]
kind = "volume"
owner = "Head of Contact Centre"
`

// BenchmarkBuild makes a site of many contacts, charts drawn anew, and tells where the
// time goes. Beside it stands the floor: DuckDB's bare aggregation of the same file.
func BenchmarkBuild(b *testing.B) {
	rows := *benchRows
	if n, err := strconv.Atoi(os.Getenv("SHINGLE_BENCH_ROWS")); err == nil {
		rows = n
	}
	dir := b.TempDir()
	export := filepath.Join(dir, "data", "contacts.csv")
	writeBench(b, dir, "config.toml", func(w io.Writer) error { _, err := io.WriteString(w, benchConfig); return err })
	writeBench(b, dir, "data/contacts.csv", func(w io.Writer) error { return sample.Contacts(w, rows) })
	var charts time.Duration
	var steps string
	n := 0
	for b.Loop() {
		b.StopTimer()
		b.Setenv("XDG_CACHE_HOME", b.TempDir()) // no chart was drawn before
		b.StartTimer()
		steps = benchBuild(b, dir)
		charts += took(b, steps, "charts")
		n++
	}
	whole := b.Elapsed()
	b.ReportMetric((whole-charts).Seconds()/float64(n), "s/build")
	b.ReportMetric(charts.Seconds()/float64(n), "s/charts")
	if peak := peak(); peak > 0 {
		b.ReportMetric(float64(peak), "MB-peak")
	}
	floor := bare(b, export).Seconds() // last, so that its memory is not counted
	b.ReportMetric(floor, "s/floor")
	b.Logf("%d contacts, %.1f MB: %s, floor %.3f s", rows, size(export), steps, floor)
}

// benchTeams is the config of BenchmarkTeams: four metrics of many teams.
var benchTeams = strings.Split(benchConfig, "\n[shingle.metrics.csat]")[0]

// BenchmarkTeams makes a site of 125, 250, 500 and 1,000 teams over 60 months, of 2,000
// contacts each, charts drawn anew: what a site takes grows as its teams do. On a machine that
// others use, B/op and MB-site say so; time does not.
//
//	go test ./generator -run '^$' -bench 'Teams/1000' -benchtime 1x
func BenchmarkTeams(b *testing.B) {
	for _, teams := range []int{125, 250, 500, 1000} {
		b.Run(strconv.Itoa(teams), func(b *testing.B) {
			dir := b.TempDir()
			writeBench(b, dir, "config.toml", func(w io.Writer) error { _, err := io.WriteString(w, benchTeams); return err })
			writeBench(b, dir, "data/contacts.csv", func(w io.Writer) error { return sample.Calls(w, 2000*teams, teams, 60) })
			var steps string
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				b.Setenv("XDG_CACHE_HOME", b.TempDir())
				b.StartTimer()
				steps = benchBuild(b, dir)
			}
			written := int64(0)
			filepath.WalkDir(filepath.Join(dir, "public"), func(name string, d fs.DirEntry, err error) error {
				if info, err := d.Info(); err == nil && !d.IsDir() {
					written += info.Size()
				}
				return nil
			})
			b.ReportMetric(float64(written)/1e6, "MB-site")
			b.ReportMetric(float64(peak()), "MB-peak")
			b.Logf("%d teams: %s", teams, steps)
		})
	}
}

// BenchmarkGiven makes a site of scores that somebody else counted: three metrics of 125 to 1,000
// teams over 60 months. What it takes grows as the teams do.
func BenchmarkGiven(b *testing.B) {
	config := strings.NewReplacer(`kind = "contacts"`, `kind = "scores"`, "data/contacts.csv", "data/scores.csv").Replace(benchTeams)
	for _, teams := range []int{125, 250, 500, 1000} {
		b.Run(strconv.Itoa(teams), func(b *testing.B) {
			dir := b.TempDir()
			writeBench(b, dir, "config.toml", func(w io.Writer) error { _, err := io.WriteString(w, config); return err })
			writeBench(b, dir, "data/scores.csv", func(w io.Writer) error {
				fmt.Fprintln(w, "period,team,metric,numerator,denominator")
				for month := range 60 {
					period := time.Date(2021, time.Month(11+month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
					for team := range teams {
						for _, metric := range []string{"service_level", "abandonment", "fcr"} {
							fmt.Fprintf(w, "%s,Team %d,%s,%d,100\n", period, team, metric, (7*team+13*month)%100)
						}
					}
				}
				return nil
			})
			var steps string
			for b.Loop() {
				b.StopTimer()
				b.Setenv("XDG_CACHE_HOME", b.TempDir())
				b.StartTimer()
				steps = benchBuild(b, dir)
			}
			b.ReportMetric(float64(peak()), "MB-peak")
			b.Logf("%d teams: %s", teams, steps)
		})
	}
}

// benchBuild builds the site in dir, and gives its steps on one line.
func benchBuild(b *testing.B, dir string) string {
	b.Helper()
	var said bytes.Buffer
	j := newJob(dir, filepath.Join(dir, "public"), &said, time.Now)
	j.Timing = true
	r, err := j.run(context.Background())
	if err != nil || r.problems.Failed() {
		b.Fatal(err, r.problems)
	}
	return strings.Join(strings.Fields(said.String()), " ")
}

// writeBench writes a file of a benchmark's site.
func writeBench(b *testing.B, dir, name string, write func(io.Writer) error) {
	b.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	file, err := os.Create(name)
	if err == nil {
		err = errors.Join(write(file), file.Close())
	}
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkNewDay adds a day's file of 10,000 contacts to what was built before, and builds
// again. The steps tell how many rows were reused, and what they had taken.
func BenchmarkNewDay(b *testing.B) {
	dir := b.TempDir()
	put := func(name string, rows int, id string, write func(io.Writer, int) error) {
		var text bytes.Buffer
		if err := write(&text, rows); err != nil {
			b.Fatal(err)
		}
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, bytes.ReplaceAll(text.Bytes(), []byte("\nc"), []byte("\n"+id)), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(strings.Replace(benchConfig, "data/contacts.csv", "data/*.csv", 1)), 0o644); err != nil {
		b.Fatal(err)
	}
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	put("data/0.csv", *benchRows, "c", sample.Contacts)
	benchKept(b, dir)
	for n := 1; b.Loop(); n++ {
		b.StopTimer()
		put(fmt.Sprintf("data/day-%d.csv", n), 10_000, fmt.Sprintf("d%d-", n), sample.Day)
		b.StartTimer()
		if said := benchKept(b, dir); !strings.Contains(said, "as counted before") {
			b.Fatalf("nothing is reused:\n%s", said)
		} else {
			b.Logf("%d contacts and 10,000 more: %s", *benchRows, said)
		}
	}
}

// benchKept builds the site in dir, whatever is kept of builds before, and gives what it tells.
func benchKept(b *testing.B, dir string) string {
	b.Helper()
	var said bytes.Buffer
	j := newJob(dir, filepath.Join(dir, "public"), &said, time.Now)
	j.Timing, j.notes, j.least = true, notes(), 1
	r, err := j.run(context.Background())
	if err != nil || r.problems.Failed() {
		b.Fatal(err, r.problems)
	}
	return strings.Join(strings.Fields(said.String()), " ")
}

// took is how long a step took, as the build tells it.
func took(b *testing.B, steps, name string) time.Duration {
	b.Helper()
	m := regexp.MustCompile(`\b` + name + `\s+([0-9.]+) s`).FindStringSubmatch(steps)
	if m == nil {
		b.Fatalf("the build tells nothing of %s:\n%s", name, steps)
	}
	seconds, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		b.Fatal(err)
	}
	return time.Duration(seconds * float64(time.Second))
}

// bare is how long the SQL engine takes for the counts alone: no check, no place of a
// mistake, no page.
func bare(b *testing.B, export string) time.Duration {
	b.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	begun := time.Now()
	rows, err := db.Query(fmt.Sprintf(`SELECT team, channel, CAST(opened_at AS DATE), count(*), count(*) FILTER (WHERE answered AND wait_seconds <= 20),
		sum(wait_seconds) FILTER (WHERE answered), count(*) FILTER (WHERE resolved_first), count(csat), count(*) FILTER (WHERE csat >= 4)
		FROM read_csv('%s', header = true, columns = {'id': 'VARCHAR', 'opened_at': 'TIMESTAMP', 'team': 'VARCHAR', 'channel': 'VARCHAR',
		'answered': 'BOOLEAN', 'wait_seconds': 'INTEGER', 'resolved_first': 'BOOLEAN', 'csat': 'TINYINT'}) GROUP BY ALL`, strings.ReplaceAll(export, "'", "''")))
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

func size(name string) float64 {
	info, err := os.Stat(name)
	if err != nil {
		return 0
	}
	return float64(info.Size()) / 1e6
}

// peak is the most memory that the process ever held, in megabytes; 0 where the system
// does not tell.
func peak() int {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	text, _ := io.ReadAll(f)
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(text)
	if m == nil {
		return 0
	}
	kB, _ := strconv.Atoi(string(m[1]))
	return kB / 1000
}
