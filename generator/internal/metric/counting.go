package metric

// Counting is what of records a method counts.
type Counting int

const (
	Number     Counting = iota + 1 // how many came
	Outcomes                       // how contacts left the queue, and how soon; reports by intervals may tell it
	Waits                          // how long contacts waited; reports tell their sums, or averages
	WaitsInAll                     // how long people waited in all about one issue
	Timely                         // whether what people wait for came within the time promised
	Due                            // whether cases were closed by when each was due
	Open                           // what is opened, what is closed, and what is open at each month's end
	Flags                          // a yes or no of each
	Returns                        // issues, by whether people came back about them
	Passed                         // checks, and those that were passed
	Asked                          // what people answered
)

// What feeds kinds, by the kinds of source. All of them may be given as scores, too.
var (
	fromQueue = []string{"contacts", "intervals"}
	fromCases = []string{"contacts"}
	fromAsked = []string{"contacts", "responses", "employees"}
)

// Whom says who is asked.
type Whom int

// Anybody: customers or staff; what others counted is taken for that of staff, unless customers answered, too.
const (
	Customers Whom = iota
	Anybody
	Staff
)

// Asked tells whether a method is what people answered, or may be where data choose it.
func (k *Kind) Asked(variant string) bool {
	return k.Method(variant).Of == Answers || variant == "" && k.Chosen == ByData && k.Surveys()
}
