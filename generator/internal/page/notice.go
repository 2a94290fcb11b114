package page

import "shingle/generator/internal/fact"

// A Notice is something said to readers: known trouble, maintenance, or what was
// done about what they said.
type Notice struct {
	Slug    string
	Title   string
	Kind    string // trouble, maintenance, said_done
	Start   fact.Day
	End     fact.Day // NoDay: not over yet
	Metrics []string
	Teams   []string
}
