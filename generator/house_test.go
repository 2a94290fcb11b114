package main_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rules of the house. They read the repository's files, so that nothing here is
// answered from a cache.

// mayImport is which of our packages each package may use. What stands in one line is a
// stage of the flow and what it is made from; every package may note problems (diag).
var mayImport = map[string][]string{
	"config":          {"fact", "hours", "metric", "preset", "score"},
	"preset":          {},
	"duty":            {},
	"brand":           {},
	"engine":          {"quote"},
	"engine/bound":    {"engine", "quote"},
	"engine/postgres": {"engine", "engine/bound", "quote"},
	"engine/trino":    {"engine", "engine/bound", "quote"},
	"export":          {},
	"record":          {"engine", "export", "fact", "ledger", "quote", "shelf"},
	"fact":            {"ledger", "metric", "quote"},
	"besttime":        {"fact", "hours"},
	"hours":           {"fact"},
	"claim":           {"besttime", "fact", "metric", "score"},
	"score":           {"besttime", "fact", "metric"},
	"privacy":         {"fact", "metric", "score"},
	"chart":           {},
	"metric":          {},
	"notice":          {"fact", "score"},
	"page":            {"besttime", "chart", "claim", "fact", "hours", "indented", "metric", "notice", "score"},
	"hugo":            {},
	"indented":        {},
	"byhand":          {"hugo", "page"},
	"overlap":         {"engine", "export", "fact", "privacy", "record"},
	"report":          {"fact", "page", "score"},
	"progress":        {"terminal"},
	"room":            {},
	"web":             {},
	"verify":          {},
	"words":           {"config", "page"},
	"publish":         {"lock"},
	"quote":           {},
	"release":         {"fact", "indented", "privacy", "score"},
	"share":           {},
	"lock":            {},
	"pgserver":        {},
	"terminal":        {},
	"scratch":         {"lock"},
	"shelf":           {},
	"ledger":          {},
	"keep":            {},
	"diag":            {},
	"golden":          {},
	"guess":           {"fact"},
	"sample":          {},
	"starter":         {"config", "engine", "export", "guess", "metric", "preset", "record", "scratch", "terminal"},
	"sample/make":     {"sample"},
	"main": {
		"shingle", "besttime", "brand", "byhand", "chart", "config", "duty", "engine", "engine/bound", "engine/postgres", "engine/trino", "export", "fact", "hours", "hugo", "keep", "metric", "notice", "overlap", "page", "privacy", "progress", "publish",
		"record", "release", "report", "room", "scratch", "score", "share", "shelf", "starter", "verify", "web", "words",
	},
}

// A dependency is a module of others, what it is for, and the packages that know it.
type dependency struct {
	module string
	reason string
	users  []string // main is the program itself, "test" any test
}

// dependencies are all the modules that we use ourselves. A new one needs a reason.
var dependencies = []dependency{
	{"github.com/BurntSushi/toml", "config.toml, decoded strictly", []string{"config", "test"}},
	{"github.com/bep/clocks", "Hugo's clock, stopped at the day of the build", []string{"hugo"}},
	{"github.com/bep/logg", "the levels of Hugo's log, whose warnings are mistakes", []string{"hugo"}},
	{"github.com/chromedp/chromedp", "pages looked at in a real browser", []string{"test"}},
	{"github.com/chromedp/cdproto", "the words chromedp speaks with the browser", []string{"test"}},
	{"github.com/duckdb/duckdb-go/v2", "reads and groups records", []string{"engine", "test"}},
	{"github.com/go-echarts/go-echarts/v2", "chart options as Go values", []string{"chart"}},
	{"github.com/gohugoio/go-i18n/v2", "sentences in tests as Hugo writes them", []string{"test"}},
	{"github.com/gohugoio/hugo", "makes the pages", []string{"hugo"}},
	{"github.com/jackc/pgx/v5", "warehouses that speak PostgreSQL's protocol", []string{"engine/postgres", "pgserver", "test"}},
	{"github.com/klauspost/compress", "exports compressed by zstd, and pages compressed as by a web server", []string{"export", "web", "test"}},
	{"github.com/pelletier/go-toml/v2", "where the keys of config.toml stand", []string{"config"}},
	{"github.com/rogpeppe/go-internal", "transcripts of the command line", []string{"test"}},
	{"github.com/santhosh-tekuri/jsonschema/v6", "JSON files are what their schemas say", []string{"verify"}},
	{"github.com/spf13/afero", "the file system in memory that Hugo works on", []string{"hugo"}},
	{"github.com/spf13/cobra", "the command line", []string{"main"}},
	{"github.com/xuri/excelize/v2", "workbooks", []string{"export", "test"}},
	{"github.com/trinodb/trino-go-client", "asks a Trino cluster to count where the rows are", []string{"engine/trino"}},
	{"golang.org/x/image", "is a logo a WebP image? pictures of shared links, with the Go fonts", []string{"brand", "share"}},
	{"golang.org/x/net", "a stranger's look at HTML", []string{"verify", "test"}},
	{"golang.org/x/sys", "folders exchanged in one step, locks that end with their process", []string{"publish", "lock", "test"}},
	{"golang.org/x/term", "do people look on, and how wide", []string{"terminal"}},
	{"golang.org/x/text", "encodings of exports, equal names in equal spelling", []string{"export", "record", "page", "guess", "privacy", "test"}},
	{"gonum.org/v1/gonum", "quantiles of distributions", []string{"score", "test"}},
	{"modernc.org/quickjs", "runs ECharts while building, and what browsers say in tests", []string{"chart", "test"}},
}

