package room

import (
	"io/fs"
	"math"
	"testing"
)

func TestMachineIsTheContainersWhereItHasALimit(t *testing.T) {
	info := "MemTotal:       24000000 kB\nMemFree:  100 kB\nMemAvailable:   20000000 kB\n"
	for _, test := range []struct {
		what  string
		files map[string]string
		want  int64
	}{
		{"nothing is known", nil, 0},
		{"no container", map[string]string{"/proc/meminfo": info}, 20000000 << 10},
		{"one without a limit", map[string]string{"/proc/meminfo": info, "/sys/fs/cgroup/memory.max": "max\n"}, 20000000 << 10},
		{"one with a limit", map[string]string{"/proc/meminfo": info, "/sys/fs/cgroup/memory.max": "536870912\n"}, 512 << 20},
		{"an old one without a limit", map[string]string{"/proc/meminfo": info, "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"}, 20000000 << 10},
		{"an old one with a limit", map[string]string{"/sys/fs/cgroup/memory/memory.limit_in_bytes": "1073741824\n"}, 1 << 30},
		{"not to be understood", map[string]string{"/proc/meminfo": "MemAvailable:"}, 0},
	} {
		got := machine(func(name string) ([]byte, error) {
			if text, ok := test.files[name]; ok {
				return []byte(text), nil
			}
			return nil, fs.ErrNotExist
		})
		if got != test.want {
			t.Errorf("%s: got %d, want %d", test.what, got, test.want)
		}
	}
}

func TestALimitIsHalfOfWhatIsKnownToBeThere(t *testing.T) {
	for machine, want := range map[int64]int64{0: math.MaxInt64, 256 << 20: 440 << 20, 1 << 30: 512 << 20, 64 << 30: 32 << 30} {
		if got := limit(machine); got != want {
			t.Errorf("of %d bytes: got %d, want %d", machine, got, want)
		}
	}
}

func TestALittleMayAlwaysBeDead(t *testing.T) {
	for _, test := range []struct {
		alive, little int64
		want          int
	}{{0, 160 << 20, 400}, {20 << 20, 160 << 20, 400}, {80 << 20, 160 << 20, 200}, {160 << 20, 160 << 20, 100}, {1 << 30, 160 << 20, 40}, {80 << 20, 16 << 20, 40}, {1 << 20, 0, 40}} {
		if got := percent(test.alive, test.little); got != test.want {
			t.Errorf("%d alive, %d always: got %d %%, want %d", test.alive, test.little, got, test.want)
		}
	}
}

func TestTheEngineGetsAPartOfASmallMachine(t *testing.T) {
	for machine, want := range map[int64]int{0: 320, 100 << 20: 64, 512 << 20: 192, 1 << 30: 320, 64 << 30: 320} {
		if got := engineOf(machine); got != want {
			t.Errorf("of %d bytes: got %d MB, want %d", machine, got, want)
		}
	}
}
