package page

// correction is a number of a finished period that is not what was first published.
type correction struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Name   string `json:"name,omitempty"` // of the team or channel; none: all
	Period value  `json:"period"`
}

// mostCorrections are listed on the page of data.
const mostCorrections = 50

// corrections lists the numbers that were changed, and says how many they are.
func (b *book) corrections() (all []correction, n int) {
	for _, l := range b.in.Lines {
		if !l.Restated || !l.Shown() {
			continue
		}
		if n++; n > mostCorrections {
			continue
		}
		name := l.Team
		if l.Channel != "" && name != "" {
			name += ", "
		}
		all = append(all, correction{l.Metric.ID, Mask(l.Metric.Title), l.Metric.Kind, Mask(name + l.Channel), inPeriod(l.Period)})
	}
	return all, n
}
