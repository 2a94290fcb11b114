package score

// ASA is the average speed of answer in seconds: all seconds waited by those who were
// answered, over how many were answered. It is false if nobody was: no data. Who hung up is
// not in it, so it falls when the impatient leave; publish the typical and the bad wait
// beside it. docs/definitions.md, "Wait".
func ASA(waitSeconds float64, answered int64) (float64, bool) {
	if answered == 0 {
		return 0, false
	}
	return waitSeconds / float64(answered), true
}

// PoolASA is the average speed of answer over intervals of which only the average and the
// number answered are known: Σ(ASA·answered)/Σ answered. The plain mean of the averages
// would let a quiet hour count as much as a busy one. It is false if nobody was answered.
// docs/definitions.md, "Wait".
func PoolASA(asa []float64, answered []int64) (float64, bool) {
	var seconds float64
	var n int64
	for i, a := range answered {
		if a == 0 {
			continue // the average of nobody is not a number to reckon with
		}
		seconds += asa[i] * float64(a)
		n += a
	}
	return ASA(seconds, n)
}
