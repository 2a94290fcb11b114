// Package verify looks at a finished folder with a stranger's eyes: does every
// link lead somewhere, is every id there once, is the JSON what its schema says,
// does nothing reach for another server, is nothing of a template left over, is every
// file as the manifest lists it? It knows only the folder, and gives the list of broken promises.
package verify

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"shingle/generator/internal/diag"
)

// A Promise is what a folder must hold.
type Promise struct {
	Base  *url.URL         // where the site will stand
	Needs []string         // files that must be there
	Form  string           // where a form may be sent besides to the site itself; "": nowhere
	Held  map[string]int64 // JSON that was held against its schema as it was written, with its bytes
}

// Check looks at every file of a folder and notes what is wrong.
func Check(site fs.FS, p Promise, problems *diag.List) error {
	c := &checker{site: site, base: p.Base, form: p.Form, files: map[string]bool{}}
	var pages, data, styles []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		c.files[name] = true
		switch {
		case strings.HasSuffix(name, ".html"):
			pages = append(pages, name)
		case strings.HasSuffix(name, ".json") && !strings.HasSuffix(name, ".schema.json"):
			if bytes, held := p.Held[name]; !held || bytes != size(site, name) {
				data = append(data, name)
			}
		case strings.HasSuffix(name, ".css"), strings.HasSuffix(name, ".svg"):
			styles = append(styles, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, need := range p.Needs {
		if !c.files[need] {
			problems.Add(diag.Place{File: need}, "is missing")
		}
	}
	slices.SortStableFunc(data, func(a, b string) int { return cmp.Compare(size(site, b), size(site, a)) }) // the longest first: it takes the longest
	c.ids = make(map[string]map[string]bool, len(pages))
	c.links = make(map[string][]link, len(pages))
	err = c.all(slices.Concat(data, pages, styles), func(name string) error {
		text, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(name, ".html"):
			c.page(name, text)
		case strings.HasSuffix(name, ".json"):
			return c.data(name, text)
		default:
			c.style(name, string(text))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range pages {
		for _, l := range c.links[name] {
			c.follow(name, l)
		}
	}
	if err := c.manifest(); err != nil {
		return err
	}
	problems.Append(c.problems)
	return nil
}

type checker struct {
	site     fs.FS
	base     *url.URL
	form     string
	files    map[string]bool
	mu       sync.Mutex
	ids      map[string]map[string]bool // page → its ids
	links    map[string][]link
	problems diag.List
}

func (c *checker) wrong(name, format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.problems.Add(diag.Place{File: name}, format, args...)
}

// size is how long a file is.
func size(site fs.FS, name string) int64 {
	info, err := fs.Stat(site, name)
	if err != nil {
		return 0
	}
	return info.Size()
}

// all looks at the files on every core.
func (c *checker) all(names []string, look func(string) error) error {
	work := make(chan string)
	var wg sync.WaitGroup
	var first error
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for name := range work {
				if err := look(name); err != nil {
					c.mu.Lock()
					if first == nil {
						first = err
					}
					c.mu.Unlock()
				}
			}
		})
	}
	for _, name := range names {
		work <- name
	}
	close(work)
	wg.Wait()
	return first
}

// data checks a JSON file against the schema beside it, if there is one.
func (c *checker) data(name string, text []byte) error {
	schema := strings.TrimSuffix(name, ".json") + ".schema.json"
	if !c.files[schema] {
		if !json.Valid(text) {
			c.wrong(name, "is not JSON")
		}
		return nil
	}
	raw, err := fs.ReadFile(c.site, schema)
	if err != nil {
		return err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		c.wrong(schema, "is not JSON: %v", err)
		return nil
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(path.Base(schema), doc); err != nil {
		return err
	}
	compiled, err := compiler.Compile(path.Base(schema))
	if err != nil {
		c.wrong(schema, "is not a JSON Schema: %v", err)
		return nil
	}
	if rows := compiled.Properties["rows"]; rows != nil && rows.Items2020 != nil {
		if rest := plainRows(text, doc); rest != nil {
			text = rest
		}
		err = table(text, compiled)
	} else {
		var value any
		if value, err = jsonschema.UnmarshalJSON(bytes.NewReader(text)); err == nil {
			err = compiled.Validate(value)
		}
	}
	if err != nil {
		_, text, ok := strings.Cut(fmt.Sprint(err), "\n")
		if !ok {
			text = err.Error()
		}
		c.wrong(name, "is not what %s says: %s", path.Base(schema), strings.TrimSpace(text))
	}
	return nil
}

// table holds a table, an object of columns and rows, against its schema row by row:
// long ones need not be in memory whole.
func table(text []byte, schema *jsonschema.Schema) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errors.New("want an object")
	}
	members := map[string]any{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if name != "rows" {
			var value any
			if err := d.Decode(&value); err != nil {
				return err
			}
			members[name] = value
			continue
		}
		if err := each(d, schema.Properties["rows"].Items2020); err != nil {
			return err
		}
		members["rows"] = []any{} // they were looked at
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("goes on after its end")
	}
	return schema.Validate(members)
}

// each holds the rows of a table against their schema.
func each(d *json.Decoder, row *jsonschema.Schema) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return errors.New("want an array of rows")
	}
	var value []any // one slice serves them all
	for d.More() {
		value = value[:0]
		if err := d.Decode(&value); err != nil {
			return err
		}
		if err := row.Validate(value); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// style looks for what a style sheet or a picture would fetch from elsewhere.
func (c *checker) style(name, text string) {
	for _, mark := range []string{"url(", "@import"} {
		for rest := text; ; {
			_, after, ok := strings.Cut(rest, mark)
			if !ok {
				break
			}
			target := strings.TrimLeft(after, " \"'")
			end := strings.IndexAny(target, "\"')")
			if end < 0 {
				end = len(target)
			}
			c.load(name, target[:end])
			rest = after
		}
	}
}

// load notes what is fetched from another server, or is not there.
func (c *checker) load(name, target string) {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil {
		c.wrong(name, "fetches %q, which is no address", target)
		return
	}
	if u.Scheme == "data" || strings.HasPrefix(target, "#") || target == "" {
		return
	}
	file, ok := c.local(name, u)
	switch {
	case !ok:
		c.wrong(name, "fetches %q from another server", target)
	case !c.files[file]:
		c.wrong(name, "fetches %q, which is not there", target)
	}
}

// local is the file of the folder that an address on a page means.
func (c *checker) local(name string, u *url.URL) (string, bool) {
	here := *c.base
	here.Path = strings.TrimSuffix(c.base.Path, "/") + "/" + strings.TrimSuffix(name, "index.html")
	full := here.ResolveReference(u)
	if full.Scheme != c.base.Scheme || full.Host != c.base.Host {
		return "", false
	}
	root := strings.TrimSuffix(c.base.Path, "/") + "/"
	if !strings.HasPrefix(full.Path+"/", root) {
		return "", false
	}
	file := strings.TrimPrefix(strings.TrimPrefix(full.Path, strings.TrimSuffix(root, "/")), "/")
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return file, true
}
