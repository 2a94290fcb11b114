package chart

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"sync"
)

// Options say how charts are drawn.
type Options struct {
	Bundle   []byte // the theme's draw.min.js
	CacheDir string // where drawings are kept, made if missing; "" keeps none
	Secret   []byte // of the user, which seals what is kept; without one nothing is
	Program  string // what else draws: another program draws anew
	Keep     int    // how many drawings the cache keeps beside those of this build
	Workers  int    // how many engines run at once; 0 is one per core
}

// Stats say what a Render did.
type Stats struct {
	Charts int // asked for
	Drawn  int // drawn now
	Cached int // read from the cache; charts alike are drawn once, so the two need not add up to Charts
	Bytes  int // of all drawings
}

// perWorker is how many charts are worth another engine, which takes about as long to start and to end as drawing four.
const perWorker = 4

// Render draws charts, in the order given. The same charts give the same bytes, however
// many engines draw them and whether they are drawn or read from the cache.
func Render(ctx context.Context, all []Chart, o Options) ([]SVG, Stats, error) {
	stats := Stats{Charts: len(all)}
	c := cache{dir: o.CacheDir, secret: o.Secret, made: sha256.Sum256(append([]byte(o.Program+"\n"), o.Bundle...))}
	if len(o.Secret) == 0 {
		c.dir = ""
	}
	if c.dir != "" {
		if err := os.MkdirAll(c.dir, 0o700); err != nil {
			return nil, stats, fmt.Errorf("making the chart cache: %w", err)
		}
	}
	keys := make([]string, len(all))
	bodies := make(map[string][]byte, len(all))
	used := make(map[string]bool, len(all))
	var missing []job
	for i, ch := range all {
		keys[i] = c.key(ch)
		if used[keys[i]] {
			continue
		}
		used[keys[i]] = true
		if body, ok := c.get(keys[i]); ok {
			bodies[keys[i]] = body
			stats.Cached++
			continue
		}
		missing = append(missing, job{key: keys[i], chart: ch})
	}
	stats.Drawn = len(missing)
	if err := drawAll(ctx, missing, c, o); err != nil {
		return nil, stats, err
	}
	for _, j := range missing {
		bodies[j.key] = j.body
	}
	svgs := make([]SVG, len(all))
	for i, ch := range all {
		svgs[i] = SVG{ID: ch.ID, Width: ch.Width, Height: ch.Height, Body: bodies[keys[i]]}
		stats.Bytes += len(svgs[i].Body)
	}
	if err := c.prune(used, o.Keep); err != nil {
		return nil, stats, fmt.Errorf("clearing the chart cache: %w", err)
	}
	return svgs, stats, nil
}

// A job is a chart to be drawn, and then its drawing.
type job struct {
	key   string
	chart Chart
	body  []byte
}

// drawAll draws what is missing and keeps it, on as many engines as are worth starting.
func drawAll(ctx context.Context, jobs []job, c cache, o Options) error {
	if len(jobs) == 0 {
		return nil
	}
	code, err := compile(o.Bundle)
	if err != nil {
		return err
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, (len(jobs)+perWorker-1)/perWorker)

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan *job)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			if err := work(ctx, code, next, c); err != nil {
				cancel(err)
			}
		})
	}
feed:
	for i := range jobs {
		select {
		case next <- &jobs[i]:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	group.Wait()
	return context.Cause(ctx)
}

// work starts an engine and draws until there is nothing left.
func work(ctx context.Context, code []byte, next <-chan *job, c cache) error {
	e, err := start(ctx, code)
	if err != nil {
		return err
	}
	defer e.close()
	for j := range next {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, err := e.draw(j.chart)
		if err == nil {
			j.body, err = clean(raw)
		}
		if err != nil {
			return fmt.Errorf("drawing chart %s: %w", j.chart.ID, err)
		}
		if err := c.put(j.key, j.body); err != nil {
			return fmt.Errorf("keeping chart %s: %w", j.chart.ID, err)
		}
	}
	return nil
}
