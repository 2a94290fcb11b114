package page

import (
	"math"
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
)

// timesPage is when to call.
type timesPage struct {
	Title    *sentence            `json:"title,omitempty"` // the best time; nil: none is told
	Lede     *sentence            `json:"lede,omitempty"`  // what to expect then
	Says     map[string]*sentence `json:"says,omitempty"`  // what the browser may say instead, as on home
	Data     *claim.Moments       `json:"data,omitempty"`
	Zone     string               `json:"zone"`
	From     value                `json:"from"`
	To       value                `json:"to"`
	Weeks    int                  `json:"weeks"`
	Minutes  int                  `json:"minutes"`
	Channels []timesChannel       `json:"channels"` // none if nobody came while the desk was open
	Inferred bool                 `json:"inferred"`
	Old      bool                 `json:"old,omitempty"` // the records are too old to advise
	Hours    []openDay            `json:"hours,omitempty"`
	Holidays []value              `json:"holidays,omitempty"`
	Sources  []sourceView         `json:"sources"`
	Download string               `json:"download"`
}

// timesChannel is one channel's week.
type timesChannel struct {
	Name      string               `json:"name"` // "" is all contacts together, where they have no channels
	ID        string               `json:"id"`
	Offered   int64                `json:"offered"`
	Later     *sentence            `json:"later,omitempty"` // nobody waits here: all there is to say
	Judged    bool                 `json:"judged"`
	Threshold *value               `json:"threshold,omitempty"`
	Quiet     []windowView         `json:"quiet"`
	Entry     string               `json:"entry,omitempty"` // the first of these as a calendar entry
	Soon      map[string]*sentence `json:"soon,omitempty"`  // which of these come today and tomorrow, as a browser may say it
	Avoid     []windowView         `json:"avoid"`
	None      *sentence            `json:"none,omitempty"` // why no time is called good
	Busy      *sentence            `json:"busy,omitempty"`
	Whole     *value               `json:"whole,omitempty"` // contacts an hour, where times are told by load
	Expect    *sentence            `json:"expect,omitempty"`
	Wait      *grid                `json:"wait,omitempty"`    // the wait that 9 of 10 of those answered stay within
	Typical   *grid                `json:"typical,omitempty"` // the wait that half of them stay within
	Load      *grid                `json:"load"`              // how many come
	Coming    *comingView          `json:"coming,omitempty"`
}

type windowView struct {
	place
	Says  *sentence `json:"says"` // what to expect
	N     int64     `json:"n"`
	Weeks int       `json:"weeks"`
}

type openDay struct {
	Day   value    `json:"day"`
	Spans []*place `json:"spans"`
}

// grid is the week as a table: slots down, weekdays across.
type grid struct {
	Days   []value   `json:"days"`
	Rows   []gridRow `json:"-"`               // as [grid.MarshalJSON] writes them
	Under  *value    `json:"under,omitempty"` // the lightest tone is below this
	Over   *value    `json:"over,omitempty"`  // the darkest that there is begins with this
	Tones  int       `json:"tones,omitempty"` // the number of the darkest that there is
	Least  *value    `json:"least,omitempty"`
	Most   *value    `json:"most,omitempty"`
	Thin   bool      `json:"thin,omitempty"`
	Shut   bool      `json:"shut,omitempty"`
	Nobody bool      `json:"nobody,omitempty"` // hours are not known: where it is shut, nobody got in touch
	Told   bool      `json:"told,omitempty"`   // times to call are marked in it
	Avoid  bool      `json:"avoid,omitempty"`  // times to avoid are
	Unit   string    `json:"unit"`             // wait or load
}

type gridRow struct {
	Start value
	At    int
	Cells []gridCell
}

type gridCell struct {
	Weekday int
	State   string // open, thin, few, closed
	Tone    int    // 0 to 6
	Value   *value
	Label   string
	N       int64
	Weeks   int
	Told    string // quiet, busy: part of a time to call, or to avoid, or clearly so by itself
}

func makeTimes(w *writer) {
	if entry := w.b.calendar(); entry != nil {
		w.publish(calendarFile, entry)
	}
	if w.in.Week != nil {
		w.page("best-times", "times", "best times", "times", w.b.timesPage())
	}
}