// A source is a Go file of ours.
type source struct {
	path    string // from the repository's root, with slashes
	pkg     string // the name that the tables above use
	test    bool
	lines   int
	file    *ast.File
	imports []string
}

const root = ".."

// files lists the repository's files below a folder, from its root.
func files(t *testing.T, under string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(filepath.Join(root, filepath.FromSlash(under)), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && (strings.HasPrefix(base, ".") && base != "." && base != ".." || base == "node_modules" || base == "public") {
			return filepath.SkipDir
		}
		if !d.IsDir() {
			rel, err := filepath.Rel(root, name)
			if err != nil {
				return err
			}
			all = append(all, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sources parses all Go files.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, name := range files(t, ".") {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		text := read(t, name)
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		s := source{path: name, test: strings.HasSuffix(name, "_test.go"), lines: strings.Count(text, "\n"), file: file}
		switch dir := path.Dir(name); dir {
		case ".":
			s.pkg = "root"
		case "generator":
			s.pkg = "main"
		default:
			s.pkg = strings.TrimPrefix(dir, "generator/internal/")
		}
		for _, i := range file.Imports {
			p, _ := strconv.Unquote(i.Path.Value)
			s.imports = append(s.imports, p)
		}
		all = append(all, s)
	}
	return all
}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	seen, used := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		seen[s.pkg] = true
		if s.test {
			continue
		}
		allowed, known := mayImport[s.pkg]
		if !known && s.pkg != "root" {
			t.Errorf("%s: package %s has no line in the import table", s.path, s.pkg)
		}
		for _, p := range s.imports {
			ours, ok := strings.CutPrefix(p, "shingle")
			if !ok || ours != "" && ours[0] != '/' {
				continue
			}
			ours = cmp.Or(strings.TrimPrefix(ours, "/generator/internal/"), "shingle")
			used[s.pkg+" "+ours] = true
			if ours != "diag" && !slices.Contains(allowed, ours) {
				t.Errorf("%s: %s may not import %s", s.path, s.pkg, p)
			}
		}
	}
	for name, allowed := range mayImport {
		if !seen[name] {
			t.Errorf("the import table has %s, which is not there", name)
		}
		for _, other := range allowed {
			if !used[name+" "+other] {
				t.Errorf("the import table says that %s imports %s, which it does not", name, other)
			}
		}
	}
}

func TestModulesOfOthersAreKnownWhereTheyMayBe(t *testing.T) {
	used, users := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		for _, p := range s.imports {
			if first, _, _ := strings.Cut(p, "/"); !strings.Contains(first, ".") {
				continue
			}
			i := slices.IndexFunc(dependencies, func(d dependency) bool { return p == d.module || strings.HasPrefix(p, d.module+"/") })
			if i < 0 {
				t.Errorf("%s imports %s, which has no reason in the list of dependencies", s.path, p)
				continue
			}
			d := dependencies[i]
			used[d.module] = true
			users[d.module+" "+s.pkg] = users[d.module+" "+s.pkg] || !s.test
			users[d.module+" test"] = users[d.module+" test"] || s.test
			if !slices.Contains(d.users, s.pkg) && !(s.test && slices.Contains(d.users, "test")) {
				t.Errorf("%s: %s may not import %s; only %s may", s.path, s.pkg, p, strings.Join(d.users, ", "))
			}
		}
	}
	required := regexp.MustCompile(`(?m)^(?:require )?\s*(\S+) v\S+( // indirect)?$`).FindAllStringSubmatch(read(t, "go.mod"), -1)
	direct := map[string]bool{}
	for _, r := range required {
		direct[r[1]] = direct[r[1]] || r[2] == ""
	}
	for _, d := range dependencies {
		if _, ok := direct[d.module]; used[d.module] && !ok {
			t.Errorf("go.mod does not require %s", d.module)
		}
		if !used[d.module] {
			t.Errorf("the list of dependencies has %s, which nothing of ours imports", d.module)
		}
		if d.reason == "" {
			t.Errorf("%s has no reason", d.module)
		}
		for _, user := range d.users {
			if !users[d.module+" "+user] {
				t.Errorf("the list of dependencies says that %s imports %s, which it does not", user, d.module)
			}
		}
	}
	for _, module := range slices.Sorted(maps.Keys(direct)) {
		if direct[module] && !used[module] {
			t.Errorf("go.mod requires %s, which nothing of ours imports", module)
		}
	}
}

