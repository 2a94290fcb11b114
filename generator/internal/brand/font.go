package brand

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// generic are the names of CSS for fonts that every device has.
var generic = []string{"serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded"}

var familyPattern = regexp.MustCompile(`^-?[\pL][\pL\pN _.-]*$`)

// font writes the font stack, and where its files are.
func (o Options) font(css *strings.Builder, problems *diag.List) {
	if o.Font == "" {
		if len(o.FontFiles) > 0 {
			o.wrong(problems, "font_files", `such as font = "Inter, system-ui, sans-serif"`, "font is missing: the name of the font in these files, and what stands in for it")
		}
		return
	}
	families := o.families(problems)
	if families == nil {
		return
	}
	if len(o.FontFiles) > 0 && slices.Contains(generic, families[0]) {
		o.wrong(problems, "font", "", "begins with %q, want the name of the font in font_files first", families[0])
		return
	}
	for i, file := range o.FontFiles {
		if o.fontFile(problems, fmt.Sprintf("font_files[%d]", i), file) {
			weight, style := weightOf(file)
			// Optional: a font that comes late is used from the next page on, and nothing moves.
			fmt.Fprintf(css, "@font-face { font-family: %s; src: url(\"../%s\") format(\"woff2\"); font-weight: %s; font-style: %s; font-display: optional; }\n", families[0], file, weight, style)
		}
	}
	fmt.Fprintf(css, ":root { --font: %s; }\n", strings.Join(families, ", "))
}

// families are the names of a font stack, quoted where they are no words of CSS.
func (o Options) families(problems *diag.List) []string {
	var all []string
	for _, name := range strings.Split(o.Font, ",") {
		name = strings.TrimSpace(name)
		if n := len(name); n >= 2 && (name[0] == '"' || name[0] == '\'') && name[n-1] == name[0] {
			name = name[1 : n-1]
		}
		if !familyPattern.MatchString(name) {
			o.wrong(problems, "font", "", "got %q, want names with commas between them, such as \"Inter, system-ui, sans-serif\"", o.Font)
			return nil
		}
		if !slices.Contains(generic, name) && name != "-apple-system" {
			name = `"` + name + `"`
		}
		all = append(all, name)
	}
	if last := all[len(all)-1]; !slices.Contains(generic, last) {
		o.wrong(problems, "font", "", "ends in %s, want one that every device has at the end, such as sans-serif or serif", last)
		return nil
	}
	return all
}

var fontPath = regexp.MustCompile(`^[A-Za-z0-9_./-]+$`)

func (o Options) fontFile(problems *diag.List, key, file string) bool {
	text, ok := o.static(problems, key, file)
	if !ok {
		return false
	}
	switch {
	case path.Ext(file) != ".woff2" || !fontPath.MatchString(file):
		o.wrong(problems, key, "", "got %q, want a name of letters, digits, - and _ that ends in .woff2", file)
	case !bytes.HasPrefix(text, []byte("wOF2")):
		o.wrong(problems, key, "", "site/static/%s is no WOFF2 font", file)
	default:
		return true
	}
	return false
}

// static reads a file that is published as it is.
func (o Options) static(problems *diag.List, key, file string) ([]byte, bool) {
	if !fs.ValidPath(file) || file == "." {
		o.wrong(problems, key, "", "got %q, want a file under site/static, such as \"brand/%s\"", file, path.Base(file))
		return nil, false
	}
	if o.Static != nil {
		if text, err := fs.ReadFile(o.Static, file); err == nil {
			return text, true
		}
	}
	hint := ""
	if o.Static != nil {
		hint = diag.DidYouMean(file, below(o.Static))
	}
	o.wrong(problems, key, hint, "site/static/%s is not there", file)
	return nil, false
}

// below lists the files of a folder.
func below(dir fs.FS) []string {
	var all []string
	_ = fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return nil
	})
	return all
}

// weights are the words by which files of fonts tell their weight.
var weights = []struct{ word, weight string }{
	{"variable", "100 900"}, {"extralight", "200"}, {"ultralight", "200"}, {"semibold", "600"}, {"demibold", "600"},
	{"extrabold", "800"}, {"ultrabold", "800"}, {"thin", "100"}, {"light", "300"}, {"medium", "500"}, {"black", "900"}, {"bold", "700"},
}

var weightPattern = regexp.MustCompile(`(?:^|[-_.])([1-9]00)(?:[-_.]|italic|$)`)

// weightOf is how heavy a font is and whether it slants, by its file's name:
// inter-700.woff2, Inter-BoldItalic.woff2, inter-variable.woff2.
func weightOf(file string) (weight, style string) {
	name := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	weight, style = "400", "normal"
	if strings.Contains(name, "italic") || strings.Contains(name, "oblique") {
		style = "italic"
	}
	if m := weightPattern.FindStringSubmatch(name); m != nil {
		return m[1], style
	}
	plain := strings.NewReplacer("-", "", "_", "").Replace(name)
	for _, w := range weights {
		if strings.Contains(plain, w.word) {
			return w.weight, style
		}
	}
	return weight, style
}
