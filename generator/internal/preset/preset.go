// Package preset knows the layouts in which common systems export what they know. Each
// is a TOML file: which headers it is recognised by, how its columns are to be read in
// the words of config.toml, what differs from one account to the next and is found out
// in the file, what it cannot tell, and where the knowledge comes from. Publishers
// may add layouts of their own in the same form.
package preset

import (
	"embed"
	"io/fs"
)

//go:embed known/*.toml
var files embed.FS

// Files are the presets that come with the program.
func Files() fs.FS {
	known, err := fs.Sub(files, "known")
	if err != nil {
		panic("bug: " + err.Error())
	}
	return known
}

// A Preset is one layout.
type Preset struct {
	Name   string // of its file, without the ending
	File   string // as people know it
	Title  string
	Layout string // seen, documented or inferred
	From   string // where the knowledge comes from
	Cannot []string
	Family string // of presets that read the same file, each another part of it
	Kind   string
	Broken bool // its mistakes are told; nothing else is known of it

	Headers []string            // all of them make the layout's signature
	Any     []string            // one of them, too
	Without []string            // none of them
	Other   map[string][]string // by header: what it is called in other languages
	Cells   map[string]string   // by header: the pattern that its cells fit
	Some    map[string]string   // by header: the pattern that one of its cells fits
	Fields  []string            // of files without a header: the patterns of their first fields

	Dates     []string            // the formats that its stamps may have; "" is ISO 8601
	Units     map[string][]string // by column: what its numbers may be in
	Columns   map[string][]string // headers that hold a zone, or seconds: "Opened ({zone})"
	Zone      string              // a pattern in the further rows of names that tells the zone
	Threshold string              // the column that says within how many seconds is in time
	Wave      string              // the column whose dates tell which round it was
	Minutes   []string            // the columns where an interval begins and ends
	Questions int                 // the row of names that tells what was asked; 0: none does
	Ignore    []string            // headers that are no questions
	Scales    map[string][2]int   // of answers, by column: from, to

	Source map[string]any // the keys that a source takes over
	Text   []byte
}
