package starter

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// proven is the text of a config.toml that check has nothing against: what it refuses is
// left off, with its reason. Where nothing is left, check shall say what is wrong. It is
// tried in a folder of its own, in which the exports are links.
func (s *site) proven(ctx context.Context, dir string, exports []string) (string, error) {
	if err := linkExports(dir, exports); err != nil {
		return "", err
	}
	first := s.config()
	for text := first; ; text = s.config() {
		if err := writeUnder(dir, "config.toml", []byte(text)); err != nil {
			return "", err
		}
		found, err := s.Check(ctx, dir)
		switch {
		case err != nil:
			return "", err
		case !found.Failed():
			return text, nil
		case !s.leaveOff(text, found.Sorted()) || len(s.metrics()) == len(s.refused):
			clear(s.refused)
			for i := range s.sources {
				s.sources[i].refused = nil
			}
			return first, nil
		}
	}
}

func linkExports(dir string, exports []string) error {
	if err := os.MkdirAll(filepath.Join(dir, "data"), 0o700); err != nil {
		return err
	}
	for _, name := range exports {
		full, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		if err := os.Symlink(full, filepath.Join(dir, "data", filepath.Base(name))); err != nil {
			return err
		}
	}
	return nil
}

// leaveOff takes the metrics and sources off that mistakes are about, and tells whether
// there was anything to take off.
func (s *site) leaveOff(text string, mistakes []diag.Problem) bool {
	lines, any := strings.Split(text, "\n"), false
	for _, p := range mistakes {
		if p.Warning {
			continue
		}
		metric, source := "", slices.IndexFunc(s.sources, func(g guessed) bool { return slices.Contains(g.files, p.Place.File) })
		if path.Base(p.Place.File) == "config.toml" {
			metric, source = s.table(lines[:min(p.Place.Line, len(lines))])
		}
		switch {
		case metric != "" && s.refused[metric] == "":
			s.refused[metric], any = p.Text, true
		case source >= 0 && !slices.Contains(s.sources[source].refused, p.Text) && len(s.sources[source].refused) < 3:
			g := &s.sources[source]
			g.refused, any = append(g.refused, p.Text), true
		}
	}
	return any
}

// table is the metric, or else the number of the source, that the last of some lines
// stands in.
func (s *site) table(lines []string) (metric string, source int) {
	var on []int
	for i := range s.sources {
		if !s.sources[i].off() {
			on = append(on, i)
		}
	}
	source, n := -1, 0
	for _, line := range lines {
		switch name, isMetric := strings.CutPrefix(line, "[shingle.metrics."); {
		case isMetric:
			metric, source = strings.TrimSuffix(name, "]"), -1
		case line == "[[shingle.sources]]" && n < len(on):
			source, n = on[n], n+1
		}
	}
	return metric, source
}
