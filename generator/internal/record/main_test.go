package record

import (
	"os"
	"testing"

	"shingle/generator/internal/engine"
)

// The tests' own program is the process that a query runs in, too.
func TestMain(m *testing.M) {
	if engine.Apart(os.Args) {
		return
	}
	os.Exit(m.Run())
}