func (b *book) timesPage() *timesPage {
	w := b.in.Week
	p := &timesPage{
		Zone: b.in.Zone.String(), From: onDay(w.From), To: onDay(w.To), Weeks: b.weeks(), Minutes: w.Minutes,
		Channels: []timesChannel{}, Old: w.Old, Inferred: !b.in.Hours.Known(), Download: api + "best-times.csv",
	}
	for i := range b.in.Sources {
		if slices.Contains(w.Sources, b.in.Sources[i].Name) {
			p.Sources = append(p.Sources, b.sourceView(&b.in.Sources[i], ""))
		}
	}
	for day := 1; day <= 7 && b.in.Hours.Known(); day++ {
		d := openDay{Day: weekday(day), Spans: []*place{}}
		for _, s := range b.in.Hours.Week[day] {
			d.Spans = append(d.Spans, placeOf(day, s.From, s.To))
		}
		p.Hours = append(p.Hours, d)
	}
	for _, d := range b.in.Hours.Closed() {
		if d >= b.in.AsOf { // those to come
			p.Holidays = append(p.Holidays, onDay(d))
		}
	}
	main := b.mainChannel()
	taken := map[string]bool{"all": true}
	for i := range w.Channels {
		c := &w.Channels[i]
		if c.Channel == "" && len(w.Channels) > 1 { // unlike channels have nothing to say together
			continue
		}
		v := b.timesChannel(c)
		v.ID = "all"
		if c.Channel != "" {
			v.ID = reserve(c.Channel, "channel", taken)
		}
		if c.Channel == main && len(c.Quiet) > 0 {
			v.Entry, p.Title, p.Lede = calendarFile, b.callTitle(c), b.windowSays("call_lede_", c, &c.Quiet[0], nil)
		}
		if c.Channel == main && !w.Old && !c.Basis.Later {
			p.Says, p.Data = b.nowSays(c)
		}
		if c.Channel == main {
			p.Channels = slices.Insert(p.Channels, 0, v)
		} else {
			p.Channels = append(p.Channels, v)
		}
	}
	return p
}

func (b *book) timesChannel(c *besttime.ChannelWeek) timesChannel {
	v := timesChannel{Name: Mask(c.Channel), Offered: c.Offered, Quiet: b.windowViews(c, c.Quiet), Avoid: b.windowViews(c, c.Avoid), Judged: c.Basis.Judged(), Threshold: thresholdOf(c), Expect: expect(c)}
	if c.Basis.Later {
		v.Later = b.laterSentence(c.Channel)
		return v
	}
	if c.Basis.Load && c.Known {
		hourly, places := c.Whole*60/float64(b.in.Week.Minutes), 0
		if hourly < 10 {
			places = 1
		}
		v.Whole = &value{T: "number", V: roundedFloat(hourly, places), D: places}
	}
	v.Soon = soonSays(c)
	if len(c.Quiet) == 0 {
		v.None = b.nothingTold(c)
	}
	v.Busy = busyHour(c)
	seg := fact.Segment{Channel: c.Channel}
	if c.Basis.Waits {
		v.Wait = b.grid(seg, "wait")
		v.Typical = b.grid(seg, "typical")
	}
	v.Load = b.grid(seg, "load")
	for _, g := range []*grid{v.Wait, v.Load} {
		if !b.in.Week.Old {
			g.markLabels()
		}
		g.mark(c.Quiet, besttime.Quiet)
		g.mark(c.Avoid, besttime.Busy)
	}
	v.Coming = comingOf(c, b.in.Week.Minutes)
	return v
}

// busyHour says when the most come, or how many do in the busiest hour, where that is another
// one each day or several are equally busy.
func busyHour(c *besttime.ChannelWeek) *sentence {
	if !c.HasBusy {
		return nil
	}
	a := args{"load": {T: "number", V: roundedFloat(c.Busy.Load, 0)}}
	switch {
	case c.Busy.Start < 0:
		return say("busy_mean", a).Rests(evidence{Week: c})
	case c.Busy.Tied:
		return say("busy_tied", a).Rests(evidence{Week: c})
	}
	hour := placeOf(0, c.Busy.Start, c.Busy.Start+60)
	return say("busy_hour", a, args{"from": slotPart(hour, "from"), "to": slotPart(hour, "to")}).Rests(evidence{Week: c})
}

func (b *book) windowViews(c *besttime.ChannelWeek, all []besttime.Window) []windowView {
	views := []windowView{}
	for i := range all {
		w := &all[i]
		views = append(views, windowView{place: *placeOf(w.Weekday, w.From, w.To), Says: b.windowSays("window_", c, w, nil), N: w.Offered, Weeks: w.Weeks})
	}
	return views
}

