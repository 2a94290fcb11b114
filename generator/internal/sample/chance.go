package sample

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A stream keeps the chance of one export apart from that of the others: a change
// to one leaves the others as they were.
type stream uint64

const (
	callStream stream = iota + 1
	dayStream
	ticketStream
	chatStream
	surveyStream
	inviteStream
	trustStream
	staffStream
	checkStream
	loadStream
	themeStream
	caseStream
	lineStream
	readerStream
	matterStream
)

// dice are thrown for one thing (a day, a caller, a month): the same ones always
// fall the same way.
type dice struct{ *rand.Rand }

func throw(s stream, thing ...int) dice {
	seed := uint64(0)
	for _, n := range thing {
		seed = seed*1_000_003 + uint64(n) + 1
	}
	return dice{rand.New(rand.NewPCG(uint64(s)*0x9e3779b97f4a7c15, seed))}
}

// percent and perMille tell whether something of that chance happens.
func (d dice) percent(chance int) bool  { return d.IntN(100) < chance }
func (d dice) perMille(chance int) bool { return d.IntN(1000) < chance }

// between is a whole number from low to high.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// waited is a time without memory of that mean, as waits and gaps between calls
// are. It is rounded at once: no digit depends on the machine.
func (d dice) waited(mean int) int { return int(-math.Log(1-d.Float64()) * float64(mean)) }

// arrivals are the times of a span at which somebody comes, if so many are expected
// in it, in thousandths.
func (d dice) arrivals(span, perThousand int) []int {
	if perThousand <= 0 {
		return nil
	}
	var at []int
	const fine = 1000 // gaps are drawn in thousandths of a second
	for t := d.waited(span * fine * 1000 / perThousand); t < span*fine; t += d.waited(span * fine * 1000 / perThousand) {
		at = append(at, t/fine)
	}
	return at
}

// pick chooses by weight.
func (d dice) pick(weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	n := d.IntN(total)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	panic("bug: weights do not add up")
}

func choose[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// ranked orders people by how high their key is, with as much chance in it as wide:
// who is at the top says yes.
func (d dice) ranked(keys []int, wide int) []int {
	order := make([]int, len(keys))
	drawn := make([]int, len(keys))
	for i := range keys {
		order[i] = i
		drawn[i] = keys[i] + d.IntN(wide)
	}
	slices.SortStableFunc(order, func(a, b int) int { return drawn[b] - drawn[a] })
	return order
}

// share is so many tenths of a percent of n, rounded.
func share(n, perMille int) int { return (n*perMille + 500) / 1000 }

// ratings gives people answers from 1 to 5, so that the given share is 4 or 5; the
// higher a person's key, the better the answer.
func (d dice) ratings(keys []int, perMille int) []int {
	answers := make([]int, len(keys))
	positive := share(len(keys), perMille)
	fives, threes := share(positive, 430), share(len(keys)-positive, 540)
	twos := share(len(keys)-positive, 290)
	for rank, who := range d.ranked(keys, 100) {
		switch {
		case rank < fives:
			answers[who] = 5
		case rank < positive:
			answers[who] = 4
		case rank < positive+threes:
			answers[who] = 3
		case rank < positive+threes+twos:
			answers[who] = 2
		default:
			answers[who] = 1
		}
	}
	return answers
}

// recommend gives people answers from 0 to 10, of which promoters (9, 10) less
// detractors (0 to 6) are the given percentage.
func (d dice) recommend(keys []int, score int) []int {
	answers := make([]int, len(keys))
	promoters := share(len(keys), 10*(68+score)/2)
	detractors := promoters - (len(keys)*(score+100)+50)/100 + len(keys)
	for rank, who := range d.ranked(keys, 60) {
		switch {
		case rank < promoters:
			answers[who] = 9 + d.pick([]int{52, 48})
		case rank >= len(keys)-detractors:
			answers[who] = d.pick([]int{7, 4, 6, 10, 12, 31, 30})
		default:
			answers[who] = 7 + d.pick([]int{44, 56})
		}
	}
	return answers
}
