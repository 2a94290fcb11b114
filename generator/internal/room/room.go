// Package room says how much memory a build may hold before the collector has to work
// harder: as much as the machine, or the container, can spare.
package room

import (
	"bytes"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"sync"
)

// least is the memory that a build gets along with, slowly, on the smallest box.
const least = 440 << 20

// share is how much may be dead, in percent of what is alive, before it is collected. The scores
// of a thousand teams live until their pages are made: with Go's own 100 a build would hold as
// much again of what nobody needs.
const share = 40

// little may always be dead: to collect it again and again would cost a small site more than it is
// worth. It is less on a small box, of which it is at most a part.
const little, part = 96 << 20, 16

var once sync.Once

// Make sets when the collector has to work, and when harder: where half of the machine's memory
// is not enough. Who sets GOGC or GOMEMLIMIT knows better.
func Make(env func(string) string) {
	if env("GOGC") == "" && env("GOMEMLIMIT") == "" {
		once.Do(func() {
			size := machine(os.ReadFile)
			debug.SetMemoryLimit(limit(size))
			adjust(min(little, size/part))
		})
	}
}

// adjust sets the share that may be dead from what is alive, now and after each collection.
func adjust(little int64) {
	alive := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(alive)
	debug.SetGCPercent(percent(int64(alive[0].Value.Uint64()), little))
	type collected struct{ _ [16]byte }
	runtime.SetFinalizer(new(collected), func(*collected) { adjust(little) })
}

// percent is the share that may be dead of so much that is alive, where a little always may.
func percent(alive, little int64) int {
	return int(max(share, min(400, 100*little/max(alive, 1))))
}

// engine is the memory that the SQL engine gets where there is enough, in megabytes.
const engine = 320

// Engine is the memory for the SQL engine, in megabytes: of a small machine a part, since the
// program's own stands beside it. What does not fit is spilled to the disk.
func Engine() int { return engineOf(machine(os.ReadFile)) }

func engineOf(machine int64) int {
	if machine == 0 {
		return engine
	}
	return int(max(64, min(engine, machine*3/8>>20)))
}

// limit is where the collector has to work harder, of so much memory; of a machine that tells
// nothing (0) it is nowhere: a limit below what is really held would keep it from ever resting.
func limit(machine int64) int64 {
	if machine == 0 {
		return math.MaxInt64
	}
	return max(least, machine/2)
}

// machine is how much memory there is, in bytes: the container's, where it has a
// limit, or else what the system counts as available. 0 is not known.
func machine(read func(string) ([]byte, error)) int64 {
	var most int64
	if text, err := read("/proc/meminfo"); err == nil {
		if _, rest, ok := bytes.Cut(text, []byte("MemAvailable:")); ok {
			if fields := bytes.Fields(rest); len(fields) > 0 {
				kilobytes, _ := strconv.ParseInt(string(fields[0]), 10, 64)
				most = kilobytes << 10
			}
		}
	}
	for _, name := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if text, err := read(name); err == nil {
			if limit, err := strconv.ParseInt(string(bytes.TrimSpace(text)), 10, 64); err == nil && limit > 0 && (most == 0 || limit < most) {
				most = limit
			}
		}
	}
	return most
}
