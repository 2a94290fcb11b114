package sample

import (
	"strings"
	"time"
)

// readers answer "Did this page help?" since the site has asked: on which pages, how often of a
// hundred times with yes.
var readers = []struct {
	page       string
	often, yes int
}{{"/best-times/", 40, 82}, {"/", 30, 66}, {"/scores/service_level/", 15, 58}, {"/compare/", 10, 61}, {"/de/", 5, 60}}

// feedback is what the form at the foot of each page has kept.
func feedback() File {
	out := newSheet(",", "Sent", "page", "helpful", "Remote address")
	for _, m := range months[len(months)-9:] {
		d := throw(readerStream, m.year*12+m.month)
		for _, day := range m.days() {
			for range d.between(0, 3) {
				weights := make([]int, len(readers))
				for i := range readers {
					weights[i] = readers[i].often
				}
				r := readers[d.pick(weights)]
				at := day.Add(time.Duration(d.between(7*3600, 22*3600)) * time.Second)
				answer := map[bool]string{true: "yes", false: "no"}[d.percent(r.yes)]
				out.row(strings.Replace(at.Format(time.DateTime), " ", "T", 1), r.page, answer, "192.0.2."+string(rune('1'+d.IntN(9))))
			}
		}
	}
	return File{"feedback/helpful.csv", out.Bytes()}
}
