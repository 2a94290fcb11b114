package guess

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// cell is what a field's cells hold.
type cell int

const (
	text        cell = iota
	hashed           // an id, hardly ever the same twice
	stamp            // a date, with or without a time of day
	period           // 2026-10, 2026-Q3, 2026
	wave             // a date or a period
	flag             // yes or no
	flagOrCount      // yes or no, or a whole number
	seconds          // a number, or hours:minutes:seconds
	count            // a whole number
	number           // a number
	answer           // a whole number of a short scale
)

var (
	dated    = regexp.MustCompile(`^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|([A-Za-z]{3}, )?\d{1,2}[ -/][A-Za-z]{3,9}[ -/]\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})(\D.*)?$`)
	periods  = regexp.MustCompile(`^\d{4}([-/ ]?(0[1-9]|1[0-2]|Q[1-4]))?$`)
	clocked  = regexp.MustCompile(`^\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?( ?[AaPp][Mm])?$`)
	whole    = regexp.MustCompile(`^\d{1,15}([.,]0+)?$`)
	numbered = regexp.MustCompile(`^-?\d{1,15}([.,]\d+)?$`)
	spanned  = regexp.MustCompile(`^\d+(:[0-5]\d){1,2}([.]\d+)?$`)
	small    = regexp.MustCompile(`^\d{1,2}([.,]0+)?$`)
)

// fits tells whether nearly all cells could be what a field holds; a column without
// any cell fits nothing.
func fits(c cell, cells []string) bool {
	if len(cells) == 0 {
		return false
	}
	if c == hashed {
		return len(different(cells))*10 >= len(cells)*9
	}
	good := 0
	for _, s := range cells {
		if holds(c, s) {
			good++
		}
	}
	return good*20 >= len(cells)*19
}

func holds(c cell, s string) bool {
	switch c {
	case stamp:
		return dated.MatchString(s)
	case period:
		return periods.MatchString(s) || dated.MatchString(s)
	case wave:
		return periods.MatchString(s) || dated.MatchString(s)
	case flag:
		_, known := meaning(s)
		return known
	case flagOrCount:
		_, known := meaning(s)
		return known || whole.MatchString(s)
	case seconds:
		return numbered.MatchString(s) || spanned.MatchString(s)
	case count:
		return whole.MatchString(s)
	case number:
		return numbered.MatchString(s)
	case answer:
		_, known := meaning(s)
		return small.MatchString(s) || known
	}
	return true
}

// Words for yes and no; those of the first line of each are read everywhere.
const (
	yesWords = "yes,true,y,t,1" +
		",ja,j,wahr,si,sí,s,sim,oui,o,vrai,vero,verdadero,answered,handled,accepted,resolved,solved,met,pass,passed,ok,compliant,bestanden,angenommen,beantwortet,geloest,gelöst,upheld,berechtigt,estimada,atendida,contestada,resuelto,cumple,repondu,répondu,resolu,résolu,risolto,beantwoord,opgelost"
	noWords = "no,false,n,f,0" +
		",nein,falsch,nao,não,non,faux,falso,nee,unanswered,not answered,abandoned,lost,unresolved,not resolved,open,missed,fail,failed,not met,non compliant,nicht bestanden,not upheld,rejected,unberechtigt,desestimada,aufgelegt,verloren,offen,abandonada,no atendida,pendiente,no cumple,perdu,non resolu,non risolto,gemist"
)

// meaning tells whether a word says yes or no.
func meaning(word string) (yes, known bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	for w := range strings.SplitSeq(yesWords, ",") {
		if w == word {
			return true, true
		}
	}
	for w := range strings.SplitSeq(noWords, ",") {
		if w == word {
			return false, true
		}
	}
	return false, false
}

// Meaning tells whether a word says yes or no in one of the languages known.
func Meaning(word string) (yes, known bool) { return meaning(word) }

// Universal tells whether a word for yes or no is read everywhere.
func Universal(word string) bool { return universal(strings.TrimSpace(word)) }

// IsFlag tells whether a column of a kind holds yes and no.
func IsFlag(kind, name string) bool {
	return slices.ContainsFunc(fields[kind], func(f field) bool { return f.name == name && f.cell == flag })
}

// universal tells whether a word needs no true_values or false_values.
func universal(word string) bool {
	return slices.Contains([]string{"yes", "true", "y", "t", "1", "no", "false", "n", "f", "0"}, strings.ToLower(word))
}

