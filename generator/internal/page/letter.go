package page

import (
	"regexp"
	"strings"
)

// A letter of a formula and the key of what it stands for.
type letter struct {
	Sign string `json:"sign"`
	Key  string `json:"key"`
}

// meanings are the keys of what the letters of formulas stand for.
var meanings = map[string]string{
	"A": "answered", "a": "in_time", "B": "hung_up", "b": "within", "s": "moments", "F": "left", "C": "called_back", "W": "wait",
	"x": "met", "n": "all", "y": "late", "o": "overdue", "r": "answer", "P": "promoters", "D": "detractors", "w": "weight", "k": "statements", "c": "complaints", "p": "per",
}

// ofThoseWaiting are those in formulas about who still waits after how long.
var ofThoseWaiting = map[string]string{"t": "wait", "d": "answered_then", "r": "waiting"}

// runOfLetters finds letters, and words such as min, in a formula.
var runOfLetters = regexp.MustCompile(`[A-Za-z]+`)

// lettersOf are the letters of a formula, each once, in their order; words such as min explain themselves.
func lettersOf(formula string) (all []letter) {
	means, seen := meanings, map[string]bool{}
	if strings.Contains(formula, "Π") {
		means = ofThoseWaiting
	}
	for _, sign := range runOfLetters.FindAllString(formula, -1) {
		if len(sign) == 1 && !seen[sign] {
			seen[sign] = true
			all = append(all, letter{sign, "symbol_" + means[sign]})
		}
	}
	return all
}
