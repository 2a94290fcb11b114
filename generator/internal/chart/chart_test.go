package chart

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/golden"
)

// bundle is the theme's file, the one that browsers get too.
// bundle is what draws.
func bundle(t testing.TB) []byte {
	t.Helper()
	return asset(t, "echarts/draw.min.js")
}

func asset(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("../../../themes/shingle/assets/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// service is two years of a service level with its band, promise and notes.
func service() Trend {
	values := []float64{82, 81.4, 80.9, 81.8, 82.4, 81.1, 80.3, 81.2, 82.1, 81.9, 80.7, 81.5,
		82, 81.4, 78.2, 76.1, 77.9, 80.6, 81.7, 82.3, 80.2, 79.1, 80.8, 81.3}
	t := Trend{Unit: Percent, Promise: new(80.0), Notes: []Note{{"2026-01", 1}, {"2026-04", 2}}}
	first := time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC)
	for i, v := range values {
		p := Point{Period: first.AddDate(0, i, 0).Format("2006-01"), Value: new(v), Low: new(v - 1.25), High: new(v + 1.5), Status: Met}
		if v < 80 {
			p.Status = Missed
		}
		t.Points = append(t.Points, p)
	}
	return t
}

// patchy has everything at once: gaps, a point alone, every status, limits that change, notes that crowd.
func patchy() Trend {
	t := service()
	for i := range t.Points {
		p := &t.Points[i]
		p.LowerLimit, p.UpperLimit = new(79.2), new(83.4)
		if i >= 12 {
			p.LowerLimit, p.UpperLimit = new(76.0), new(84.2)
		}
		if i == 5 || i == 17 || i == 19 {
			p.Value, p.Low, p.High = nil, nil, nil
		}
	}
	t.Points[20].Status = Unclear
	t.Points[23].Provisional = true
	t.Notes = []Note{{"2026-01", 1}, {"2026-02", 2}, {"2026-02", 3}, {"2026-07", 4}, {"1999-01", 5}, {"2026-10", 12}}
	return t
}

// decade is a long history: its points crowd.
func decade() Trend {
	t := Trend{Unit: Percent, Promise: new(80.0)}
	for i := range 120 {
		p := Point{Period: fmt.Sprintf("%d-%02d", 2017+i/12, i%12+1), Value: new(math.Round(10*(80+5*math.Sin(float64(i)/9)+2*math.Cos(float64(7*i)))) / 10), Status: Met}
		if *p.Value < 80 {
			p.Status = Missed
		}
		t.Points = append(t.Points, p)
	}
	return t
}

func waits() Trend {
	t := Trend{Unit: Seconds, Promise: new(90.0)}
	for i, v := range []float64{71.5, 120, 125, 78, 24, 12.25, 53, 109, 129} {
		t.Points = append(t.Points, Point{Period: fmt.Sprintf("%d-Q%d", 2024+i/4, i%4+1), Value: new(v), Status: Met})
	}
	return t
}

// comparison is three years over each other: the newest not over, with a gap and a month alone.
func comparison() Comparison {
	c := Comparison{Unit: Points, Promise: new(22.0)}
	for k := range 3 {
		var line []Point
		for i := range 12 {
			p := Point{Period: fmt.Sprintf("%d-%02d", 2026-k, i+1), Value: new(math.Round(20 + 6*math.Sin(float64(i+k)/2))), Status: Met}
			if *p.Value < 22 {
				p.Status = Missed
			}
			if k == 0 && (i == 5 || i > 8) || k == 1 && (i == 7 || i == 9) {
				p.Value = nil
			}
			p.Provisional = k == 0 && i == 8
			line = append(line, p)
		}
		c.Lines = append(c.Lines, line)
	}
	return c
}

// samples are the charts of the goldens, in both sizes.
func samples(t testing.TB) []Chart {
	t.Helper()
	var all []Chart
	for _, size := range []Size{Wide, Narrow} {
		add := func(c Chart, err error) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, c)
		}
		add(service().Chart("service-"+string(size), size))
		add(patchy().Chart("patchy-"+string(size), size))
		add(waits().Chart("waits-"+string(size), size))
		add(decade().Chart("decade-"+string(size), size))
		add(comparison().Chart("comparison-"+string(size), size))
	}
	return all
}

func render(t testing.TB, all []Chart, o Options) ([]SVG, Stats) {
	t.Helper()
	if o.Bundle == nil {
		o.Bundle = bundle(t)
	}
	svgs, stats, err := Render(context.Background(), all, o)
	if err != nil {
		t.Fatal(err)
	}
	return svgs, stats
}

