package record

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
)

// What is of a hundred may be written as a share of one: 0.85 for 85 %. A program that reads it as
// it stands is wrong a hundredfold, without a word. Which of the two it is, the text of a cell (85 %),
// a header (share) or config says; else all values together, or nobody does.

// A bareValue is a given value of a hundred, without a percent sign.
type bareValue struct {
	row   *smallRow
	value float64
}

// bareValues are the given values of each metric that is of a hundred.
func (t *Table) bareValues(rows []*smallRow) map[string][]bareValue {
	all := map[string][]bareValue{}
	for _, r := range rows {
		metric := strings.ToLower(r.cells["metric"])
		if text := r.cells["value"]; t.Source.Figures[metric].Hundred && !strings.Contains(text, "%") {
			if plain, ok := plainNumber(text, t.style(r.valueOf())); ok {
				if v, err := strconv.ParseFloat(plain, 64); err == nil {
					all[metric] = append(all[metric], bareValue{r, v})
				}
			}
		}
	}
	return all
}

// ofOne tells whether values are such as shares of one are, and not all 0.
func ofOne(values []bareValue) bool {
	most := 0.0
	for _, v := range values {
		most = math.Max(most, math.Abs(v.value))
	}
	return most > 0 && most <= 1
}

// shareHeader is what a column of shares of one is called.
var shareHeader = regexp.MustCompile(`(?i)\b(shares?|fractions?|proportions?|anteil|proporci[oó]n|fracci[oó]n)\b|\b0 ?(-|–|to|bis|a|\.\.) ?1\b`)

// smallShares settles of which metrics the given values are shares of one: as units says, or
// the header does and all of them can be.
func (t *Table) smallShares(shapes []shape, mappings []mapping, rows []*smallRow) {
	t.shares = map[string]bool{}
	header := false
	for i, m := range mappings {
		for _, at := range m.canonical["value"] {
			header = header || shareHeader.MatchString(shapes[i].columns[at])
		}
	}
	for metric, values := range t.bareValues(rows) {
		unit := t.Source.Units["value"]
		t.shares[metric] = unit == "share" || unit == "" && header && ofOne(values)
	}
}

// givenShares asks whether values are shares of one where nothing says so, and whether
// denominators are counts.
func (t *Table) givenShares(ctx context.Context, db store, rows []*smallRow, problems *diag.List) error {
	if t.Source.Kind != "scores" {
		return nil
	}
	const right = `units = { value = "share" } reads 0.85 as 85 of 100, units = { value = "percent" } reads it as it stands`
	all := t.bareValues(rows)
	for _, metric := range sortedKeys(all) {
		values := all[metric]
		if t.Source.Units["value"] != "" || t.shares[metric] {
			continue
		}
		odd, others := values[:0:0], math.Inf(1)
		for _, v := range values {
			if v.value > 0 && v.value < 1 {
				odd = append(odd, v)
			} else {
				others = math.Min(others, v.value)
			}
		}
		switch {
		case ofOne(values):
			first := values[0]
			for _, v := range values {
				if first.value == 0 || first.value == math.Trunc(first.value) && v.value != math.Trunc(v.value) {
					first = v
				}
			}
			cell, err := t.find(ctx, db, first.row.row, "value")
			if err != nil {
				return err
			}
			t.Stop("unit", problems, cell.Place, right, "value: got %q, and no value of %q is over 1: are they of 100, or shares of one?", diag.Short(cell.Text), metric)
		case len(odd) > 0 && others >= 20 && !math.IsInf(others, 1):
			cell, err := t.find(ctx, db, odd[0].row.row, "value")
			if err != nil {
				return err
			}
			t.Stop("unit", problems, cell.Place, "want all values of a metric in one unit", "value: got %q, and the others of %q are %s and more: is it a share of one?", diag.Short(cell.Text), metric, strconv.FormatFloat(others, 'f', -1, 64))
		}
	}
	return t.ofHundreds(ctx, db, rows, problems)
}

// fewHundreds is how many denominators of 100 are no chance.
const fewHundreds = 5

// ofHundreds tells of counts whose denominators are all 100: they may be percentages.
func (t *Table) ofHundreds(ctx context.Context, db store, rows []*smallRow, problems *diag.List) error {
	n, other := map[string]int{}, map[string]bool{}
	first := map[string]int64{}
	for _, r := range rows {
		metric, text := strings.ToLower(r.cells["metric"]), r.cells["denominator"]
		if text == "" || len(r.wrong) > 0 {
			continue
		}
		if n[metric]++; n[metric] == 1 {
			first[metric] = r.row
		}
		plain, _ := plainNumber(text, t.style("denominator"))
		other[metric] = other[metric] || plain != "100"
	}
	for _, metric := range sortedKeys(n) {
		if n[metric] < fewHundreds || other[metric] || !t.Source.Figures[metric].Percent {
			continue
		}
		cell, err := t.find(ctx, db, first[metric], "denominator")
		if err != nil {
			return err
		}
		t.warn("unit", problems, cell.Place, "denominator: all %d of %q are 100, as those of percentages are; margins would be those of 100. A percentage without its counts stands in value", n[metric], metric)
	}
	return nil
}

// percentHeader is what no column of counts is called.
var percentHeader = regexp.MustCompile(`(?i)%|\b(percent|percentage|pct|prozent|porcentaje|por ?ciento)\b`)

// countedBy holds the header of a count against what it is read as.
func (s *Source) countedBy(c column, header string, problems *diag.List) {
	if c.cell != count || s.Kind == "scores" && c.name == "value" || !percentHeader.MatchString(header) {
		return
	}
	hint := "want counts; a percentage without its counts is a value of kind scores"
	if s.Kind == "intervals" && c.name != "offered" {
		hint = fmt.Sprintf("%s = { share = %q, of = [\"...\"] } works out how many that is", c.name, header)
	}
	problems.AddHint(s.At("columns."+c.name), hint, "columns.%s: %q is named after a percentage, and would be read as a count", c.name, header)
}

// outOf asks whether the shares that counts are worked out of are of 1 where nobody says.
func (t *Table) outOf(ctx context.Context, db store, problems *diag.List) error {
	b := &builder{t: t, r: t.reader()}
	for _, o := range t.origins {
		for _, name := range sortedKeys(o.mapping.picks) {
			p := o.mapping.picks[name]
			if p.Share == "" || p.OutOf != 0 {
				continue
			}
			x := b.present(o.shape.names[find(o.shape.columns, p.Share)], name)
			rows, err := texts(ctx, db, fmt.Sprintf("SELECT count(*), max(abs(v)) FROM (SELECT TRY_CAST(%s AS DOUBLE) AS v FROM %s WHERE %s IS NOT NULL AND NOT contains(%s, '%%')) WHERE v <> 0", b.r.numberSQL("trim("+x+")", t.Source.Decimal), o.shape.relation, x, x))
			if err != nil || len(rows) == 0 {
				return err
			}
			if most, err := strconv.ParseFloat(rows[0][1], 64); err == nil && most <= 1 {
				t.Stop("unit", problems, t.Source.At("columns."+name), "out_of = 1 reads 0.85 as 85 %, out_of = 100 as 0.85 %", "columns.%s: none of the %s shares in %q is over 1: are they of 100, or of 1?", name, rows[0][0], p.Share)
				return nil
			}
		}
	}
	return nil
}
