package guess

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// codes are strftime's and Go's words for the parts of a date.
var codes = strings.NewReplacer("%Y", "2006", "%y", "06", "%m", "1", "%-m", "1", "%d", "2", "%-d", "2", "%H", "15", "%-H", "15", "%I", "3", "%-I", "3",
	"%M", "04", "%S", "05", "%p", "PM", "%a", "Mon", "%A", "Monday", "%b", "Jan", "%B", "January", "%f", "000000", "%%", "%")

var (
	offsetEnd = regexp.MustCompile(`(?i) ?((GMT|UTC)?[+-]\d{1,2}:?(\d{2})?|Z|GMT|UTC)$`)
	isoZone   = regexp.MustCompile(`(?i) ?(Z|[+-]\d{2}(:?\d{2})?)$`)
	abbrEnd   = regexp.MustCompile(` ?[A-Za-z]{1,5}$`)
)

// narrow are the blanks that programs put before am and pm.
var narrow = strings.NewReplacer("\u202f", " ", "\u00a0", " ")

// ReadDate reads a date as date_format says; "" is ISO 8601. The zone is not told.
func ReadDate(format, text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if strings.Contains(format, "%p") {
		text = narrow.Replace(text)
	}
	switch {
	case format == "":
		if !iso.MatchString(text) {
			return time.Time{}, false
		}
		if strings.Contains(text, ":") {
			text = isoZone.ReplaceAllString(text, "")
		}
		text = strings.Replace(text, "T", " ", 1)
		for _, layout := range []string{"2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05"} {
			if at, err := time.Parse(layout, text); err == nil {
				return at, true
			}
		}
		return time.Time{}, false
	case format == "unix", format == "unix_ms":
		n, err := strconv.ParseInt(text, 10, 64)
		if format == "unix_ms" {
			n /= 1000
		}
		return time.Unix(n, 0).UTC(), err == nil && n > 1e8 && n < 1e10
	case strings.HasSuffix(format, "%z"):
		if !offsetEnd.MatchString(text) {
			return time.Time{}, false
		}
		format, text = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(format, "%z"), "GMT"), "UTC"), offsetEnd.ReplaceAllString(text, "")
	case strings.HasSuffix(format, "%Z"):
		if !abbrEnd.MatchString(text) {
			return time.Time{}, false
		}
		format, text = strings.TrimSuffix(format, "%Z"), abbrEnd.ReplaceAllString(text, "")
	case strings.HasSuffix(format, "%H%M"): // a time of day as a number: 930
		i := strings.LastIndexByte(text, ' ') + 1
		text = text[:i] + strings.Repeat("0", max(0, 4-len(text)+i)) + text[i:]
	}
	layout := codes.Replace(strings.TrimSpace(format))
	at, err := time.Parse(layout, meridian(strings.TrimSpace(text)))
	return at, err == nil
}

// meridian writes am and pm as Go reads them.
func meridian(text string) string {
	if n := len(text); n > 2 && strings.EqualFold(text[n-1:], "m") {
		return text[:n-2] + strings.ToUpper(text[n-2:])
	}
	return text
}

// DatesFit lists the formats in which every text is a date. Two that read all of them
// alike are one.
func DatesFit(formats, texts []string) (fit []string) {
	for _, format := range formats {
		all, same := true, len(fit) > 0
		for _, text := range texts {
			at, ok := ReadDate(format, text)
			all = all && ok
			if same {
				before, _ := ReadDate(fit[0], text)
				same = before.Equal(at)
			}
		}
		if all && !same && len(texts) > 0 {
			fit = append(fit, format)
		}
	}
	return fit
}

// Dates are the formats that are tried where nothing is known.
func Dates() []string {
	all := []string{""}
	for _, l := range layouts() {
		all = append(all, l.strftime)
	}
	return all
}

// UnitFit chooses the unit that a column's numbers are in, among those that they may be in; ""
// if they do not tell. Parts of one in all cells are days or hours, whole thousands
// milliseconds, colons speak for themselves.
func UnitFit(units, cells []string) string {
	may := func(want ...string) string {
		for _, w := range want {
			for _, u := range units {
				if u == w {
					return u
				}
			}
		}
		return ""
	}
	var colons, below, thousands, fractions, above int
	for _, s := range cells {
		v, parts := measure(s)
		switch {
		case parts == 2:
			colons++
		case parts == 1:
			return may("m:ss", "h:mm")
		case v > 0 && v < 1:
			below++
		case v != float64(int64(v)):
			fractions++
		case v > 0 && int64(v)%1000 == 0:
			thousands++
		case v > 0:
			above++
		}
	}
	switch {
	case len(cells) == 0, below+thousands+fractions+above+colons == 0:
		return ""
	case colons > 0:
		return may("s", "h:mm:ss")
	case below > 0 && fractions+thousands+above == 0:
		return may("days", "h", "min")
	case below+fractions > 0:
		return may("min", "h", "s")
	case thousands > 0 && above == 0:
		return may("ms", "s")
	}
	return may("s", "min")
}
