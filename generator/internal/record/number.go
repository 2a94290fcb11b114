package record

import (
	"context"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"sync"

	"shingle/generator/internal/quote"
)

// A number may be grouped by thousands, and its decimals may stand behind a point or a
// comma. "1.234.567" and "1.234,5" leave no doubt; "1.234" does, and is read only where
// config or the rest of the column says which of the two a mark is.

// spaces group digits and do nothing else.
const spaces = " \u00a0\u202f\u2009'\u2019"

// A form is a way to write numbers: its pattern, the marks that group its digits, and
// the one before its decimals.
type form struct{ pattern, groups, decimal string }

// forms are the ways in which numbers are written where the decimals stand behind a
// mark; "" is not known.
func forms(decimal string) []form {
	other := map[string]string{".": ",", ",": "."}
	var all []form
	for _, d := range []string{".", ","} {
		o := other[d]
		in := func(pattern string) string {
			return strings.NewReplacer("D", "["+d+"]", "O", "["+o+"]", "S", "["+spaces+"]", "G", "["+o+spaces+"]").Replace(pattern)
		}
		switch decimal {
		case d:
			all = append(all, form{in(`[+-]?([0-9]{1,12}|[0-9]{1,3}(G[0-9]{3}){1,3})?(D[0-9]*)?`), o + spaces, d})
		case "":
			all = append(all,
				form{in(`[+-]?([0-9]{1,12}|[0-9]{1,3}(S[0-9]{3}){1,3})?(D([0-9]{0,2}|[0-9]{4,}))?`), spaces, d},
				form{in(`[+-]?(0+|[0-9]{4,12}|[0-9]{1,3}(S[0-9]{3}){1,3}|)D[0-9]{3}`), spaces, d},
				form{in(`[+-]?[0-9]{1,3}(O[0-9]{3}){1,3}D[0-9]*`), o, d},
				form{in(`[+-]?[0-9]{1,3}(O[0-9]{3}){2,3}`), o, d})
		}
	}
	return all
}

// numberSQL is a number's text with a point before its decimals and nothing else.
func (r reader) numberSQL(text, decimal string) string {
	var b strings.Builder
	b.WriteString("CASE WHEN " + text + " = '' THEN NULL")
	for _, f := range forms(decimal) {
		fmt.Fprintf(&b, " WHEN %s THEN replace(translate(%s, %s, ''), ',', '.')", r.d.Matches(text, f.pattern), text, quote.Text(f.groups))
	}
	return b.String() + " END"
}

// plainForms are the forms of each mark with what a text is held against.
var plainForms = sync.OnceValue(func() map[string][]plainForm {
	all := map[string][]plainForm{}
	for _, decimal := range []string{"", ".", ","} {
		for _, f := range forms(decimal) {
			all[decimal] = append(all[decimal], plainForm{f, regexp.MustCompile("^(?:" + f.pattern + ")$")})
		}
	}
	return all
})

type plainForm struct {
	form
	whole *regexp.Regexp
}

// plainNumber is numberSQL for texts that Go reads.
func plainNumber(text, decimal string) (string, bool) {
	for _, f := range plainForms()[decimal] {
		if text != "" && f.whole.MatchString(text) {
			text = strings.Map(func(r rune) rune {
				if strings.ContainsRune(f.groups, r) {
					return -1
				}
				return r
			}, text)
			return strings.Replace(text, ",", ".", 1), strings.ContainsAny(text, "0123456789")
		}
	}
	return "", false
}

