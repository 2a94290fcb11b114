package guess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A doubt is a reason why counting the rows of a table as they stand could give a
// wrong number: then nothing of it is taken until somebody has looked.

// doubts lists what speaks against each row of the table being one record of its kind.
func (g *Guess) doubts(t Table) {
	if g.Kind != "contacts" && g.Kind != "complaints" && g.Kind != "responses" && g.Kind != "employees" {
		return
	}
	if g.Kind == "contacts" {
		if name := t.named(intervalWords); name != "" && t.named(countWords) != "" {
			g.Doubts = append(g.Doubts, fmt.Sprintf("%q beside %q says that a row is an interval with counts, not a contact", name, t.named(countWords)))
		}
		if name := t.named(legWords); name != "" {
			g.Doubts = append(g.Doubts, fmt.Sprintf("%q says that several rows can tell of one contact: which of them is to be counted?", name))
		}
	}
	g.repeated(t)
	g.mixed(t)
}

const (
	intervalWords = "interval,interval start,interval end,interval start time,startinterval,endinterval,start interval,end interval,csq name,intrvl"
	countWords    = "offer,offered,calls offered,presented,calls presented,contacts queued,contacts handled,calls handled,callsoffered,acd calls,acdcalls"
	legWords      = "leg,legs,segment,segment id,dstchannel,lastapp,event,call leg,leg id"
	wayWords      = "direction,call direction,call type,contact type,kind,target kind,leg,segment type,record type,interaction type,richtung,direccion,sens"
)

// named is the first column that bears one of the names, "" if none does.
func (t *Table) named(words string) string {
	for _, column := range t.Columns {
		if slices.Contains(strings.Split(words, ","), letters(column)) {
			return column
		}
	}
	return ""
}

// repeated doubts rows that bear the same id and differ: parts of one contact, perhaps.
func (g *Guess) repeated(t Table) {
	for i, column := range t.Columns {
		f := named("", text, idNames)
		if g.Columns["question"] != nil || g.Columns["updated_at"] != nil || f.suits(letters(column)) < 900 || !strings.Contains(letters(column)+" ", "id ") && g.Columns["id"] == nil {
			continue
		}
		cells := t.cells(i)
		if extra := len(cells) - len(different(cells)); extra > 0 && t.differ(i) {
			g.Doubts = append(g.Doubts, fmt.Sprintf("%d of %d rows looked at bear a %q that another row bears, too, and differ from it: does each count?", extra, len(cells), column))
		}
	}
}

// differ tells whether rows with the same text in a column differ in another.
func (t *Table) differ(column int) bool {
	first := map[string][]string{}
	for _, row := range t.Rows {
		if column >= len(row) || strings.TrimSpace(row[column]) == "" {
			continue
		}
		if seen, ok := first[row[column]]; ok && !slices.Equal(seen, row) {
			return true
		}
		first[row[column]] = row
	}
	return false
}

// apart are words of rows that are something else than what customers did: calls
// that staff made, tests, previews, parts.
var apart = strings.Split("outbound,outgoing,out,internal,manual,autodial,preview,survey preview,test,spam,damaged,partial,incomplete,deleted,ausgehend,intern,saliente,interna,sortant,interne,uitgaand", ",")

var (
	inWords  = []string{"inbound", "incoming", "in", "eingehend", "entrante", "entrant", "inkomend"}
	outWords = []string{"outbound", "outgoing", "out", "ausgehend", "saliente", "sortant", "uitgaand", "internal", "intern", "interna", "interne"}
)

// mixed doubts tables that hold rows of several kinds. Where a column says nothing but
// in which direction contacts went, those that customers began are kept.
func (g *Guess) mixed(t Table) {
	for i, column := range t.Columns {
		words := different(t.cells(i))
		if len(words) < 1 || len(words) > 12 || g.Uses(column) && !slices.Contains(g.Columns["reason"], column) {
			continue
		}
		way := slices.Contains(strings.Split(wayWords, ","), letters(column))
		if kept := kept(words); way && kept != nil {
			if len(kept) < len(words) {
				g.Keep[column] = kept
			}
			continue
		}
		if strange := slices.IndexFunc(words, func(w string) bool { return slices.Contains(apart, letters(w)) }); strange >= 0 {
			g.mixture(column, words, "%q holds %q: which rows count?", column, words[strange])
		} else if way && len(words) > 1 && g.Kind == "contacts" && !slices.Contains([]string{"call type", "contact type"}, letters(column)) {
			g.mixture(column, words, "%q holds %q and %q: which rows count?", column, words[0], words[1])
		}
	}
}

