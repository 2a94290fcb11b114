package sample

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A workbook writes one sheet of an .xlsx file, as small as it can be: shared texts,
// whole numbers and dates. It is written here because every byte must be the same
// in every run, which a library need not promise.
type workbook struct {
	sheet  string
	widths []int
	rows   int
	body   bytes.Buffer
	texts  []string
	known  map[string]int
}

// A content is a cell, but for its place.
type content struct {
	kind  byte // s: text, n: whole number, d: date, 0: empty
	text  string
	value int
}

func text(s string) content {
	if s == "" {
		return content{}
	}
	return content{kind: 's', text: s}
}
func whole(n int) content     { return content{kind: 'n', value: n} }
func empty() content          { return content{} }
func day(t time.Time) content { return content{kind: 'd', value: number(t) + 25569} } // days since 1899-12-30

func (w *workbook) row(cells ...content) {
	w.rows++
	fmt.Fprintf(&w.body, `<row r="%d">`, w.rows)
	for i, c := range cells {
		place := string(rune('A'+i)) + strconv.Itoa(w.rows)
		switch c.kind {
		case 's':
			fmt.Fprintf(&w.body, `<c r="%s" t="s"><v>%d</v></c>`, place, w.shared(c.text))
		case 'n':
			fmt.Fprintf(&w.body, `<c r="%s"><v>%d</v></c>`, place, c.value)
		case 'd':
			fmt.Fprintf(&w.body, `<c r="%s" s="1"><v>%d</v></c>`, place, c.value)
		}
	}
	w.body.WriteString("</row>")
}

// shared is the number of a text in the table of texts.
func (w *workbook) shared(s string) int {
	if w.known == nil {
		w.known = map[string]int{}
	}
	n, ok := w.known[s]
	if !ok {
		n = len(w.texts)
		w.known[s] = n
		w.texts = append(w.texts, s)
	}
	return n
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	sheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	partsNS = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	linkNS  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	partsOf = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
)

func (w *workbook) bytes() []byte {
	var columns, texts strings.Builder
	for i, width := range w.widths {
		fmt.Fprintf(&columns, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	for _, s := range w.texts {
		texts.WriteString("<si><t>")
		xml.EscapeText(&texts, []byte(s)) // a strings.Builder takes everything
		texts.WriteString("</t></si>")
	}
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + partsOf + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + partsOf + `worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + partsOf + `styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="` + partsOf + `sharedStrings+xml"/></Types>`},
		{"_rels/.rels", `<Relationships ` + partsNS + `><Relationship Id="rId1" Type="` + linkNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + sheetNS + ` xmlns:r="` + linkNS + `"><sheets><sheet name="` + w.sheet + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships ` + partsNS + `><Relationship Id="rId1" Type="` + linkNS + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + linkNS + `/styles" Target="styles.xml"/><Relationship Id="rId3" Type="` + linkNS + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet ` + sheetNS + `><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>` +
			`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`},
		{"xl/sharedStrings.xml", fmt.Sprintf(`<sst %s uniqueCount="%d">%s</sst>`, sheetNS, len(w.texts), texts.String())},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + sheetNS + `><cols>` + columns.String() + `</cols><sheetData>` + w.body.String() + `</sheetData></worksheet>`},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		out, err := z.Create(p.name) // without a time
		if err != nil {
			panic("bug: " + err.Error())
		}
		out.Write([]byte(xmlHead + p.text)) // a bytes.Buffer takes everything
	}
	if err := z.Close(); err != nil {
		panic("bug: " + err.Error())
	}
	return b.Bytes()
}