// hundredfold is a plain number times a hundred.
func hundredfold(plain string) string {
	v, ok := new(big.Rat).SetString(plain)
	if !ok {
		return plain
	}
	text := v.Mul(v, big.NewRat(100, 1)).FloatString(20)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// doubtful matches numbers of which only their column tells what the mark means.
var doubtful = regexp.MustCompile(`^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$`)

// Signs are what the numbers of a column look like, as patterns; D is the mark.
var signs = map[string]string{
	"small":     `[+-]?[0-9]{1,3}`,
	"large":     `[+-]?[0-9]{4,}`,
	"decimals":  `[+-]?([0-9]*D([0-9]{1,2}|[0-9]{4,})|0+D[0-9]{3}|[0-9]{4,}D[0-9]+|[0-9]{1,3}(G[0-9]{3})+D[0-9]+)`,
	"groups":    `[+-]?[0-9]{1,3}((D[0-9]{3}){2,}|(D[0-9]{3})+O[0-9]*)`,
	"doubtful":  `[+-]?[1-9][0-9]{0,2}D[0-9]{3}`,
	"rounded":   `[+-]?[1-9][0-9]{0,2}D[0-9]{2}0`,
	"thousands": `[+-]?[1-9][0-9]{0,2}D000`,
}

// A look is how many numbers of a column bear each sign, with a point and with a comma.
type look map[string]int64

func signPattern(sign, mark string) string {
	other := map[string]string{".": ",", ",": "."}[mark]
	return strings.NewReplacer("D", "["+mark+"]", "O", "["+other+"]", "G", "["+other+spaces+"]").Replace(signs[sign])
}

// decides tells which mark stands before decimals; "" if the column does not say.
// Counts are whole; other numbers may have decimals.
func (l look) decides(whole bool) string {
	other := map[string]string{".": ",", ",": "."}
	found := ""
	for _, mark := range []string{".", ","} {
		o := other[mark]
		if l["doubtful"+mark] == 0 {
			continue
		}
		decimals, groups := l["decimals"+mark] > 0, l["groups"+mark] > 0 || l["decimals"+o] > 0
		says := ""
		switch {
		case decimals && groups:
			return ""
		case decimals:
			says = mark
		case groups:
			says = o
		case l["large"] > 0: // written without groups
		case whole && (l["small"] > 0 || l["doubtful"+mark] > l["thousands"+mark]):
			says = o
		case l["small"] > 0 && l["rounded"+mark] > 0: // decimals that end in 0 would stand behind the small ones, too
			says = o
		case l["small"] > 0 && l["doubtful"+mark] >= 50: // of so many thousands, some would end in 0
			says = mark
		}
		if says == "" || found != "" && found != says {
			return ""
		}
		found = says
	}
	return found
}

// looked counts the signs of texts.
func looked(texts []string) look {
	l := look{}
	for sign := range signs {
		for _, mark := range []string{".", ","} {
			pattern := regexp.MustCompile("^(?:" + signPattern(sign, mark) + ")$")
			name := sign + mark
			if sign == "small" || sign == "large" {
				name = sign
			}
			l[name] = 0
			for _, text := range texts {
				if pattern.MatchString(text) {
					l[name]++
				}
			}
		}
	}
	return l
}

// restyle looks at the number columns of which cells could not be read, and tells
// whether one of them says by itself how its numbers are written.
func (t *Table) restyle(ctx context.Context, db store) (bool, error) {
	if t.Source.Decimal != "" {
		return false, nil
	}
	sums := make([]string, len(t.bits)+1)
	for i := range t.bits {
		sums[i+1] = countIf(isBad(i))
	}
	sums[0] = "count(*)"
	bad, err := t.whole(ctx, db, "bad <> 0", sums...) // of most parts of a table the engine knows that there are none
	if err != nil || bad[0] == 0 {
		return false, err
	}
	changed := false
	for i, name := range t.bits {
		c, ok := columnOf(t.Source.Kind, name)
		if bad[i+1] == 0 || !ok || c.cell != span && c.cell != count && c.cell != flagOrCount && !t.Source.lasts(c) {
			continue
		}
		l, err := t.look(ctx, db, c)
		if err != nil {
			return false, err
		}
		if decimal := l.decides(c.cell == count || c.cell == flagOrCount); decimal != "" {
			t.styles[name] = decimal
			changed = true
		}
	}
	return changed, nil
}

// look counts the signs of a column's cells in all of its files.
func (t *Table) look(ctx context.Context, db store, c column) (look, error) {
	var parts, names, counts []string
	d := t.reader().d
	for _, o := range t.origins {
		b := t.builder()
		x := d.Trim(b.rawSQL(o.shape, o.mapping, c))
		parts = append(parts, fmt.Sprintf("SELECT %s AS x FROM %s", x, b.from(o.shape.relation, d.Fence())))
	}
	for _, sign := range sortedKeys(signs) {
		for _, mark := range []string{".", ","} {
			names = append(names, sign+mark)
			counts = append(counts, countIf(d.Matches("x", signPattern(sign, mark))))
		}
	}
	values := make([]int64, len(names))
	into := make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	if err := scanOne(ctx, db, fmt.Sprintf("SELECT %s FROM (%s) AS cells", strings.Join(counts, ", "), strings.Join(parts, " UNION ALL ")), into...); err != nil {
		return nil, err
	}
	l := look{}
	for i, name := range names {
		l[name] = values[i]
	}
	l["small"], l["large"] = l["small."], l["large."]
	return l, nil
}
