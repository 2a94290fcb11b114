package record

import (
	"fmt"
	"slices"
)

// steps are numbers of which another one stands at each of some rising borders, from it on.
type steps struct {
	first   int64 // below all borders
	borders []int64
	numbers []int64
}

func (s *steps) add(border, number int64) {
	s.borders, s.numbers = append(s.borders, border), append(s.numbers, number)
}

// A searcher is a dialect with functions that search a list: a warehouse would work out its argument
// again and again in a search of comparisons.
type searcher interface {
	List(numbers []int64) string        // a list of whole numbers
	Reached(arg, borders string) string // how many of a rising list's numbers an argument has reached; NULL of NULL
	Nth(list, n string) string          // the number of a list at a place, from 1 on
}

// at is SQL for the number that stands where an argument is.
func (r reader) at(s steps, arg string) string {
	if len(s.borders) == 0 {
		return fmt.Sprint(s.first)
	}
	d, ok := r.d.(searcher)
	if !ok {
		return s.compare(arg)
	}
	borders, numbers := r.once(d.List(s.borders)), r.once(d.List(slices.Insert(slices.Clone(s.numbers), 0, s.first)))
	return d.Nth(numbers, d.Reached(arg, borders)+" + 1")
}

// compare is a balanced search by comparisons.
func (s steps) compare(arg string) string {
	if len(s.borders) == 0 {
		return fmt.Sprint(s.first)
	}
	mid := len(s.borders) / 2
	below := steps{s.first, s.borders[:mid], s.numbers[:mid]}
	above := steps{s.numbers[mid], s.borders[mid+1:], s.numbers[mid+1:]}
	return fmt.Sprintf("CASE WHEN %s < %d THEN %s ELSE %s END", arg, s.borders[mid], below.compare(arg), above.compare(arg))
}