// mixture doubts, until somebody says which words of a column make its rows count.
func (g *Guess) mixture(column string, words []string, format string, args ...any) {
	q := Question{Text: fmt.Sprintf(format, args...), About: Rows, Headers: []string{column}, Choices: words}
	g.Doubts, g.Mixed = append(g.Doubts, q.Text), append(g.Mixed, q)
}

// kept are the words for contacts that customers began; nil if some word says no way,
// or none says inbound.
func kept(words []string) (in []string) {
	for _, w := range words {
		switch {
		case slices.Contains(inWords, letters(w)):
			in = append(in, w)
		case !slices.Contains(outWords, letters(w)):
			return nil
		}
	}
	return in
}

// durations notes the units that headers tell, and leaves off what cannot be in seconds,
// as it would be read: all of them parts of one, or all of them whole thousands.
func (g *Guess) durations(t Table, found map[string]int) {
	for _, f := range fields[g.Kind] {
		column, ok := found[f.name]
		if !ok || f.cell != seconds {
			continue
		}
		why := unlikely(t.cells(column))
		if unit := unitIn(t.Columns[column]); unit != "" && !strings.Contains(why, "colon") {
			g.Units[f.name] = unit
			continue
		}
		if why != "" {
			delete(g.Columns, f.name)
			g.Left = append(g.Left, fmt.Sprintf("%s = %s   # %s: in which unit? units = { %s = \"...\" } says it", f.name, strconv.Quote(t.Columns[column]), why, f.name))
			g.ask(Question{About: Unit, Columns: []string{f.name}, Headers: []string{t.Columns[column]}, Choices: UnitsFor(why)}, "in which unit %q is (units): %s", t.Columns[column], why)
		}
	}
}

// UnitsFor are the units that numbers may be in, of which it was said why they are unlikely.
func UnitsFor(why string) []string {
	if strings.Contains(why, "colon") {
		return []string{"m:ss", "h:mm"}
	}
	return []string{"s", "ms", "min", "h", "days"}
}

// IsDuration tells whether a column of a kind holds how long something took.
func IsDuration(kind, name string) bool {
	return slices.ContainsFunc(fields[kind], func(f field) bool { return f.name == name && f.cell == seconds })
}

// unitIn is the unit, other than seconds, that a header tells: its last word, or one in
// brackets.
func unitIn(header string) string {
	words := strings.Fields(letters(header))
	if len(words) < 2 {
		return ""
	}
	for unit, names := range map[string]string{
		"ms": "ms,msec,millis,milliseconds,millisekunden,milisegundos", "min": "min,mins,minutes,minuten,minutos,minute", "h": "h,hr,hrs,hours,stunden,std,horas,heures", "days": "days,tage,dias,días,jours",
	} {
		if slices.Contains(strings.Split(names, ","), words[len(words)-1]) {
			return unit
		}
	}
	return ""
}

// Unlikely says why numbers are hardly in the unit in which they would be read, "" if they
// may be.
func Unlikely(unit string, cells []string) string {
	switch unit {
	case "", "s", "h:mm:ss":
		return unlikely(cells)
	case "m:ss":
		return unlikely(slices.DeleteFunc(slices.Clone(cells), func(s string) bool { return strings.Contains(s, ":") }))
	case "ms":
		most := 0.0
		for _, s := range cells {
			v, colons := measure(s)
			if colons > 0 {
				return ""
			}
			most = max(most, v)
		}
		if len(cells) > 1 && most > 0 && most < 1000 {
			return "all below one second, if they are milliseconds"
		}
	}
	return ""
}

// unlikely says why numbers are hardly seconds, "" if they may be.
func unlikely(cells []string) string {
	below, thousands, above, parts := 0, 0, 0, 0
	for _, s := range cells {
		switch v, colons := measure(s); {
		case colons == 1:
			parts++
		case v > 0 && v < 1:
			below++
		case v > 0 && v == float64(int64(v)/1000*1000):
			thousands++
		case v >= 1:
			above++
		}
	}
	switch {
	case parts > 0:
		return "two parts with a colon may be minutes and seconds, or hours and minutes"
	case below > 1 && above+thousands == 0:
		return "all below 1"
	case thousands > 1 && above+below == 0:
		return "all whole thousands"
	}
	return ""
}

// measure reads a duration as a number, or tells how many colons it has.
func measure(s string) (v float64, colons int) {
	if colons = strings.Count(s, ":"); colons > 0 {
		return 0, colons
	}
	v, _ = strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, 0
}
