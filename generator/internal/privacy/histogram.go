package privacy

// A histogram is how many people gave each whole-number answer from min up. What is
// counted of a score without its answers stands on the same scale: those below its
// threshold at the lowest answer, the others at the threshold.
type histogram struct {
	min int
	n   []int64
}

func (h *histogram) add(answer int, count int64) {
	if len(h.n) == 0 {
		h.min = answer
	}
	for answer < h.min {
		h.n = append([]int64{0}, h.n...)
		h.min--
	}
	for answer >= h.min+len(h.n) {
		h.n = append(h.n, 0)
	}
	h.n[answer-h.min] += count
}

// plus adds another histogram so many times.
func (h *histogram) plus(o histogram, times int64) {
	for i, n := range o.n {
		h.add(o.min+i, times*n)
	}
}

// people is how many answers there are.
func (h histogram) people() (sum int64) {
	for _, n := range h.n {
		sum += n
	}
	return sum
}

// split counts the answers from a first one up that are below a cut, and those from the cut
// up to a last one.
func (h histogram) split(first, cut, last int) (low, high int64) {
	for i, n := range h.n {
		switch at := h.min + i; {
		case at < first || at > last:
		case at < cut:
			low += n
		default:
			high += n
		}
	}
	return low, high
}

// positive leaves out what is below zero: counts of parts that are more than their total.
func (h histogram) positive() histogram {
	for i := range h.n {
		h.n[i] = max(h.n[i], 0)
	}
	return h
}

// of is how many gave an answer.
func (h histogram) of(answer int) int64 {
	if answer < h.min || answer >= h.min+len(h.n) {
		return 0
	}
	return h.n[answer-h.min]
}

// max is the highest answer that is counted.
func (h histogram) max() int { return h.min + len(h.n) - 1 }
