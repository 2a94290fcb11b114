package besttime

import "math"

// Queue is what the Erlang C model expects of a queue: calls come at random, handling
// times vary at random, nobody hangs up and nobody calls again. Callers who do hang up
// make the true waits shorter. It is a model and must be published as one.
type Queue struct {
	Load      float64 // offered load in erlangs: people busy at any time if all calls are handled
	Occupancy float64 // share of the time that people are busy, Load/agents
	Waits     float64 // probability that a caller has to wait at all
	MeanWait  float64 // seconds, over all callers, those who do not wait included
	drain     float64 // how fast the queue shortens while all are busy, calls per second
}

// ErlangC is the model for so many calls in a period of so many seconds, a handling time
// (talk, hold, after-call work) of so many seconds on average, and so many people. With
// A = calls/period·handling, B from Erlang's recursion B0 = 1, Bk = A·B/(k + A·B), and N agents:
//
//	Waits    = N·B / (N - A·(1-B))
//	MeanWait = Waits·handling / (N-A)
//
// It is false unless N > A: the queue only grows; Load and Occupancy are filled all the same.
func ErlangC(calls, periodSeconds, handleSeconds float64, agents int) (Queue, bool) {
	if !(calls >= 0 && periodSeconds > 0 && handleSeconds >= 0) || agents < 0 {
		panic("bug: erlang of negative calls, times or agents")
	}
	n := float64(agents)
	load := calls / periodSeconds * handleSeconds
	q := Queue{Load: load, Occupancy: load / n}
	if !(n > load) {
		return q, false
	}
	blocked := 1.0
	for k := 1.0; k <= n; k++ {
		blocked = load * blocked / (k + load*blocked)
	}
	q.Waits = n * blocked / (n - load*(1-blocked))
	q.drain = (n - load) / handleSeconds
	q.MeanWait = q.Waits / q.drain
	return q, true
}

// AnsweredWithin is the share of callers, in percent, who wait at most so many seconds:
// 100·(1 - Waits·exp(-(N-A)·seconds/handling)).
func (q Queue) AnsweredWithin(seconds float64) float64 {
	if q.Waits == 0 {
		return 100
	}
	return 100 * (1 - q.Waits*math.Exp(-q.drain*seconds))
}

// Wait is the wait in seconds that the share q of callers stays under (0.9: nine of ten), 0 if
// as many do not wait at all: handling/(N-A)·ln(Waits/(1-q)).
func (q Queue) Wait(share float64) float64 {
	if q.Waits <= 1-share {
		return 0
	}
	return math.Log(q.Waits/(1-share)) / q.drain
}
