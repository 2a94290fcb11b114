package fact

import "maps"

// Only is the channel that everything in the set is of; "" where there are several, or
// none, or some of it names none.
func (s *Set) Only() string {
	only, all := "", true
	see := func(seg Segment) {
		if only == "" {
			only = seg.Channel
		}
		all = all && seg.Channel != "" && seg.Channel == only
	}
	s.each(see)
	for i := range s.Given {
		see(s.Given[i].Segment)
	}
	for i := range s.Invited {
		if s.Invited[i].Channel != "" { // how many were asked may be known of all together
			see(s.Invited[i].Segment)
		}
	}
	if !all {
		return ""
	}
	return only
}

// OnlyChannels are the teams that were counted in one channel only, with that channel, over
// all sets that are counted by team and channel together.
func OnlyChannels(sets []Set) map[string]string {
	only := map[string]string{}
	var last Segment
	see := func(seg Segment) {
		if seg == last || seg.Team == "" { // facts come in order of their segments
			return
		}
		last = seg
		if channel, seen := only[seg.Team]; seen && channel != seg.Channel {
			seg.Channel = ""
		}
		only[seg.Team] = seg.Channel
	}
	for i := range sets {
		if s := &sets[i]; s.Crossed {
			s.each(see)
		}
		for j := range sets[i].Given { // their teams and channels are told as they were given
			see(Segment{Team: sets[i].Given[j].Team})
		}
	}
	maps.DeleteFunc(only, func(_, channel string) bool { return channel == "" })
	return only
}

// each hands out the segment of everything that was counted of records.
func (s *Set) each(see func(Segment)) {
	for _, seg := range s.Facts.segments {
		see(seg)
	}
	for i := range s.Answers {
		see(s.Answers[i].Segment)
	}
	for i := range s.Spreads {
		see(s.Spreads[i].Segment)
	}
	for i := range s.Waits {
		see(s.Waits[i].Segment)
	}
	for i := range s.Excluded {
		see(s.Excluded[i].Segment)
	}
	for i := range s.Longs {
		see(s.Longs[i].Segment)
	}
	for i := range s.Outcomes {
		see(s.Outcomes[i].Segment)
	}
}
