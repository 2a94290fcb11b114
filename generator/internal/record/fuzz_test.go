package record

import (
	"strings"
	"testing"
)

// FuzzLoad reads any text as contacts: nothing panics, the engine never fails on what
// was let through, every problem has a place, and no record is lost without a word.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"2026-10-01 09:00,north,5,yes,3\n", "2026-02-30,,x,maybe,9\n", "\"2026-10-01\n\",a,b,c,d\n", "01/02/2026,a\n", "2026-10-25 01:30,=1+1,-1,1,0\n",
		" 2026-10-01 , \"north\" ,1.5,T,4.0\r\n2026-10-01,a,1,y,5\n", "2026-10-01T00:00:00+25:00,a,99999999999999999999,n,-3\n", "9999-12-31,a,1:2:3,0,5\n", "2026-10-01,\\,'',\"\"\"\",5\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := of(t, "contacts", "opened_at,team,wait_seconds,answered,csat\n"+text).asks("csat").load(t)
		for _, p := range d.problems.Sorted() {
			if p.Place.File == "" {
				t.Errorf("%s has no place", p)
			}
			if strings.Count(p.String(), "\n") > 1 {
				t.Errorf("%q is more than a sentence and a hint", p.String())
			}
		}
		if d.table == nil {
			if !d.problems.Failed() {
				t.Error("nothing was read, and nothing is wrong")
			}
			return
		}
		kept := int64(0)
		if got := d.rows(t, "day"); got != "" {
			kept = int64(strings.Count(got, "|") + 1)
		}
		if kept+d.table.Bad < d.table.Rows {
			t.Errorf("%d rows, %d kept, %d bad", d.table.Rows, kept, d.table.Bad)
		}
	})
}
