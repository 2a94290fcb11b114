package page_test

import (
	"fmt"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/gohugoio/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// A tongue writes sentences of one language as Hugo does: by the same files and the same
// formatter; what is put in is written by hand here.
type tongue struct {
	code      string
	say       *i18n.Localizer
	forms     map[string]any // the words as they stand in the file
	months    []string
	thousand  string
	point     string
	long      int            // months in a period of the world that is spoken of: 3, or else 1
	dated     *regexp.Regexp // a month and its year
	quarters  []string
	quartered *regexp.Regexp // a quarter and its year
	templates map[string]*regexp.Regexp
}

func tongues(t *testing.T) (all []*tongue) {
	t.Helper()
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, o := range []tongue{
		{code: "en", thousand: ",", point: ".", months: strings.Fields("January February March April May June July August September October November December")},
		{code: "de", thousand: ".", point: ",", months: strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")},
		{code: "es", thousand: ".", point: ",", months: strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")},
	} {
		file := filepath.Join("..", "..", "..", "themes", "shingle", "i18n", o.code+".toml")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		bundle.MustParseMessageFileBytes(text, o.code+".toml")
		if err := toml.Unmarshal(text, &o.forms); err != nil {
			t.Fatal(err)
		}
		o.dated = regexp.MustCompile(`(?i)(` + strings.Join(o.months, "|") + `)(?: de)? (\d{4})`)
		for i := range 4 {
			o.quarters = append(o.quarters, fmt.Sprint(o.forms[fmt.Sprintf("quarter_%d", i+1)]))
		}
		o.quartered = regexp.MustCompile(`(?i)(` + strings.Join(o.quarters, "|") + `)(?: de| of)? (\d{4})`)
		o.say, o.templates = i18n.NewLocalizer(bundle, o.code), map[string]*regexp.Regexp{}
		all = append(all, &o)
	}
	return all
}

// word is a key's words with what is put in.
func (o *tongue) word(key string, data map[string]any) string {
	text, err := o.say.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: data["Count"]})
	if err != nil && text == "" { // words without forms for one and several do for both, as in Hugo
		panic(fmt.Sprintf("%s: %s: %v", o.code, key, err))
	}
	return text
}

// sentence writes a sentence of a page's data: its key k and what is put in, a.
func (o *tongue) sentence(s map[string]any) string {
	data := map[string]any{}
	given, _ := s["a"].(map[string]any)
	for name, v := range given {
		value := v.(map[string]any)
		data[name] = o.value(value)
		switch value["t"] {
		case "seconds":
			data[name] = o.spoken(int(value["v"].(float64)))
		case "period":
			grain := fmt.Sprint(value["g"])
			text := map[string]any{"period": o.value(value), "name": o.value(value)}
			if grain == "quarter" {
				text["period"] = o.word("quarter_the", o.quarter(value))
			}
			in := o.word("period_in_"+grain, text)
			since := o.word("period_since_"+grain, text)
			if value["s"] == true {
				since = o.word("since_season", map[string]any{"since": since})
			}
			data[name+"_in"], data[name+"_In"], data[name+"_since"] = in, strings.ToUpper(in[:1])+in[1:], since
		}
		if name == "Count" {
			data[name] = int(value["v"].(float64))
		}
	}
	return html.UnescapeString(o.word(fmt.Sprint(s["k"]), data))
}

func (o *tongue) quarter(v map[string]any) map[string]any {
	text := fmt.Sprint(v["v"])
	return map[string]any{"quarter": o.word("quarter_"+text[6:7], nil), "year": text[:4]}
}

// value writes what is put into a sentence.
func (o *tongue) value(v map[string]any) string {
	places, _ := v["d"].(float64)
	n, _ := v["v"].(float64)
	kind := fmt.Sprint(v["t"])
	switch {
	case kind == "percent":
		return o.word("unit_percent", map[string]any{"n": o.number(n, int(places))})
	case kind == "count" || kind == "number" || kind == "index" || kind == "scale" || kind == "per_1000":
		if g, named := v["g"].(string); named {
			return o.word("number_"+g, map[string]any{"n": o.number(n, int(places))})
		}
		return o.number(n, int(places))
	case kind == "points" || strings.HasPrefix(kind, "change_"):
		sign := map[bool]string{true: "+", false: "−"}[n > 0]
		if n == 0 {
			sign = ""
		}
		return sign + o.number(math.Abs(n), int(places))
	case kind == "by":
		switch v["g"] {
		case "percent", "points", "index":
			count := 2
			if places == 0 {
				count = int(n)
			}
			return o.word("by_points", map[string]any{"Count": count, "n": o.number(n, int(places))})
		}
		return o.number(n, int(places))
	case kind == "seconds":
		return o.spoken(int(n))
	case kind == "period":
		return o.period(v)
	case kind == "day":
		day, err := time.Parse(time.DateOnly, fmt.Sprint(v["v"]))
		if err != nil {
			panic(err)
		}
		return strings.Replace(day.Format(o.word("layout_day", nil)), day.Month().String(), o.months[day.Month()-1], 1)
	case kind == "weekday":
		return o.word(fmt.Sprintf("weekday_%d", int(n)), nil)
	case kind == "slot":
		place := v["v"].(map[string]any)
		if v["g"] == "day" {
			return o.value(place["day"].(map[string]any))
		}
		return fmt.Sprint(place[map[string]string{"from": "start", "to": "end"}[fmt.Sprint(v["g"])]].(map[string]any)["v"])
	case kind == "say":
		return o.sentence(v["v"].(map[string]any))
	case kind == "list":
		var items []string
		for _, i := range v["v"].([]any) {
			items = append(items, o.value(i.(map[string]any)))
		}
		if len(items) < 2 {
			return strings.Join(items, "")
		}
		return strings.Join(items[:len(items)-1], ", ") + o.word("and_last", nil) + items[len(items)-1]
	case kind == "hole":
		return fmt.Sprintf("{%s}", v["v"])
	case kind == "word":
		return o.word(fmt.Sprint(v["v"]), nil)
	}
	return fmt.Sprint(v["v"])
}

func (o *tongue) period(v map[string]any) string {
	text := fmt.Sprint(v["v"])
	switch v["g"] {
	case "month":
		month, _ := strconv.Atoi(text[5:])
		return strings.NewReplacer("January", o.months[month-1], "2006", text[:4]).Replace(o.word("layout_month", nil))
	case "quarter":
		return o.word("quarter_name", o.quarter(v))
	case "all":
		return o.word("all_time", nil)
	}
	return text
}

func (o *tongue) spoken(s int) string {
	switch {
	case s < 60:
		return o.word("spoken_s", map[string]any{"Count": s})
	case s < 3600 && s%60 == 0:
		return o.word("spoken_min", map[string]any{"Count": s / 60})
	case s < 3600:
		return o.word("dur_min_s", map[string]any{"m": s / 60, "s": s % 60})
	}
	return o.word("dur_h_min", map[string]any{"h": s / 3600, "m": s % 3600 / 60})
}

func (o *tongue) number(n float64, places int) string {
	text := strconv.FormatFloat(math.Abs(n), 'f', places, 64)
	whole, rest, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + o.thousand + whole[i:]
	}
	if rest != "" {
		whole += o.point + rest
	}
	if n < 0 {
		whole = "-" + whole
	}
	return whole
}

