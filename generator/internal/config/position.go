package config

import (
	"bytes"
	"sort"
	"strconv"

	"github.com/pelletier/go-toml/v2/unstable"

	"shingle/generator/internal/diag"
)

// positions maps the path of each key in a TOML text ("shingle.sources[1].files")
// to where it stands. BurntSushi/toml names unknown keys but not their lines.
// The text must be valid TOML; of anything else what stands before the fault is mapped.
func positions(file, text string) map[string]diag.Place {
	p := &positioner{file: file, text: []byte(text), found: map[string]diag.Place{}, tables: map[string]int{}}
	for i, c := range p.text {
		if c == '\n' {
			p.ends = append(p.ends, i)
		}
	}
	p.parser.Reset(p.text)
	under := ""
	for p.parser.NextExpression() {
		switch e := p.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			under = p.header(e)
		case unstable.KeyValue:
			p.pair(under, e)
		}
	}
	return p.found
}

type positioner struct {
	file   string
	text   []byte
	ends   []int // of lines
	parser unstable.Parser
	found  map[string]diag.Place
	tables map[string]int // arrays of tables: how many so far
}

// header gives the path that the keys below [a.b] or [[a.b]] stand under.
func (p *positioner) header(e *unstable.Node) (path string) {
	array, start := e.Kind == unstable.ArrayTable, -1
	for keys := e.Key(); keys.Next(); {
		k := keys.Node()
		if start < 0 {
			start = bytes.LastIndexByte(p.text[:k.Raw.Offset], '[')
		}
		path = join(path, string(k.Data))
		if n, ok := p.tables[path]; ok && (!keys.IsLast() || !array) {
			path = index(path, n-1)
		}
	}
	if array {
		start--
		p.tables[path]++
		path = index(path, p.tables[path]-1)
	}
	p.mark(path, start)
	return path
}

// pair marks a key and what its value holds.
func (p *positioner) pair(path string, e *unstable.Node) {
	start := -1
	for keys := e.Key(); keys.Next(); {
		k := keys.Node()
		if start < 0 {
			start = int(k.Raw.Offset)
		}
		path = join(path, string(k.Data))
		p.mark(path, start)
	}
	p.value(path, e.Value())
}

func (p *positioner) value(path string, e *unstable.Node) {
	n := 0
	for inner := e.Children(); inner.Next(); {
		switch c := inner.Node(); {
		case c.Kind == unstable.Comment:
		case e.Kind == unstable.InlineTable:
			p.pair(path, c)
		case e.Kind == unstable.Array:
			p.mark(index(path, n), begins(c))
			p.value(index(path, n), c)
			n++
		}
	}
}

// begins is where a value begins; a list within a list where its first value does.
func begins(e *unstable.Node) int {
	if inner := e.Children(); e.Kind == unstable.Array && inner.Next() {
		return begins(inner.Node())
	}
	return int(e.Raw.Offset)
}

func (p *positioner) mark(path string, at int) {
	if _, ok := p.found[path]; ok {
		return
	}
	line, start := sort.SearchInts(p.ends, at), 0
	if line > 0 {
		start = p.ends[line-1] + 1
	}
	p.found[path] = diag.Place{File: p.file, Line: line + 1, Column: at - start + 1}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
