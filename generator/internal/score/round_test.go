package score

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// ratio writes num/den·scale.
func ratio(num, den, scale int64, places int) string {
	r := big.NewRat(num, den)
	return FormatRat(r.Mul(r, big.NewRat(scale, 1)), places)
}

func TestRatiosAreRoundedHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		num, den, scale int64
		places          int
		want            string
	}{
		{13, 16, 100, 1, "81.3"},      // 81.25, where %.1f has 81.2
		{8135, 10000, 100, 1, "81.4"}, // 81.35, where %.1f has 81.3
		{-1, 2500, 100, 1, "0.0"},     // -0.04, where %.1f has -0.0
		{-13, 16, 100, 1, "-81.3"},
		{-1, 2, 1, 0, "-1"},
		{1, 2, 1, 0, "1"},
		{1, -2, 1, 0, "-1"},
		{0, 7, 100, 4, "0.0000"},
		{269, 565, 100, 0, "48"},
		{math.MaxInt64, 1, 100, 0, "922337203685477580700"},
		{math.MinInt64, 1, 1, 0, "-9223372036854775808"},
	} {
		if got := ratio(c.num, c.den, c.scale, c.places); got != c.want {
			t.Errorf("%d/%d·%d: got %s, want %s", c.num, c.den, c.scale, got, c.want)
		}
	}
}

// Numbers that a machine word holds are written as all others are, and taken away from one another so.
func TestSmallRatiosAreWrittenAsLargeOnes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 8))
	number := func() *big.Rat {
		return big.NewRat(random.Int64()>>random.IntN(64), 1+random.Int64()>>(1+random.IntN(62)))
	}
	for range 100_000 {
		a, b, places := number(), number(), random.IntN(8)
		if random.IntN(2) == 0 {
			a.Neg(a)
		}
		if got, want := FormatRat(a, places), plainZero(a.FloatString(places)); got != want {
			t.Fatalf("%v with %d decimals: got %s, want %s", a, places, got, want)
		}
		if got, want := less(a, b), new(big.Rat).Sub(a, b); got.Cmp(want) != 0 {
			t.Fatalf("%v less %v: got %v, want %v", a, b, got, want)
		}
	}
}

func TestFormatFloatRoundsTheFloatAsItIs(t *testing.T) {
	for _, c := range []struct {
		v      float64
		places int
		want   string
	}{
		{81.25, 1, "81.3"}, {-81.25, 1, "-81.3"}, {81.35, 1, "81.3"}, {-0.04, 1, "0.0"}, {-0.06, 1, "-0.1"},
		{0.5, 0, "1"}, {-0.5, 0, "-1"}, {2.5, 0, "3"}, {math.Copysign(0, -1), 0, "0"}, {1e21, 0, "1000000000000000000000"},
		{math.NaN(), 1, ""}, {math.Inf(1), 1, ""}, {math.Inf(-1), 1, ""}, {5e-324, 2, "0.00"}, {-5e-324, 2, "0.00"},
	} {
		if got := FormatFloat(c.v, c.places); got != c.want {
			t.Errorf("%v: got %s, want %s", c.v, got, c.want)
		}
	}
}

