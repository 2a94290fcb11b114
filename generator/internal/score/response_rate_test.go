package score

import "testing"

func TestResponseRateOfNobodyAskedIsNoData(t *testing.T) {
	if rate, ok := ResponseRate(1, Outcomes{}, 1); ok {
		t.Errorf("got %v, want none", rate)
	}
	if rate, ok := ResponseRate(5, Outcomes{UnknownOther: 9}, 1); ok {
		t.Errorf("nobody known to be asked: got %v, want none", rate)
	}
}

func FuzzResponseRates(f *testing.F) {
	f.Add(uint8(4), uint8(2), uint8(1), uint8(1), uint8(1), uint8(2), uint8(50))
	f.Fuzz(func(t *testing.T, complete, partial, refused, silent, other, unknown, share uint8) {
		o := Outcomes{int64(complete), int64(partial), int64(refused), int64(silent), int64(other), int64(unknown), 0}
		e := float64(share) / 255
		var rates [7]float64
		for number := 1; number <= 6; number++ {
			rate, ok := ResponseRate(number, o, e)
			if !ok {
				return
			}
			if rate < 0 || rate > 100 {
				t.Errorf("RR%d: got %v", number, rate)
			}
			rates[number] = rate
		}
		const rounding = 1e-9
		for _, pair := range [][2]int{{1, 3}, {3, 5}, {2, 4}, {4, 6}, {1, 2}, {3, 4}, {5, 6}} {
			if rates[pair[0]] > rates[pair[1]]+rounding {
				t.Errorf("RR%d %v is above RR%d %v", pair[0], rates[pair[0]], pair[1], rates[pair[1]])
			}
		}
		if share == 255 && rates[3] != rates[1] || share == 0 && rates[3] != rates[5] {
			t.Errorf("got %v with %v of the unknown eligible", rates, e)
		}
	})
}

func TestImpossibleResponsesAreRefused(t *testing.T) {
	for _, c := range [][3]int64{{11, 10, 0}, {10, 10, 1}, {-1, 10, 0}, {1, 10, -1}} {
		if x, n, err := Responses(c[0], c[1], c[2]); err == nil {
			t.Errorf("%v: got %d of %d, want an error", c, x, n)
		}
	}
}

func TestNobodyAnsweringIsARate(t *testing.T) {
	if x, n, err := Responses(0, 10, 10); x != 0 || n != 0 || err != nil {
		t.Errorf("none delivered: got %d of %d, %v, want 0 of 0", x, n, err)
	}
	if x, n, err := Responses(0, 10, 0); x != 0 || n != 10 || err != nil {
		t.Errorf("got %d of %d, %v, want 0 of 10", x, n, err)
	}
}

func TestNonresponseBoundsCloseWhenAllAnswer(t *testing.T) {
	if got, want := NonresponseBounds(1, .75), (Interval{75, 75}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := NonresponseBounds(0, .75), (Interval{0, 100}); got != want {
		t.Errorf("nobody: got %v, want %v", got, want)
	}
}
