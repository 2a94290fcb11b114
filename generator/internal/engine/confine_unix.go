//go:build unix

package engine

import (
	"fmt"
	"syscall"
	"time"
)

// confine holds this process to the limits of a query for good.
func confine(d time.Duration) error {
	seconds := uint64(d/time.Second) + 5 // who asked stops it sooner
	for _, l := range []struct {
		what int
		most uint64
	}{
		{syscall.RLIMIT_CPU, seconds},
		{syscall.RLIMIT_DATA, askRoomMB << 20},
		{syscall.RLIMIT_FSIZE, askDiskMB << 20},
		{syscall.RLIMIT_CORE, 0}, // memory holds people's data
	} {
		if err := lower(l.what, l.most); err != nil {
			return fmt.Errorf("limiting a query: %w", err)
		}
	}
	return nil
}

// lower sets a limit, unless a lower one holds.
func lower(what int, most uint64) error {
	var now syscall.Rlimit
	if err := syscall.Getrlimit(what, &now); err != nil {
		return err
	}
	most = min(most, now.Max)
	return syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most})
}
