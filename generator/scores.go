package main

import (
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/release"
	"shingle/generator/internal/score"
)

// A card is every score of a site, as far as it may be told.
type card struct {
	lines     []*score.Line
	themes    []*score.Theme
	reasons   []*score.Line
	coverages []score.Coverage
	seen      []privacy.Seen // what readers see of people who could be recognised, now and before
}

// scores works out every score, and withholds what would give people away.
func scores(cfg *config.Config, today day, c *tally, memory *release.Memory, last *release.Release, problems *diag.List) *card {
	contacts := score.ContactsOf(c.sets, c.metrics, c.all, today.of)
	c.all = nil
	s, at := &card{lines: score.Compute(c.sets, c.metrics, today.of)}, cfg.Place("shingle.privacy")
	known := protection(cfg, memory, last, c.shared)
	people := privacy.Inspect(s.lines, c.sets, known)
	people.Protect()
	privacy.Complaints(s.lines, c.sets, known, at, problems)
	score.Compare(s.lines)
	people.Audit(at, problems)

	themed, byTheme := score.ByTheme(c.sets, c.metrics, today.of)
	privacy.Answered(byTheme, themed, known, at, problems)
	s.themes = score.Themes(s.lines, byTheme) // what is withheld of all answers is withheld of their themes
	s.seen = people.Seen()

	s.reasons = score.ByReason(c.byReason, c.metrics, today.of)
	privacy.Reasons(s.reasons, c.byReason, known, at, problems)
	score.Compare(s.reasons)
	s.coverages = contacts.Coverages(s.lines, c.sets)
	return s
}
