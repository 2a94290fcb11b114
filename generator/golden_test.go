package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shingle/generator/internal/golden"
	"shingle/generator/internal/release"
)

// The whole example says what it said: each page by its words, each file by a sum, each table by one for
// every metric. Whoever changes it reads the difference: UPDATE=1 writes it.
func TestExampleIsAsItWas(t *testing.T) {
	words, sums := map[string]*bytes.Buffer{}, &bytes.Buffer{}
	site := finished(t)
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if name == release.ManifestFile { // it holds the sums of all others
			continue
		}
		switch path.Ext(name) {
		case ".html":
			lang := "en"
			if first, _, ok := strings.Cut(name, "/"); ok && len(first) == 2 {
				lang = first
			}
			if words[lang] == nil {
				words[lang] = &bytes.Buffer{}
			}
			fmt.Fprintf(words[lang], "== %s\n%s\n", name, said(t, site[name], path.Dir(name) == "." || path.Dir(name) == lang))
		case ".csv":
			fmt.Fprintf(sums, "%s\n%s", name, parts(t, site[name]))
		case ".js", ".css", "": // how it looks is for the browser's tests
		default:
			fmt.Fprintf(sums, "%s %s\n", name, digest(site[name]))
		}
	}
	for lang, text := range words {
		golden.Check(t, "testdata/site/"+lang+".txt", text.Bytes())
	}
	golden.Check(t, "testdata/site/files.txt", sums.Bytes())
}

func digest(text []byte) string { return fmt.Sprintf("%x", sha256.Sum256(text))[:12] }

// parts tells of a table how many rows it has of each metric, and a sum of them.
func parts(t *testing.T, text []byte) string {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	by := slices.Index(rows[0], "metric")
	all, count := map[string]*bytes.Buffer{"": {}}, map[string]int{"": -1}
	for i, row := range rows {
		key := ""
		if i > 0 && by >= 0 {
			key = row[by]
		}
		if all[key] == nil {
			all[key] = &bytes.Buffer{}
		}
		count[key]++
		fmt.Fprintf(all[key], "%q\n", row)
	}
	var lines strings.Builder
	for _, key := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&lines, "  %s %d %s\n", key, count[key], digest(all[key].Bytes()))
	}
	return lines.String()
}

// said is what a page says, with or without what stands around every page: its words, a block a line, a cell of a table after the other.
func said(t *testing.T, page []byte, frame bool) string {
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Parent.Data == "body" && n.Data != "main" && !frame {
			return
		}
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		if n.Type == html.ElementNode {
			switch n.Data {
			case "script", "style", "svg":
				return
			case "h1", "h2", "h3", "h4":
				text.WriteString("\n\n" + strings.Repeat("#", int(n.Data[1]-'0')) + " ")
			case "th", "td":
				text.WriteString(" | ")
			case "a", "span", "b", "strong", "em", "i", "abbr", "time", "code", "small", "sup", "sub", "button", "label", "mark", "wbr", "img":
			default:
				text.WriteString("\n")
			}
			for _, a := range n.Attr {
				if (a.Key == "alt" || a.Key == "content" && strings.Contains(a.Val, " ")) && a.Val != "" {
					text.WriteString("[" + a.Val + "]")
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(tree)
	var lines []string
	for line := range strings.Lines(text.String()) {
		if line = strings.Join(strings.Fields(line), " "); line != "" && line != "|" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
