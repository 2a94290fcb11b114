package score

import (
	"slices"
	"testing"

	"shingle/generator/internal/metric"
)

func variants() []string {
	return []string{"offered", "offered_less_short", "abandons_in_t_excluded", "abandons_in_t_met", "short_abandons_met", "removed_in_t", "answered_only"}
}

func TestServiceLevelOfNobodyIsNoData(t *testing.T) {
	for _, variant := range variants() {
		if x, n, err := ServiceLevel(ServiceLevelCounts{}, variant, true); x != 0 || n != 0 || err != nil {
			t.Errorf("%s: got %d of %d, %v, want 0 of 0", variant, x, n, err)
		}
	}
}

func TestServiceLevelCountsFlowOutsAsNotAnswered(t *testing.T) {
	c := ServiceLevelCounts{Answered: 80, AnsweredInTime: 60, Abandoned: 10, AbandonedInTime: 4, ShortAbandons: 2, FlowOuts: 10, CallbacksInTime: 3, Other: 5}
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
			if x, n, err := ServiceLevel(c, w.variant, in); x != w.x || n != want || err != nil {
				t.Errorf("%s, flow-outs %v: got %d of %d, %v, want %d of %d", w.variant, in, x, n, err, w.x, want)
			}
		}
	}
}

func TestImpossibleCountsAreNamed(t *testing.T) {
	for _, c := range []struct {
		counts ServiceLevelCounts
		want   string
	}{
		{ServiceLevelCounts{Answered: 4, AnsweredInTime: 5}, "5 answered in time of 4 answered: want at most all of them"},
		{ServiceLevelCounts{Abandoned: 4, AbandonedInTime: 5}, "5 abandoned in time of 4 abandoned: want at most all of them"},
		{ServiceLevelCounts{Abandoned: 4, ShortAbandons: 5}, "5 short abandons of 4 abandoned: want at most all of them"},
		{ServiceLevelCounts{FlowOuts: 4, CallbacksInTime: 5}, "5 callbacks in time of 4 flow-outs: want at most all of them"},
		{ServiceLevelCounts{Answered: -1, AnsweredInTime: -1}, "-1 answered in time of -1 answered: want counts of 0 or more"},
		{ServiceLevelCounts{Abandoned: 3, ShortAbandons: -1}, "-1 short abandons of 3 abandoned: want counts of 0 or more"},
	} {
		if _, _, err := ServiceLevel(c.counts, "offered", true); err == nil || err.Error() != c.want {
			t.Errorf("service level: got %v, want %s", err, c.want)
		}
		if _, _, err := Abandonment(c.counts, "all"); err == nil || err.Error() != c.want {
			t.Errorf("abandonment: got %v, want %s", err, c.want)
		}
	}
}

func TestUnknownVariantsAreRefused(t *testing.T) {
	if _, _, err := ServiceLevel(ServiceLevelCounts{}, "negative", true); err == nil {
		t.Error("service level: got no error")
	}
	if _, _, err := Abandonment(ServiceLevelCounts{}, ""); err == nil {
		t.Error("abandonment: got no error")
	}
	if _, _, err := Resolution("open", 1, 1, 1, 1); err == nil {
		t.Error("resolution: got no error")
	}
	if _, _, err := FCR("half", 1, 2, 0); err == nil {
		t.Error("fcr: got no error")
	}
}

// The variants in use are those that config offers.
func TestServiceLevelKnowsTheVariantsOfItsKind(t *testing.T) {
	for name, known := range map[string]func(variant string) error{
		"service_level": func(v string) error { _, _, err := ServiceLevel(ServiceLevelCounts{}, v, true); return err },
		"abandonment":   func(v string) error { _, _, err := Abandonment(ServiceLevelCounts{}, v); return err },
		"resolution_time": func(v string) error {
			_, _, err := Resolution(v, 0, 0, 0, 0)
			return err
		},
	} {
		kind := metric.Of(name)
		if len(kind.Variants) == 0 {
			t.Fatalf("%s: no such kind", name)
		}
		for _, v := range kind.Names() {
			if err := known(v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func FuzzServiceLevel(f *testing.F) {
	f.Add([]byte{100, 86, 6, 2, 1, 5, 3, 2}, []byte{10, 10, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{0, 0, 4, 4, 4, 0, 0}, []byte{})
	f.Fuzz(func(t *testing.T, one, two []byte) {
		a, b := countsOf(one), countsOf(two)
		whole := a.Merge(b)
		if whole != b.Merge(a) {
			t.Error("the order matters")
		}
		for _, in := range []bool{true, false} {
			x := map[string]int64{}
			n := map[string]int64{}
			for _, v := range variants() {
				x1, n1, err1 := ServiceLevel(a, v, in)
				x2, n2, err2 := ServiceLevel(b, v, in)
				xw, nw, err := ServiceLevel(whole, v, in)
				if err1 != nil || err2 != nil || err != nil {
					t.Fatal(err1, err2, err)
				}
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
func countsOf(b []byte) ServiceLevelCounts {
	b = append(slices.Clone(b), make([]byte, 8)...)
	part := func(i int, whole byte) int64 { return int64(min(b[i], whole)) }
	return ServiceLevelCounts{
		Answered: int64(b[0]), AnsweredInTime: part(1, b[0]), Abandoned: int64(b[2]), AbandonedInTime: part(3, b[2]),
		ShortAbandons: part(4, b[2]), FlowOuts: int64(b[5]), CallbacksInTime: part(6, b[5]), Other: int64(b[7]),
	}
}
