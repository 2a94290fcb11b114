package page

// Feedback is where readers' answers to "Did this page help?" go: a form's target, or a mailbox.
type Feedback struct {
	Action string `json:"action,omitempty"`
	Origin string `json:"origin,omitempty"` // of the action, as the content policy names it
	Method string `json:"method,omitempty"`
	Answer string `json:"answer,omitempty"` // the fields of the form
	Page   string `json:"page,omitempty"`
	Yes    string `json:"yes,omitempty"` // what the answer's field says
	No     string `json:"no,omitempty"`
	Email  string `json:"email,omitempty"`
	Score  string `json:"score,omitempty"` // the metric that tells what readers said
}

// asked is how each page asks, with the score that comes of it; nil if it does not.
func (b *book) asked() *Feedback {
	if b.in.Feedback == nil {
		return nil
	}
	f := *b.in.Feedback
	for i := range b.in.Metrics {
		if m := &b.in.Metrics[i]; m.Defined().OfSite && f.Score == "" {
			f.Score = m.ID
		}
	}
	return &f
}
