package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// absurd are texts that are put in the place of a value of the config, a cell, or a value
// of front matter.
var absurd = []string{
	"", " ", `""`, "0", "-1", "1e400", "NaN", "9223372036854775808", "0.30000000000000004", "1,5", "1.000,5", "true", "null", "[]", "{}", `["x"]`, `"x"`, `[""]`, `{ x = "y" }`,
	"x", "2026-02-30", "2026-10-01", "9999-12-31", "0001-01-01", "12:61", `"2026-10"`, "{{ .Site }}", `"{{< x >}}"`, `"<no value>"`, `"<script>alert(1)</script>"`, `"../../etc/passwd"`, `"*"`, `"["`,
	"\x00", "\x1b[31m", "\xff\xfe", "a\u202eb", `"a\u0000b"`, `"\u001b[2J"`, `"'; DROP TABLE x; --"`, "=1+1", "%s%d%!", "ﷺ", strings.Repeat("x", 5000), `"` + strings.Repeat("é", 300) + `"`, "---", "+++", "\n", ";;;;", ",,,,", `"`, "'", "`", "\\",
}

// A mutation changes one file of a site, and says what it did.
type mutation func(chance *rand.Rand, files map[string]string) string

var (
	valueOf   = regexp.MustCompile(`(?m)^([a-zA-Z_]+) = (.*)$`)
	entryOf   = regexp.MustCompile(`([a-z_]+) = ("[^"]*"|\[[^\]]*\]|\d+)( ?[,}])`)
	frontLine = regexp.MustCompile(`(?m)^([a-z]+): (.*)$`)
)

// swap replaces one match of a pattern; the text is in its second group.
func swap(chance *rand.Rand, files map[string]string, name string, pattern *regexp.Regexp) string {
	all := pattern.FindAllStringSubmatchIndex(files[name], -1)
	if len(all) == 0 {
		return "nothing of " + name
	}
	m, text := all[chance.IntN(len(all))], files[name]
	odd := absurd[chance.IntN(len(absurd))]
	if chance.IntN(8) == 0 { // the line is left out
		files[name] = text[:m[0]] + text[m[1]:]
		return fmt.Sprintf("%s: without %s", name, text[m[2]:m[3]])
	}
	if chance.IntN(2) == 0 && !strings.HasSuffix(name, ".md") { // a value of the right kind
		odd = strconv.Quote(strings.Trim(odd, `"`))
	}
	files[name] = text[:m[4]] + odd + text[m[5]:]
	return fmt.Sprintf("%s: %s is %.60q", name, text[m[2]:m[3]], odd)
}

var mutations = []mutation{
	func(c *rand.Rand, files map[string]string) string { return swap(c, files, "config.toml", valueOf) },
	func(c *rand.Rand, files map[string]string) string { return swap(c, files, "config.toml", entryOf) },
	func(c *rand.Rand, files map[string]string) string {
		return swap(c, files, "site/content/notices/late.md", frontLine)
	},
	func(c *rand.Rand, files map[string]string) string { // in every language, so that it is alike
		what := swap(c, files, "site/content/notices/late.md", frontLine)
		files["site/content/notices/late.de.md"] = files["site/content/notices/late.md"]
		return what + ", also in German"
	},
	func(c *rand.Rand, files map[string]string) string {
		return swap(c, files, "site/i18n/de.toml", valueOf)
	},
	cell, cell, cell,
}

// cell replaces one cell of one export, its header's too.
func cell(chance *rand.Rand, files map[string]string) string {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return !strings.HasSuffix(name, ".csv") })
	name := names[chance.IntN(len(names))]
	comma := ","
	if strings.HasPrefix(name, "data/calls") {
		comma = ";"
	}
	lines := strings.Split(strings.TrimSuffix(files[name], "\n"), "\n")
	row := chance.IntN(min(len(lines), 4))
	cells := strings.Split(lines[row], comma)
	column := chance.IntN(len(cells))
	odd := absurd[chance.IntN(len(absurd))]
	what := fmt.Sprintf("%s:%d: cell %d (%s) is %.60q", name, row+1, column+1, cells[column], odd)
	from, to := row, row+1
	if row > 0 && chance.IntN(3) == 0 { // and so in every row
		to, what = len(lines), what+" and so on"
	}
	for ; from < to; from++ {
		cells := strings.Split(lines[from], comma)
		if column < len(cells) {
			cells[column] = odd
			lines[from] = strings.Join(cells, comma)
		}
	}
	files[name] = strings.Join(lines, "\n") + "\n"
	return what
}

var (
	// insides are words of the program's insides and of what it is made of.
	insides = regexp.MustCompile(`(?i)panic|goroutine|runtime error|%!|\bint64\b|float64|map\[|unmarshal|reflect\.|\.go:\d|strconv|hugolib|<no value>|template|execut(e|ing)|partial|layouts/|\bnil\b|` +
		`(binder|catalog|parser|conversion|invalid input|internal|out of range|constraint|io) error|LINE \d|\bSELECT\b|\bVARCHAR\b|\bCAST\b|read_csv|records_\d|duckdb|(^|\s)(yaml|toml|json): |no such file|shingle-\d|^shingle: |/tmp/`)
	inQuotes = regexp.MustCompile(`"(\\.|[^"\\])*"`)
	// placed is a line that says where something is wrong.
	placed = regexp.MustCompile(`^(config\.toml|data/[a-z]+\.csv|site/[a-z0-9/.]+)(:\d+)*: |^  hint: |^nothing was published$|^(\S+: )?and \d+ more (mistakes|warnings)$`)
)

// Whatever stands in a value of the config, a cell or the front matter of a notice, the
// program ends with 0, 1 or 2 and says what is wrong at its place, in words for people.
// SHINGLE_MUTATIONS is how many there are, SHINGLE_SEED which is the first.
func TestEveryMutationIsToldInASentence(t *testing.T) {
	number := func(name string, fallback int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return fallback
	}
	first := number("SHINGLE_SEED", 1)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if code, said, _ := checked(t, wholeSite()); code != done || strings.Contains(said, "rejected") {
		t.Fatalf("the site as it is: got %d\n%s", code, said)
	}
	for seed := first; seed < first+number("SHINGLE_MUTATIONS", 8); seed++ {
		chance := rand.New(rand.NewPCG(uint64(seed), 1))
		files := wholeSite()
		what := fmt.Sprintf("seed %d: %s", seed, mutations[chance.IntN(len(mutations))](chance, files))
		code, said, report := checked(t, files)
		if code != done && code != problems || code == done && strings.Contains(said, "nothing was") || code == problems && said == "" {
			t.Errorf("%s: got %d\n%s%s", what, code, said, report)
		}
		for line := range strings.Lines(said) {
			plain := inQuotes.ReplaceAllString(strings.TrimSuffix(line, "\n"), `""`)
			if !placed.MatchString(plain) || insides.MatchString(plain) && !strings.Contains(what, "query") {
				t.Errorf("%s: %q is not for people, or has no place", what, line)
			}
		}
	}
}

// checked runs check on a site.
func checked(t *testing.T, files map[string]string) (code int, said, report string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	defer func() {
		if r := recover(); r != nil {
			code, said = -1, fmt.Sprint("panic: ", r)
		}
		os.RemoveAll(dir)
	}()
	var out, errs bytes.Buffer
	code = run(t.Context(), []string{"check", "-C", dir}, &out, &errs)
	return code, errs.String(), out.String()
}
