package main

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestAReportThatIsLostIsNoSuccess(t *testing.T) {
	for _, args := range [][]string{{"check", "-C", "testdata/base"}, {"version"}, {"--help"}, {"init", filepath.Join(t.TempDir(), "site")}} {
		var said strings.Builder
		if code := run(t.Context(), args, full{}, &said); code != problems || !strings.Contains(said.String(), "no space left on device") {
			t.Errorf("%v: got %d and %q, want 1 and the reason", args, code, &said)
		}
	}
}
