package record

import (
	"fmt"
	"regexp"
	"strings"

	"shingle/generator/internal/diag"
)

// A header may name what its column is in: "Wait time (minutes)", "wait_ms", "First
// reply time in hours".
var unitWords = map[string]string{
	"seconds": "s", "second": "s", "secs": "s", "sec": "s", "s": "s", "sekunden": "s", "sek": "s", "segundos": "s", "seg": "s",
	"milliseconds": "ms", "millisecond": "ms", "millis": "ms", "msec": "ms", "ms": "ms", "millisekunden": "ms", "milisegundos": "ms",
	"minutes": "min", "minute": "min", "mins": "min", "min": "min", "minuten": "min", "minutos": "min",
	"hours": "h", "hour": "h", "hrs": "h", "hr": "h", "h": "h", "stunden": "h", "std": "h", "horas": "h",
	"days": "days", "day": "days", "tage": "days", "tagen": "days", "tag": "days", "dias": "days", "días": "days",
	"h:mm:ss": hms, "hh:mm:ss": hms, "mm:ss": ms, "m:ss": ms, "hh:mm": hm, "h:mm": hm,
}

var (
	camel    = regexp.MustCompile(`([a-z])([A-Z])`)
	inside   = regexp.MustCompile(`[(\[]([^)\]]*)[)\]]`)
	after    = regexp.MustCompile(`\b(?:in|en) (?:decimal |full |whole |dezimalen |ganzen )?([\p{L}:]+)`)
	ending   = regexp.MustCompile(`([\p{L}]+)[ _.,/-]+([\p{L}:]+)[.]?$`)
	schedule = map[string]bool{"business": true, "working": true, "office": true, "opening": true, "service": true, "calendar": true}
)

// unitOf is the unit that a header names, and its word; "" if it names none.
func unitOf(header string) (unit, word string) {
	header = strings.ToLower(camel.ReplaceAllString(header, "$1 $2"))
	look := func(w string) bool {
		w = strings.Trim(strings.TrimPrefix(strings.TrimSpace(w), "in "), " .")
		unit, word = unitWords[w], w
		if last := strings.LastIndexAny(w, " -"); unit == "" && last >= 0 && !schedule[w[strings.LastIndexAny(w[:last], " -")+1:last]] { // decimal minutes
			unit, word = unitWords[w[last+1:]], w[last+1:]
		}
		return unit != ""
	}
	for _, found := range inside.FindAllStringSubmatch(header, -1) {
		if look(found[1]) {
			return unit, word
		}
	}
	if found := after.FindStringSubmatch(header); found != nil && look(found[1]) {
		return unit, word
	}
	if found := ending.FindStringSubmatch(header); found != nil && !schedule[found[1]] && look(found[2]) {
		return unit, word
	}
	return "", ""
}

// named holds the header of a duration against the unit that it is read in.
func (s *Source) named(c column, header string, problems *diag.List) {
	unit, word := unitOf(header)
	if s.Units[c.name] != "" || unit == "" || unit == "s" && c.cell == span || unit == hms || !s.measured(c) {
		return
	}
	if c.cell != span && (unit == ms || unit == hm || unit == "days") {
		return // how a stamp is written, or that it is a day
	}
	read := "seconds"
	hint := fmt.Sprintf("units = { %[1]s = %[2]q } reads it so, units = { %[1]s = \"s\" } as seconds", c.name, unit)
	if c.cell != span {
		read = "a stamp"
		hint = fmt.Sprintf("units = { %s = %q } reads it as how long after opened_at it was", c.name, unit)
	}
	problems.AddHint(s.At("columns."+c.name), hint, "columns.%s: %q is named after its unit (%s), and would be read as %s", c.name, header, word, read)
}
