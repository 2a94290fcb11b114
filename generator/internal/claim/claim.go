// Package claim holds sentences with their evidence, and the gate that contradicts them: each
// sentence of a page is a key of words, what is put into them and the lines they speak of; none
// is written that its own lines deny. The rules are those that /methods/ publishes. They look at
// the whole series, not at how a page came to its words.
package claim

import (
	"fmt"
	"reflect"
	"strings"
)

// Check holds all sentences in what a page is given against what they speak of. The error has
// the first that is denied, with its place: page, field, key and why. It is ours, not the user's.
func Check(page string, data any) error {
	g := &gate{}
	if at, why := g.walk(reflect.ValueOf(data)); why != "" {
		return fmt.Errorf("%s%s %s", page, at, why)
	}
	if why := contradicted(g.said); why != "" {
		return fmt.Errorf("%s: %s", page, why)
	}
	return nil
}

// A gate has seen the sentences of a page.
type gate struct{ said []*Sentence }

var sentenceType, markType = reflect.TypeFor[Sentence](), reflect.TypeFor[Mark]()

// walk looks for sentences in whatever pages are made of, and gives the first that is denied:
// where, from here on, and why.
func (g *gate) walk(v reflect.Value) (at, why string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return g.walk(v.Elem())
		}
	case reflect.Struct:
		if v.Type() == sentenceType {
			s := v.Interface().(Sentence)
			if why := s.Denied(); why != "" {
				return "", fmt.Sprintf("%s %v is not true: %s", s.K, s.A, why)
			}
			g.said = append(g.said, &s)
			return g.walk(reflect.ValueOf(s.A))
		}
		if v.Type() == markType {
			m := v.Interface().(Mark)
			if why := m.Denied(); why != "" {
				return "", fmt.Sprintf(" %s %q is not true: %s", m.Kind, m.K, why)
			}
			return "", ""
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() || f.Anonymous {
				if at, why := g.walk(v.Field(i)); why != "" {
					return "." + f.Name + at, why
				}
			}
		}
	case reflect.Slice:
		switch v.Type().Elem().Kind() {
		case reflect.Pointer, reflect.Struct, reflect.Interface, reflect.Slice, reflect.Map:
			for i := range v.Len() {
				if at, why := g.walk(v.Index(i)); why != "" {
					return fmt.Sprintf("[%d]%s", i, at), why
				}
			}
		}
	case reflect.Map:
		for of := v.MapRange(); of.Next(); {
			if at, why := g.walk(of.Value()); why != "" {
				return fmt.Sprintf(".%v%s", of.Key(), at), why
			}
		}
	}
	return "", ""
}

// Denied says why a sentence is not true of what it speaks of; "" if nothing denies it. A
// sentence without a rule is denied: nothing could ever contradict it.
func (s *Sentence) Denied() string {
	family, _, _ := strings.Cut(s.K, "_")
	switch family {
	case "define", "option", "band", "limits", "periods", "from", "by": // of how it is counted, and parts of other sentences
		return ""
	}
	if s.Of == nil {
		return "it rests on nothing, want say(...).Rests(...)"
	}
	switch s.K {
	case "coming_tried", "coming_ahead", "coming_held":
		return s.ofTrial()
	case "running":
		return s.ofScore()
	case "funnel_bounds":
		return s.ofBounds()
	case "hidden_teams", "hidden_few", "team_hidden", "team_hidden_few", "theme_hidden", "themes_hidden", "reasons_hidden", "comparisons", "change_key", "report_no_changes", "report_none_compared", "corrections_none", "corrections_more",
		"teams_missed_of", "promises_of", "summary_missed", "answers_n":
		return s.ofCount()
	}
	switch family {
	case "dots":
		if asked := s.Of.Line.Survey() || s.Of.Line.Metric.Sampled; asked != (s.K == "dots_likely") {
			return "everything was counted, or was not"
		}
		return s.ends(s.Of.Line.Interval)
	case "withheld", "no":
		return s.ofState()
	case "covers":
		return s.ofCover()
	case "as":
		return s.ofSupplied()
	case "give", "likely", "daily", "sure":
		return s.ofMargin()
	case "since", "kept", "squares", "outlook":
		return s.ofRun()
	case "finding":
		return s.ofFinding()
	case "change", "like", "season", "effect":
		return s.ofChange()
	case "summary":
		return s.ofSummary()
	case "near":
		return s.ofNear()
	case "says", "opinion", "settle", "of":
		return s.ofScore()
	case "call", "window", "expect", "coming", "later", "busy":
		return s.ofWeek()
	case "js":
		return s.ofMoment()
	case "soon":
		return s.ofSoon()
	case "compare":
		return s.ofSitting()
	case "explore":
		return s.ofPair()
	case "team":
		return s.ofSummary()
	case "actions":
		return s.ofActions()
	case "teams", "report":
		return s.ofTeams()
	case "coverage", "themes", "reasons", "flow", "tail", "weakest", "backlog", "total":
		return s.ofWhy()
	}
	return "there is no rule for it"
}