var hole = regexp.MustCompile(`\{\{ \.(\w+) \}\}`)

// heard takes a sentence apart again by its words: what stands where something was put in. It is
// nil if the text is none of the forms that the words have, for one and for several.
func (o *tongue) heard(key, text string) map[string]string {
	forms := []string{fmt.Sprint(o.forms[key])}
	if plural, ok := o.forms[key].(map[string]any); ok {
		forms = []string{fmt.Sprint(plural["one"]), fmt.Sprint(plural["other"])}
	}
	for _, form := range forms {
		re := o.templates[form]
		if re == nil {
			re = pattern(form)
			o.templates[form] = re
		}
		m := re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		parts := map[string]string{}
		for i, name := range re.SubexpNames() {
			for _, part := range []string{"_in", "_In", "_since"} { // in, and since, a period: the period
				name = strings.TrimSuffix(name, part)
			}
			parts[name] = m[i]
		}
		return parts
	}
	return nil
}

// pattern has a group for each thing that is put into words.
func pattern(form string) *regexp.Regexp {
	text, seen := "^", map[string]bool{}
	at := 0
	for _, loc := range hole.FindAllStringSubmatchIndex(form, -1) {
		name := form[loc[2]:loc[3]]
		text += regexp.QuoteMeta(form[at:loc[0]])
		if seen[name] {
			text += ".+?"
		} else {
			text += "(?P<" + name + ">.+?)"
		}
		seen[name], at = true, loc[1]
	}
	return regexp.MustCompile(text + regexp.QuoteMeta(form[at:]) + "$")
}

var compiling = map[string]*regexp.Regexp{}

// compiled is a pattern, compiled once. It serves one goroutine.
func compiled(form string) *regexp.Regexp {
	if compiling[form] == nil {
		compiling[form] = regexp.MustCompile(form)
	}
	return compiling[form]
}

// month reads the first month (in a world of quarters, quarter) in a text, counted from January 2023 on; false if there is none.
func (o *tongue) month(text string) (int, bool) {
	all := o.monthsIn(text)
	if len(all) == 0 {
		return 0, false
	}
	return all[0], true
}

func (o *tongue) monthsIn(text string) (all []int) {
	dated, names := o.dated, o.months
	if o.long == 3 {
		dated, names = o.quartered, o.quarters
	}
	for _, m := range dated.FindAllStringSubmatch(text, -1) {
		year, _ := strconv.Atoi(m[2])
		for i, name := range names {
			if strings.EqualFold(name, m[1]) {
				all = append(all, len(names)*(year-2023)+i)
			}
		}
	}
	return all
}

var figure = regexp.MustCompile(`[+−-]?\d[\d.,]*`)

// count reads the first number in a text; false if there is none.
func (o *tongue) count(text string) (float64, bool) {
	m := strings.TrimRight(figure.FindString(text), ".,")
	m = strings.NewReplacer(o.thousand, "", o.point, ".", "−", "-", "+", "").Replace(m)
	n, err := strconv.ParseFloat(m, 64)
	return n, err == nil
}