func TestEachPackageSaysWhatItIs(t *testing.T) {
	comment := map[string]string{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		if s.file.Doc != nil {
			comment[s.pkg] += s.file.Doc.Text()
		} else {
			comment[s.pkg] += ""
		}
	}
	for pkg, text := range comment {
		want := "Package " + path.Base(pkg) + " "
		switch pkg {
		case "root":
			want = "Package shingle "
		case "main":
			want = "Shingle "
		case "sample/make":
			want = "Command make "
		}
		if !strings.HasPrefix(text, want) {
			t.Errorf("package %s: got the comment %.40q, want one that begins with %q", pkg, text, want)
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	var code, all []int
	for _, s := range sources(t) {
		if s.lines > 400 {
			t.Errorf("%s has %d lines, want 400 at most", s.path, s.lines)
		}
		if all = append(all, s.lines); !s.test {
			code = append(code, s.lines)
		}
	}
	for what, lines := range map[string][]int{"files of Go": all, "those that are no tests": code} {
		slices.Sort(lines)
		if median := lines[len(lines)/2]; median > 130 {
			t.Errorf("of %d %s the median has %d lines, want 130 at most", len(lines), what, median)
		}
	}
}

// bad is how a sentence about a mistake must not begin: with a capital (but NPS and
// XLSX may stand there), or with words that say nothing.
var bad = regexp.MustCompile(`^(\p{Lu}\p{Ll}|(failed|error|unable|could not|something went wrong)\b)`)

func TestMistakesAreToldAsFacts(t *testing.T) {
	telling := []string{"Add", "AddHint", "Warn", "Errorf", "New", "wrong", "wrongHint", "put", "bad", "refusal"}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			for _, arg := range call.Args {
				lit, ok := arg.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					continue
				}
				text, _ := strconv.Unquote(lit.Value)
				if slices.Contains(telling, name) && bad.MatchString(text) {
					t.Errorf("%s: a mistake is told as %q: want what is wrong and what would be right", s.path, text)
				}
				if name == "panic" && !strings.HasPrefix(text, "bug: ") {
					t.Errorf("%s: panic(%q), want \"bug: ...\"", s.path, text)
				}
			}
			return true
		})
	}
}

func TestEachTestdataFolderIsOpenedByATest(t *testing.T) {
	opened := map[string]string{} // folder of tests → their text
	for _, s := range sources(t) {
		if s.test {
			opened[path.Dir(s.path)] += read(t, s.path)
		}
	}
	seen := map[string]bool{}
	for _, name := range files(t, ".") {
		dir, rest, ok := strings.Cut(name, "/testdata/")
		if !ok {
			continue
		}
		folder := "testdata"
		if sub, _, deeper := strings.Cut(rest, "/"); deeper && sub != "fuzz" {
			folder += "/" + sub
		}
		if seen[dir+folder] {
			continue
		}
		seen[dir+folder] = true
		if !strings.Contains(opened[dir], folder) {
			t.Errorf("%s/%s is opened by no test of %s", dir, folder, dir)
		}
	}
	if len(seen) == 0 {
		t.Error("no testdata folder was found")
	}
}
