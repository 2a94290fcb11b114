// Package score holds the formulas behind every published score: what is counted,
// what it is divided by, and how sure one can be of the result.
//
// It is arithmetic and nothing else: no files, no clock, no settings. Each formula
// has an example with worked numbers beside it. What each number means stands in
// docs/definitions.md; who published a formula is named beside it.
//
// # Units
//
// A share is published in percent, 0 to 100. The Net Promoter Score is published in
// points, -100 to 100, and is not a percentage. A mean is in the unit of what was
// measured: points of the survey's scale, or seconds. An index runs from 0 to 100 and is
// not a percentage of people.
//
// # No data is not zero
//
// Where nothing was counted there is no score. Functions say so with a second
// result that is false; the first result then means nothing. A blank answer is left
// out; an answer off the scale is left out and counted as such, never moved onto it.
//
// # Intervals
//
// An interval is the range in which the true value plausibly lies; all are 95 %
// intervals. They cover chance only. Who chose not to answer, and how the question was
// worded, are outside of them.
//
//   - a share of answers: [Wilson], or [ClopperPearson] where coverage must be guaranteed
//   - a mean of answers: [Moments.Interval]
//   - the Net Promoter Score: [NPSAdjustedWald]
//   - a share of calls, which come in bad and good days, and several answers of
//     one person: [Cluster]
//   - a difference: [Newcombe], [WelchDiff], [ClusterDiff]
//   - nearly everyone was asked and answered: [WilsonFPC], [NPSAdjustedWaldFPC],
//     [Interval.Narrow]
//
// # Rounding
//
// Numbers are rounded once, at the end, from what was counted, half away from zero:
// [FormatRat], [FormatFloat].
package score
