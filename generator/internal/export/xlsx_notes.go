package export

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"strings"

	"shingle/generator/internal/diag"
)

// sheetNotes is what a sheet holds that its cells' texts do not show: rows that are hidden,
// cells that are merged, formulas that were never worked out, errors.
type sheetNotes struct {
	hidden, merged, empty, errors int
	formulas                      int               // with a value
	stale                         bool              // the workbook says that they are to be worked out anew
	first                         map[string]string // where the first of each is
}

// note looks for such things in a workbook's sheets, and tells them.
func (b book) note(plain, name string, sheets []string, problems *diag.List) {
	z, err := zip.OpenReader(plain)
	if err != nil {
		return
	}
	defer z.Close()
	parts, stale := sheetParts(&z.Reader)
	for _, sheet := range sheets {
		f, err := z.Open(parts[sheet])
		if err != nil {
			continue
		}
		n := notesOf(f)
		f.Close()
		n.stale = stale
		n.tell(diag.Place{File: name, Sheet: sheet}, problems)
	}
}

// tell says what was noted of a sheet.
func (n *sheetNotes) tell(at diag.Place, problems *diag.List) {
	if n.hidden > 0 {
		problems.Warn(at, "%d rows are hidden, the first is %s; they are read like the others", n.hidden, n.first["hidden"])
	}
	if n.merged > 0 {
		problems.Warn(at, "%d cells are merged, the first %s; their text stands in the first one only", n.merged, n.first["merged"])
	}
	if n.errors > 0 {
		problems.Warn(at, "%d cells hold an error, the first %s", n.errors, n.first["errors"])
	}
	if n.formulas > 0 && n.stale {
		problems.Warn(at, "%d cells hold a formula, the first %s, and the workbook asks for them to be worked out anew: their values may be old; open it and save it", n.formulas, n.first["formulas"])
	}
	if n.empty > 0 {
		problems.Add(at, "%d cells hold a formula without its value, the first %s; open the workbook and save it, so that the values are in it", n.empty, n.first["empty"])
	}
}

// sheetParts maps a workbook's sheets to the files they stand in, and tells whether its formulas are
// to be worked out anew when it is opened.
func sheetParts(z *zip.Reader) (parts map[string]string, stale bool) {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Calc struct {
			Full string `xml:"fullCalcOnLoad,attr"`
		} `xml:"calcPr"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	parts = map[string]string{}
	if unmarshal(z, "xl/workbook.xml", &book) != nil || unmarshal(z, "xl/_rels/workbook.xml.rels", &links) != nil {
		return parts, false
	}
	for _, s := range book.Sheets {
		for _, l := range links.Links {
			if l.ID == s.ID {
				target := path.Join("xl", l.Target)
				if strings.HasPrefix(l.Target, "/") {
					target = strings.TrimPrefix(l.Target, "/")
				}
				parts[s.Name] = target
			}
		}
	}
	return parts, book.Calc.Full == "1" || book.Calc.Full == "true"
}

func unmarshal(z *zip.Reader, name string, into any) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return xml.NewDecoder(io.LimitReader(f, 16<<20)).Decode(into)
}

var (
	refAttr  = regexp.MustCompile(` r(?:ef)?="([^"]*)"`)
	typeAttr = regexp.MustCompile(` t="e"`)
)

// notesOf reads a sheet tag by tag; texts between tags matter only in that a value is
// there.
func notesOf(r io.Reader) *sheetNotes {
	n := &sheetNotes{first: map[string]string{}}
	in := bufio.NewReaderSize(r, block)
	cell, formula, value := "", false, false
	for {
		if _, err := in.ReadSlice('<'); err != nil && err != bufio.ErrBufferFull {
			return n
		} else if err != nil {
			continue
		}
		tag, err := in.ReadSlice('>')
		if err != nil {
			if err == bufio.ErrBufferFull {
				continue
			}
			return n
		}
		name, _, _ := bytes.Cut(bytes.TrimRight(tag, "/>"), []byte{' '})
		switch string(name) {
		case "row":
			if bytes.Contains(tag, []byte(` hidden="1"`)) || bytes.Contains(tag, []byte(` hidden="true"`)) {
				n.put("hidden", &n.hidden, ref(tag))
			}
		case "c":
			cell, formula, value = ref(tag), false, bytes.HasSuffix(tag, []byte("/>"))
			if typeAttr.Match(tag) {
				n.put("errors", &n.errors, cell)
			}
		case "f":
			formula = true
		case "v", "is":
			value = true
		case "/c":
			switch {
			case formula && !value:
				n.put("empty", &n.empty, cell)
			case formula:
				n.put("formulas", &n.formulas, cell)
			}
		case "mergeCell":
			n.put("merged", &n.merged, ref(tag))
		}
	}
}

func ref(tag []byte) string {
	if found := refAttr.FindSubmatch(tag); found != nil {
		return string(found[1])
	}
	return "?"
}

func (n *sheetNotes) put(what string, count *int, at string) {
	if *count++; *count == 1 {
		n.first[what] = at
	}
}