func (b *book) grid(seg fact.Segment, what string) *grid {
	slots := b.slots[seg]
	var shown []float64
	days := map[int]bool{}
	first, last := 1440, -1
	for _, s := range slots {
		if s.Label == besttime.Closed {
			continue
		}
		days[s.Weekday] = true
		first, last = min(first, s.Load.Slot), max(last, s.Load.Slot)
		if v, ok := cellValue(s, what); ok {
			shown = append(shown, v)
		}
	}
	if last < 0 || len(shown) == 0 {
		return nil
	}
	steps := tones(shown, what)
	g := &grid{Unit: what, Nobody: !b.in.Hours.Known()}
	var weekdays []int
	for d := 1; d <= 7; d++ {
		if days[d] {
			weekdays = append(weekdays, d)
			g.Days = append(g.Days, weekday(d))
		}
	}
	at := map[[2]int]*besttime.Slot{}
	for _, s := range slots {
		at[[2]int{s.Weekday, s.Load.Slot}] = s
	}
	for start := first; start <= last; start += b.in.Week.Minutes {
		row := gridRow{Start: atClock(start), At: start}
		for _, d := range weekdays {
			row.Cells = append(row.Cells, g.cell(at[[2]int{d, start}], d, what, steps))
		}
		g.Rows = append(g.Rows, row)
	}
	g.legend(shown, steps, what)
	return g
}

// sparse tells whether of four open slots more than three say nothing.
func (g *grid) sparse() bool {
	few, open := 0, 0
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			switch c.State {
			case "closed":
			case "few":
				few++
				fallthrough
			default:
				open++
			}
		}
	}
	return 4*few > 3*open
}

// cellValue is what a cell of a grid shows; false if there is too little to tell.
func cellValue(s *besttime.Slot, what string) (float64, bool) {
	switch what {
	case "wait":
		v, ok := s.Bad()
		return float64(v), ok
	case "typical":
		v, ok := s.Typical()
		return float64(v), ok
	}
	return s.PerDay(), s.OpenDays > 0
}

func (g *grid) cell(s *besttime.Slot, d int, what string, steps []float64) gridCell {
	c := gridCell{Weekday: d, State: "closed", Label: besttime.Closed}
	if s == nil || s.Label == besttime.Closed {
		g.Shut = true
		return c
	}
	c.Label, c.N, c.Weeks = s.Label, s.OnOpen, s.Weeks
	v, ok := cellValue(s, what)
	if !ok {
		c.State, g.Thin = "few", true
		return c
	}
	shown := quantityOf(v, what)
	c.State, c.Value = "open", &shown
	for _, step := range steps {
		if v >= step {
			c.Tone++
		}
	}
	if s.Label == besttime.Unclear {
		c.State, g.Thin = "thin", true
	}
	return c
}

func quantityOf(v float64, what string) value {
	if what == "load" {
		places := 0
		if v < 10 {
			places = 1
		}
		return value{T: "number", V: roundedFloat(v, places), D: places}
	}
	return value{T: "short", V: int64(v)}
}

func (g *grid) legend(shown, steps []float64, what string) {
	if len(steps) > 0 {
		under, over := quantityOf(steps[0], what), quantityOf(steps[len(steps)-1], what)
		if what != "load" {
			under, over = seconds(int64(steps[0])), seconds(int64(steps[len(steps)-1]))
		}
		g.Under, g.Over, g.Tones = &under, &over, len(steps)
	}
	least, most := quantityOf(slices.Min(shown), what), quantityOf(slices.Max(shown), what)
	if what != "load" {
		least, most = seconds(int64(slices.Min(shown))), seconds(int64(slices.Max(shown)))
	}
	g.Least, g.Most = &least, &most
}

// nice are the borders that tones may have: durations that people say, or round
// numbers.
var nice = []float64{5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 360, 420, 480, 600, 750, 900, 1200, 1500, 1800, 2400, 2700, 3600, 5400, 7200, 10800, 14400}

// tones parts values into at most seven, evenly in ratio, at nice borders.
func tones(values []float64, what string) []float64 {
	low, high := max(slices.Min(values), 1), slices.Max(values)
	if high <= low*1.15 {
		return nil
	}
	var steps []float64
	for i := 1; i <= 6; i++ {
		at := low * math.Pow(high/low, float64(i)/7)
		border := roundNice(at, what)
		if n := len(steps); border > low && border <= high && (n == 0 || border > steps[n-1]) {
			steps = append(steps, border)
		}
	}
	return steps
}

func roundNice(v float64, what string) float64 {
	if what == "load" {
		unit := math.Pow(10, math.Floor(math.Log10(v)))
		return math.Max(math.Round(v/unit*2)/2*unit, 1)
	}
	best := nice[0]
	for _, n := range nice {
		if math.Abs(math.Log(n/v)) < math.Abs(math.Log(best/v)) {
			best = n
		}
	}
	return best
}
