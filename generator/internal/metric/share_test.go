package metric

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// share is what a method makes of counts, with flow-outs under the line, or without them.
func share(kind, variant string, flowOuts bool, c Counts) (x, n int64) {
	m := Of(kind).Method(variant)
	if !flowOuts && !m.FlowOutsStay {
		c = c.WithoutFlowOuts()
	}
	return m.Share(c)
}

func TestServiceLevelCountsFlowOutsAsNotAnswered(t *testing.T) {
	c := Counts{Answered: 80, AnsweredInTime: 60, Abandoned: 10, AbandonedInTime: 4, ShortAbandons: 2, FlowOuts: 10, CallbacksInTime: 3, Other: 5}
	for _, w := range []struct {
		variant     string
		x, in, left int64 // with flow-outs in the denominator, and left out
	}{
		{"offered", 60, 105, 95},
		{"offered_less_short", 60, 103, 93},
		{"abandons_in_t_excluded", 60, 101, 91},
		{"abandons_in_t_met", 64, 105, 95},
		{"short_abandons_met", 62, 105, 95},
		{"removed_in_t", 67, 105, 105},
		{"answered_only", 60, 80, 80},
	} {
		for in, want := range map[bool]int64{true: w.in, false: w.left} {
			if x, n := share("service_level", w.variant, in, c); x != w.x || n != want {
				t.Errorf("%s, flow-outs %v: got %d of %d, want %d of %d", w.variant, in, x, n, w.x, want)
			}
		}
	}
}

func TestAbandonmentHasFlowOutsInTheDenominator(t *testing.T) {
	c := Counts{Answered: 80, Abandoned: 10, AbandonedInTime: 4, ShortAbandons: 2, FlowOuts: 10, Other: 5}
	for _, w := range []struct {
		variant string
		x, n    int64
	}{{"all", 10, 105}, {"less_short", 8, 103}, {"after_t", 6, 105}} {
		if x, n := share("abandonment", w.variant, true, c); x != w.x || n != w.n {
			t.Errorf("%s: got %d of %d, want %d of %d", w.variant, x, n, w.x, w.n)
		}
	}
}

func TestWhatIsNotDueIsNotCounted(t *testing.T) {
	for _, w := range []struct {
		kind, variant string
		x, n          int64
	}{{"first_response", "", 90, 100}, {"resolution_time", "due", 90, 100}, {"resolution_time", "closed_only", 90, 96}, {"complaints", "closed_in_days", 90, 100}} {
		if x, n := share(w.kind, w.variant, true, Counts{InTime: 90, Late: 6, Overdue: 4, NotDue: 5}); x != w.x || n != w.n {
			t.Errorf("%s %s: got %d of %d, want %d of %d", w.kind, w.variant, x, n, w.x, w.n)
		}
	}
}

func TestNobodyIsNoData(t *testing.T) {
	for _, k := range Kinds() {
		for _, name := range append(k.Names(), "") {
			if m := k.Method(name); m.Share != nil {
				if x, n := m.Share(Counts{NotDue: 0}); x != 0 || n != 0 {
					t.Errorf("%s %s: got %d of %d, want 0 of 0", k.Name, name, x, n)
				}
			}
		}
	}
}

