package besttime

import (
	"slices"
	"strings"

	"shingle/generator/internal/fact"
)

// Basis is what can be said of the contacts of a segment together. Counts of unlike
// channels may be added up; waits and shares may not: a chat answered within a minute and
// a call answered within 20 seconds are no one share.
type Basis struct {
	Threshold float64 // seconds within which an answer is in time; 0: no such share
	Load      bool    // quiet and busy are told by how many come
	Waits     bool    // single waits may be told
	Later     bool    // nobody waits on the line: answered by a reply some time later
}

// Judged tells whether quiet and busy are told at all.
func (b Basis) Judged() bool { return !b.Later && (b.Threshold > 0 || b.Load) }

// basisOf looks at the channels of a segment. They share a threshold, and people wait in all
// of them or in none, or nothing but their numbers is told. A channel that promises none beside others that do has no waits either;
// where nobody promises any, waits stand.
func basisOf(p *fact.Profile, seg fact.Segment) Basis {
	var thresholds []float64
	promised, later, onTheLine := false, false, false
	for _, d := range p.Desks {
		promised = promised || d.Threshold > 0
		if seg.Team != "" && d.Team != seg.Team || seg.Channel != "" && d.Channel != seg.Channel {
			continue
		}
		if !slices.Contains(thresholds, d.Threshold) {
			thresholds = append(thresholds, d.Threshold)
		}
		if d.Later || answeredLater(d.Channel) {
			later = true
		} else {
			onTheLine = true
		}
	}
	switch {
	case len(thresholds) != 1 || later && onTheLine:
		return Basis{}
	case thresholds[0] > 0:
		return Basis{Threshold: thresholds[0], Waits: p.Waits, Later: later}
	}
	return Basis{Load: true, Waits: p.Waits && !promised, Later: later}
}

// answeredLater tells by its name that a channel is one that people write to and then do
// something else.
func answeredLater(channel string) bool {
	name := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(channel))
	return slices.ContainsFunc([]string{"email", "mail", "ticket", "case", "webform", "form", "contactform", "letter", "post", "fax", "correo", "correoelectrónico", "carta", "formulario", "brief", "briefe", "kontaktformular"},
		func(known string) bool { return name == known || name == known+"s" })
}

// onlyChannel is the one channel that all contacts are of; "" where there are several, or
// some without any.
func onlyChannel(p *fact.Profile) string {
	only := ""
	for _, d := range p.Desks {
		if d.Channel == "" || only != "" && d.Channel != only {
			return ""
		}
		only = d.Channel
	}
	return only
}
