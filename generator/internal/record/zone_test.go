package record

import (
	"math/rand/v2"
	"sort"
	"testing"
	"time"
)

// A clock told by another one is what both tell of the instant, on both sides of each change, and
// where an hour is left out or there twice as where one is read.
func TestAClockIsToldByAnotherOne(t *testing.T) {
	random := rand.New(rand.NewPCG(14, 6))
	for _, names := range [][2]string{
		{"Europe/Berlin", "America/New_York"}, {"America/New_York", "UTC"}, {"Australia/Lord_Howe", "Asia/Kolkata"}, {"UTC", "Europe/Berlin"},
		{"Europe/Berlin", "Europe/London"}, {"Africa/Casablanca", "America/Santiago"}, {"Asia/Kolkata", "Asia/Kathmandu"},
	} {
		own, err := time.LoadLocation(names[0])
		if err != nil {
			t.Fatal(err)
		}
		other, err := time.LoadLocation(names[1])
		if err != nil {
			t.Fatal(err)
		}
		first, all := between(own, other, 2030)
		if !sort.SliceIsSorted(all, func(i, j int) bool { return all[i].at < all[j].at }) {
			t.Fatalf("%s in %s: changes are not in order", names[0], names[1])
		}
		try := func(local int64) {
			t.Helper()
			said := first
			for _, s := range all {
				if local >= s.at {
					said = s.after
				}
			}
			at, mine := offsets(own, local, true)
			_, theirs := offsets(other, at, false)
			if said != theirs-mine {
				t.Errorf("%s by the clock of %s is %d seconds ahead in %s, want %d", time.Unix(local, 0).UTC().Format(noZone), names[0], said, names[1], theirs-mine)
			}
		}
		for range 3000 {
			try(random.Int64N(60 * 365 * 86400))
		}
		for _, zone := range []*time.Location{own, other} {
			_, changes := shifts(zone, 2030)
			for _, s := range changes {
				for range 12 {
					try(s.at + random.Int64N(4*86400) - 2*86400)
				}
				for _, o := range []int64{s.before, s.after} {
					for _, near := range []int64{-1, 0, 1} {
						try(s.at + o + near)
					}
				}
			}
		}
	}
}

// offsets is the instant of a time, by a zone's own clock or of UTC, and how far the zone is ahead.
func offsets(zone *time.Location, at int64, local bool) (utc, ahead int64) {
	first, all := shifts(zone, 2030)
	ahead = first
	for _, s := range all {
		from := s.at
		if local {
			from += max(s.before, s.after)
		}
		if at >= from {
			ahead = s.after
		}
	}
	return at - ahead, ahead
}
