package page

// segmentFields begin the files that tell of single lines. What columns are called, and in
// which order they stand, is a promise to those who read the files.
var segmentFields = []field{
	{"metric", "string", "the metric's name in config", true, nil},
	{"team", "string", "empty means all", false, nil},
	{"channel", "string", "empty means all", false, nil},
	{"grain", "string", "how long the period is", true, []string{"month", "quarter", "year", "all"}},
	{"period", "string", "2026-10, 2026-Q4, 2026 or all", true, nil},
}