func FuzzRatio(f *testing.F) {
	f.Add(int64(13), int64(16), uint8(1))
	f.Add(int64(-1), int64(2500), uint8(1))
	f.Add(int64(1), int64(-3), uint8(0))
	f.Add(int64(math.MinInt64), int64(-1), uint8(4))
	f.Fuzz(func(t *testing.T, num, den int64, digits uint8) {
		if den == 0 {
			return
		}
		places := int(digits % 8)
		s := ratio(num, den, 100, places)
		got, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatalf("got %q, want a number", s)
		}
		if got.Sign() == 0 && strings.HasPrefix(s, "-") {
			t.Errorf("got %s", s)
		}
		if _, decimals, _ := strings.Cut(s, "."); len(decimals) != places {
			t.Errorf("got %s, want %d decimals", s, places)
		}
		exact := new(big.Rat).Mul(big.NewRat(num, den), big.NewRat(100, 1))
		unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
		off := new(big.Rat).Sub(got, exact)
		twice := new(big.Rat).Abs(new(big.Rat).Add(off, off))
		switch c := twice.Cmp(unit); {
		case c > 0:
			t.Errorf("%d/%d: got %s, off by more than half", num, den, s)
		case c == 0 && off.Sign() != exact.Sign():
			t.Errorf("%d/%d: got %s, half towards zero", num, den, s)
		}
		if num > math.MinInt64 {
			if mirror := ratio(-num, den, 100, places); got.Sign() != 0 && strings.TrimPrefix(mirror, "-") != strings.TrimPrefix(s, "-") {
				t.Errorf("got %s and %s", s, mirror)
			}
		}
		// The rule in integers, for tenths of a percent.
		if x, n := num, den; places == 1 && x >= 0 && n > 0 && x < 1<<50 && n < 1<<50 {
			tenths := (2000*x + n) / (2 * n)
			if want := strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10); s != want {
				t.Errorf("%d/%d: got %s, want %s", x, n, s, want)
			}
		}
	})
}

func FuzzFormatFloat(f *testing.F) {
	f.Add(81.25, uint8(1))
	f.Add(-0.04, uint8(1))
	f.Add(1e300, uint8(3))
	f.Fuzz(func(t *testing.T, v float64, digits uint8) {
		places := int(digits % 8)
		s := FormatFloat(v, places)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			if s != "" {
				t.Errorf("%v: got %s", v, s)
			}
			return
		}
		written, ok := new(big.Rat).SetString(s)
		if !ok || strings.HasPrefix(s, "-") && written.Sign() == 0 {
			t.Fatalf("%v: got %q", v, s)
		}
		off := new(big.Rat).Sub(written, new(big.Rat).SetFloat64(v))
		if half := big.NewRat(1, 2*int64(math.Pow10(places))); off.Abs(off).Cmp(half) > 0 {
			t.Errorf("%v: got %s, off by more than half", v, s)
		}
		got, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		if again := FormatFloat(got, places); math.Abs(v) < 1e7 && again != s {
			t.Errorf("%v: got %s, and rounded again %s", v, s, again)
		}
		if next := FormatFloat(math.Nextafter(v, math.Inf(1)), places); next != "" {
			if up, _ := strconv.ParseFloat(next, 64); up < got {
				t.Errorf("%v: got %s, and for a greater number %s", v, s, next)
			}
		}
	})
}

// The quick way of FormatFloat and the exact one write the same.
func FuzzFormatFloatIsExact(f *testing.F) {
	for _, v := range []float64{0.03125, -0.03125, 0.5, 2.5, -0.00001, 81.35, 1e300, -1e-300, 99.99995, 4503599627370497.5} {
		f.Add(v, uint8(4))
		f.Add(v, uint8(0))
	}
	f.Fuzz(func(t *testing.T, v float64, places uint8) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return
		}
		n := int(places % 7)
		if got, want := FormatFloat(v, n), FormatRat(rat(v), n); got != want {
			t.Errorf("%v with %d decimals: got %s, want %s", v, n, got, want)
		}
	})
}

func TestShortRatiosAreWrittenAsLongOnes(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	short := 0
	for range 200_000 {
		r := big.NewRat(random.Int64N(1<<random.IntN(47)+1)-random.Int64N(1<<random.IntN(47)+1), 1+random.Int64N(1<<random.IntN(33)))
		places := random.IntN(5)
		got, ok := formatSmall(r, places)
		if want := plainZero(r.FloatString(places)); ok && got != want {
			t.Fatalf("%v with %d decimals: got %s, want %s", r, places, got, want)
		}
		if ok {
			short++
		}
	}
	if short < 150_000 {
		t.Errorf("only %d of them are short", short)
	}
}