// indented gives JSON with sorted keys, for people to read.
func indented(t testing.TB, b []byte) []byte {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

func TestChartsAreAsTheyWere(t *testing.T) {
	all := samples(t)
	svgs, _ := render(t, all, Options{})
	for i, s := range svgs {
		golden.Check(t, "testdata/"+s.ID+".json", indented(t, all[i].Option))
		lines := strings.ReplaceAll(s.String(), "><", ">\n<") + "\n"
		golden.Check(t, "testdata/"+s.ID+".svg", []byte(lines))
	}
}

func TestOptionsHoldNoWordsAndNoFunctions(t *testing.T) {
	c, err := service().Chart("x", Wide)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`"text","points":(\[.*?\]\])`).FindAllStringSubmatch(string(c.Option), -1) {
		labels := regexp.MustCompile(`month:\d\d|quarter:\d|word:(promise|point)`).ReplaceAllString(m[1], "") // the page writes these
		if word := regexp.MustCompile(`[a-zA-Z]{2,}`).FindString(labels); word != "" {
			t.Errorf("label with the word %q in %s", word, m[1])
		}
	}
	for _, trace := range []string{"function", "__f__", "=>", "NaN", "null,null,null,null"} {
		if strings.Contains(string(c.Option), trace) {
			t.Errorf("option contains %q", trace)
		}
	}
}

func TestSpecHoldsBothSizes(t *testing.T) {
	all := samples(t)
	var got map[string]struct {
		Width, Height int
		Option        map[string]any
	}
	if err := json.Unmarshal(Spec(all[0], all[5]), &got); err != nil {
		t.Fatal(err)
	}
	if got["wide"].Width != 960 || got["narrow"].Height != 250 || got["narrow"].Option["series"] == nil {
		t.Errorf("got %v", got)
	}
}

func TestAnIntervalIsDrawnWithinTheScale(t *testing.T) {
	p := Point{Period: "2026-10", Value: new(4.8), Low: new(0.2), High: new(5.3)}
	c, err := Trend{Unit: Scale, Min: 1, Max: 5, Points: []Point{p}}.Chart("a", Wide)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(c.Option); strings.Contains(got, "5.3") || strings.Contains(got, "0.2]") {
		t.Errorf("got %s, want nothing beyond 1 and 5", got)
	}
	if *p.Low != 0.2 || *p.High != 5.3 {
		t.Errorf("got %v to %v, want the caller's interval as it was", *p.Low, *p.High)
	}
}

func TestMistakesAreRefused(t *testing.T) {
	point := func(p Point) Trend { return Trend{Unit: Percent, Points: []Point{p}} }
	for want, chart := range map[string]interface {
		Chart(string, Size) (Chart, error)
	}{
		`chart a: period "October": want 2026, 2026-Q3, 2026-10 or 2026-10-31`:              point(Point{Period: "October"}),
		`chart a: 2026-10: value 103: want a number from 0 to 100`:                          point(Point{Period: "2026-10", Value: new(103.0)}),
		`chart a: 2026-10: value NaN: want a number from 0 to 100`:                          point(Point{Period: "2026-10", Value: new(math.NaN())}),
		`chart a: 2026-10: one end of an interval: want both or none`:                       point(Point{Period: "2026-10", Value: new(1.0), Low: new(1.0)}),
		`chart a: promise -101: want a number from -100 to 100`:                             Trend{Unit: Points, Promise: new(-101.0), Points: []Point{{Period: "2026"}}},
		`chart a: period 2026-09 after 2026-10: want periods of one kind, the oldest first`: Trend{Unit: Percent, Points: []Point{{Period: "2026-10"}, {Period: "2026-09"}}},
		`chart a: period 2026-Q4 after 2026-10: want periods of one kind, the oldest first`: Trend{Unit: Percent, Points: []Point{{Period: "2026-10"}, {Period: "2026-Q4"}}},
		`chart a: no points: want one or more`:                                              Trend{Unit: Percent},
		`chart a: a scale from 5 to 1: want the lower end first`:                            Trend{Unit: Scale, Min: 5, Max: 1, Points: []Point{{Period: "2026"}}},
		`chart a: no lines: want one or more`:                                               Comparison{Unit: Percent},
		`chart a: 2 points beside 1: want as many in each line`:                             Comparison{Unit: Percent, Lines: [][]Point{{{Period: "2026-10"}}, {{Period: "2025-10"}, {Period: "2025-11"}}}},
		`chart a: 2025-09 beside 2026-10: want the same month or quarter of another year`:   Comparison{Unit: Percent, Lines: [][]Point{{{Period: "2026-10"}}, {{Period: "2025-09"}}}},
		`chart a: 2026 beside 2026: want the same month or quarter of another year`:         Comparison{Unit: Percent, Lines: [][]Point{{{Period: "2026"}}, {{Period: "2025"}}}},
	} {
		_, err := chart.Chart("a", Wide)
		if got := fmt.Sprint(err); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
