package score

import "testing"

func TestImpossibleContactsAreRefused(t *testing.T) {
	for _, c := range [][3]int64{{5, 4, 0}, {3, 4, 2}, {-1, 4, 0}, {1, 4, -1}, {0, -1, 0}} {
		for _, base := range []string{"gross", "net"} {
			if x, n, err := FCR(base, c[0], c[1], c[2]); err == nil {
				t.Errorf("%s of %v: got %d of %d, want an error", base, c, x, n)
			}
		}
	}
}

func TestOtherBasesAreRefused(t *testing.T) {
	if _, _, err := FCR("half", 1, 2, 0); err == nil {
		t.Error("got no error")
	}
}

func TestNetOfUnresolvableContactsOnlyIsNoData(t *testing.T) {
	if x, n, err := FCR("gross", 0, 0, 0); x != 0 || n != 0 || err != nil {
		t.Errorf("no contacts: got %d of %d, %v, want 0 of 0", x, n, err)
	}
	if x, n, err := FCR("net", 0, 7, 7); x != 0 || n != 0 || err != nil {
		t.Errorf("got %d of %d, %v, want 0 of 0", x, n, err)
	}
}
