// Package sample makes the exports of Northbank Energy, the invented company of the
// example that comes with Shingle: two years of calls, e-mails, chats, surveys,
// checks and complaints, written as the systems of a contact centre write them.
// What happened there is told as tables in story.go; chance comes from fixed seeds,
// so that every run writes the same bytes. Names, numbers and remarks that must
// never reach a site stand in the exports, too: they are invented, and easy to
// look for.
package sample

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
)

// A File is one export: its path below the data folder, and its bytes.
type File struct {
	Name string
	Data []byte
}

// Files makes every export of the example.
func Files() []File {
	var all []File
	all = append(all, calls()...)
	all = append(all, tickets(), chats())
	surveyed, invited := survey()
	all = append(all, surveyed, invited, relationship())
	staff, asked := employees()
	all = append(all, staff, asked, checks(), complaints())
	complained, served := cases()
	all = append(all, complained, served, feedback())
	for i, f := range all {
		if strings.HasSuffix(f.Name, ".gz") {
			all[i].Data = packed(f.Data)
		}
	}
	return all
}

// Write puts the exports into a folder, and makes the folders below it.
func Write(dir string) error {
	for _, f := range Files() {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// packed is gzip without a name or a time in it.
func packed(data []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic("bug: " + err.Error())
	}
	w.Write(data) // a bytes.Buffer takes everything
	w.Close()
	return b.Bytes()
}

// A sheet collects the rows of a text export.
type sheet struct {
	bytes.Buffer
	comma string
}

func newSheet(comma string, header ...string) *sheet {
	s := &sheet{comma: comma}
	s.row(header...)
	return s
}

// row adds a row; cells that hold a comma or a quote are quoted.
func (s *sheet) row(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			s.WriteString(s.comma)
		}
		if strings.ContainsAny(c, s.comma+"\"\n") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		s.WriteString(c)
	}
	s.WriteString("\r\n")
}