// different lists the texts that occur, each once, in the order they come.
func different(cells []string) []string {
	var all []string
	for _, s := range cells {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// rangeOf gives the lowest answer above 0, the highest, and how many are 0.
func rangeOf(cells []string) (low, high, zeros int) {
	low = 100
	for _, s := range cells {
		f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
		switch n := int(f); {
		case err != nil:
		case n == 0:
			zeros++
		default:
			low, high = min(low, n), max(high, n)
		}
	}
	return low, high, zeros
}

// A layout is a way to write dates: as strftime codes and as Go does.
type layout struct{ strftime, layout string }

// layouts are the ways besides ISO 8601 that dates are written in.
func layouts() []layout {
	var all []layout
	for _, date := range []layout{
		{"%Y-%m-%d", "2006-1-2"}, {"%d/%m/%Y", "2/1/2006"}, {"%m/%d/%Y", "1/2/2006"}, {"%d.%m.%Y", "2.1.2006"}, {"%d-%m-%Y", "2-1-2006"},
		{"%m-%d-%Y", "1-2-2006"}, {"%Y/%m/%d", "2006/1/2"}, {"%d/%m/%y", "2/1/06"}, {"%m/%d/%y", "1/2/06"}, {"%d.%m.%y", "2.1.06"},
		{"%d %b %Y", "2 Jan 2006"}, {"%b %d, %Y", "Jan 2, 2006"}, {"%b %d %Y", "Jan 2 2006"}, {"%d-%b-%Y", "2-Jan-2006"}, {"%d/%b/%Y", "2/Jan/2006"}, {"%d-%b-%y", "2-Jan-06"}, {"%d/%b/%y", "2/Jan/06"},
		{"%d %B %Y", "2 January 2006"}, {"%B %d, %Y", "January 2, 2006"}, {"%a, %d %b %Y", "Mon, 2 Jan 2006"},
	} {
		for _, clock := range []layout{
			{"", ""}, {" %H:%M:%S", " 15:04:05"}, {" %H:%M", " 15:04"}, {" %I:%M:%S %p", " 3:04:05 PM"}, {" %I:%M %p", " 3:04 PM"},
			{", %H:%M:%S", ", 15:04:05"}, {", %H:%M", ", 15:04"}, {", %I:%M:%S %p", ", 3:04:05 PM"}, {", %I:%M %p", ", 3:04 PM"},
		} {
			all = append(all, layout{date.strftime + clock.strftime, date.layout + clock.layout})
		}
	}
	return all
}

var iso = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}([ T]\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?( ?([Zz]|[+-]\d{2}(:?\d{2})?))?)?$`)

// formatsOf lists the date formats in which every text is a date: "" alone if all
// are ISO 8601.
func formatsOf(texts []string) []string {
	if !slices.ContainsFunc(texts, func(s string) bool { return !iso.MatchString(s) }) {
		return []string{""}
	}
	var fit []string
	for _, l := range layouts() {
		if !slices.ContainsFunc(texts, func(s string) bool { _, ok := ReadDate(l.strftime, s); return !ok }) {
			fit = append(fit, l.strftime)
		}
	}
	return fit
}

// dateOnly tells whether stamps have no time of day.
func dateOnly(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return strings.Contains(s, ":") })
}

// timeOf finds the column of times of day that belongs to a column of dates.
func timeOf(t Table, date string, g *Guess) int {
	clock := named("time", text, clockNames)
	best, most := -1, 0
	for i, name := range t.Columns {
		if name == date || g.Uses(name) || clock.suits(letters(name)) <= most {
			continue
		}
		cells := t.cells(i)
		if len(cells) > 0 && !slices.ContainsFunc(cells, func(s string) bool { return !clocked.MatchString(s) }) {
			best, most = i, clock.suits(letters(name))
		}
	}
	return best
}

// channelOf tells the channel by a file's name.
func channelOf(name string) string {
	for _, c := range []struct{ channel, words string }{
		{"chat", "chat,messag,whatsapp"},
		{"email", "mail,ticket,correo,courriel,case,incident"},
		{"phone", "call,phone,voice,tel,acd,queue,anruf,llamad,appel,chiamat"},
	} {
		for w := range strings.SplitSeq(c.words, ",") {
			if strings.Contains(name, w) {
				return c.channel
			}
		}
	}
	return ""
}

// stepOf is the shortest time between two intervals, in minutes; 30 if it cannot be
// told.
func stepOf(t Table, g *Guess) int {
	var at []time.Time
	for _, row := range t.Rows {
		var parts []string
		for _, name := range g.Columns["start"] {
			if i := slices.Index(t.Columns, name); i >= 0 && i < len(row) {
				parts = append(parts, strings.TrimSpace(row[i]))
			}
		}
		for _, l := range layouts() {
			if parsed, err := time.Parse(l.layout, strings.Join(parts, " ")); err == nil {
				at = append(at, parsed)
				break
			}
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	step := 0
	for i := 1; i < len(at); i++ {
		if gap := int(at[i].Sub(at[i-1]).Minutes()); gap > 0 && (step == 0 || gap < step) {
			step = gap
		}
	}
	if step > 0 && 1440%step == 0 {
		return step
	}
	return 30
}
