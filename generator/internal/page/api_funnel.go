package page

var funnelColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"invited", "integer", "asked", true, nil},
	field{"delivered", "integer", "of these reached; empty where it is not known", false, nil},
	field{"responded", "integer", "answered anything", true, nil},
	field{"valid", "integer", "answered this question with an answer that counts", true, nil},
	field{"rate", "number", "valid of delivered (AAPOR RR1), percent", true, nil},
	field{"low", "number", "the share among all who were asked, if none of the silent agreed", false, nil},
	field{"high", "number", "and if all of them did", false, nil})

// responseRates is how many were asked, and how many answered.
func responseRates(in *Input) *table {
	t := newTable(in, "response-rates", "Survey funnels: invited, delivered, responded, valid", funnelColumns, false)
	for _, l := range in.Lines {
		f := l.Funnel
		if f == nil || !l.Shown() {
			continue
		}
		delivered, low, high := "", "", ""
		if f.HasDelivered {
			delivered = figure(f.Delivered)
		}
		if f.HasBounds {
			low, high = float(f.Low), float(f.High)
		}
		t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(),
			figure(f.Invited), delivered, figure(f.Responded), figure(f.Valid), float(f.Rate), low, high)
	}
	return t
}