func TestImpossibleCountsAreNamed(t *testing.T) {
	for _, c := range []struct {
		counts Counts
		want   string
	}{
		{Counts{Answered: 4, AnsweredInTime: 5}, "5 answered in time of 4 answered: want at most all of them"},
		{Counts{Abandoned: 4, AbandonedInTime: 5}, "5 abandoned in time of 4 abandoned: want at most all of them"},
		{Counts{Abandoned: 4, ShortAbandons: 5}, "5 short abandons of 4 abandoned: want at most all of them"},
		{Counts{FlowOuts: 4, CallbacksInTime: 5}, "5 callbacks in time of 4 flow-outs: want at most all of them"},
		{Counts{Answered: -1, AnsweredInTime: -1}, "-1 answered in time of -1 answered: want counts of 0 or more"},
		{Counts{Abandoned: 3, ShortAbandons: -1}, "-1 short abandons of 3 abandoned: want counts of 0 or more"},
	} {
		if err := c.counts.Queue(); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// What readers see of a formula is what is worked out.
func TestSymbolsAreTheFormula(t *testing.T) {
	queue := map[string]int{"A": Answered, "a": AnsweredInTime, "B": Abandoned, "b": AbandonedInTime, "s": ShortAbandons, "F": FlowOuts, "C": CallbacksInTime}
	due := map[string]int{"x": InTime, "y": Late, "o": Overdue}
	c := Counts{101, 53, 37, 19, 11, 7, 3}
	for _, k := range Kinds() {
		for _, name := range append(k.Names(), "") {
			m := k.Method(name)
			if m.Share == nil {
				continue
			}
			letters, counts := due, c
			if k.Base.Counts == Outcomes {
				letters = queue
			} else if !strings.Contains(m.Symbols, "y") { // n is what is counted in all
				letters = map[string]int{"x": InTime, "n": Other}
				counts[Other] = c[InTime] + c[Late] + c[Overdue]
			}
			e, err := parser.ParseExpr(strings.NewReplacer("·", "*", "−", "-").Replace(m.Symbols))
			if err != nil {
				t.Fatalf("%s: %v", m.Symbols, err)
			}
			x, n := m.Share(c)
			if got, want := worked(t, e, letters, counts), 100*float64(x)/float64(n); got != want {
				t.Errorf("%s %s: %s gives %v, and %d of %d is %v", k.Name, name, m.Symbols, got, x, n, want)
			}
		}
	}
}

// worked is the value of a formula whose letters stand for counts.
func worked(t *testing.T, e ast.Expr, letters map[string]int, c Counts) float64 {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return worked(t, e.X, letters, c)
	case *ast.BasicLit:
		f, _ := strconv.ParseFloat(e.Value, 64)
		return f
	case *ast.Ident:
		if i, ok := letters[e.Name]; ok {
			return float64(c[i])
		}
	case *ast.BinaryExpr:
		x, y := worked(t, e.X, letters, c), worked(t, e.Y, letters, c)
		switch e.Op {
		case token.ADD:
			return x + y
		case token.SUB:
			return x - y
		case token.MUL:
			return x * y
		case token.QUO:
			return x / y
		}
	}
	t.Fatalf("got %T %v, want letters, numbers and + - · /", e, e)
	return 0
}

func FuzzServiceLevel(f *testing.F) {
	f.Add([]byte{100, 86, 6, 2, 1, 5, 3, 2}, []byte{10, 10, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{0, 0, 4, 4, 4, 0, 0}, []byte{})
	f.Fuzz(func(t *testing.T, one, two []byte) {
		a, b := countsOf(one), countsOf(two)
		both := a
		both.Add(b)
		for _, in := range []bool{true, false} {
			x := map[string]int64{}
			n := map[string]int64{}
			for _, v := range Of("service_level").Names() {
				x1, n1 := share("service_level", v, in, a)
				x2, n2 := share("service_level", v, in, b)
				xw, nw := share("service_level", v, in, both)
				if x1+x2 != xw || n1+n2 != nw {
					t.Errorf("%s: parts give %d of %d, want %d of %d", v, x1+x2, n1+n2, xw, nw)
				}
				if xw < 0 || xw > nw {
					t.Errorf("%s: got %d of %d", v, xw, nw)
				}
				x[v], n[v] = xw, nw
			}
			// Offered is the lowest of those that look at the whole queue.
			for _, v := range []string{"offered_less_short", "abandons_in_t_excluded", "abandons_in_t_met", "short_abandons_met"} {
				if n[v] > 0 && n["offered"] > 0 && x["offered"]*n[v] > x[v]*n["offered"] {
					t.Errorf("%d of %d offered is more than %d of %d %s", x["offered"], n["offered"], x[v], n[v], v)
				}
			}
		}
	})
}

// countsOf makes possible counts of any bytes.
func countsOf(b []byte) Counts {
	b = append(slices.Clone(b), make([]byte, 8)...)
	part := func(i int, all byte) int64 { return int64(min(b[i], all)) }
	return Counts{
		Answered: int64(b[0]), AnsweredInTime: part(1, b[0]), Abandoned: int64(b[2]), AbandonedInTime: part(3, b[2]),
		ShortAbandons: part(4, b[2]), FlowOuts: int64(b[5]), CallbacksInTime: part(6, b[5]), Other: int64(b[7]),
	}
}
