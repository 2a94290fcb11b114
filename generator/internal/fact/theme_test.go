package fact_test

import (
	"maps"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
)

func TestThemesAreToldInPublicWordsOnly(t *testing.T) {
	wide := `answered_at,theme,csat
2026-10-01,BILL;WAIT,1
2026-10-02,bill; BILL-2 ;,2
2026-10-03,Ring me on 01632 960123,3
2026-10-04,,5
2026-10-05, ; ,5
2026-10-06,WAIT,
2026-10-07,WAIT,9
`
	long := `id,answered_at,question,score,theme
1,2026-10-01,csat,1,BILL;WAIT
2,2026-10-02,csat,2,bill; BILL-2 ;
3,2026-10-03,csat,3,Ring me on 01632 960123
4,2026-10-04,csat,5,
5,2026-10-05,csat,5, ;
5,2026-10-05,nps,5,WAIT
6,2026-10-06,csat,,WAIT
7,2026-10-07,csat,9,WAIT
`
	want := map[string]int64{"Bills 1": 1, "Bills 2": 1, "Waiting 1": 1, "other 3": 1, "none 5": 2}
	for name, text := range map[string]string{"wide": wide, "long": long} {
		d := &desk{metrics: []fact.Metric{{ID: "csat", Kind: "csat", Scale: five}}}
		s := d.source(t, "survey", "responses", text, "csat")
		s.themes = &fact.Wording{Separator: ";", Words: map[string]string{"bill": "Bills", "bill-2": "Bills", "wait": "Waiting"}}
		c := d.count(t)
		got := map[string]int64{}
		for _, a := range c.sets[0].Themed {
			got[a.Team+" "+string(rune('0'+a.Value))] += a.Count
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
		told := false
		for _, p := range c.problems.Sorted() {
			told = told || p.Warning && strings.Contains(p.Text, `no words for some codes of "survey" (answers: 1)`)
			if strings.Contains(p.String(), "01632") {
				t.Errorf("%s: %s: want nothing of what stands there", name, p)
			}
		}
		if !told {
			t.Errorf("%s: want to be told of one answer without words", name)
		}
	}
}
