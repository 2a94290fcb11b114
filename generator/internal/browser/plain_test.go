package browser

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// table is a CSV file of the site, a row a map.
func (b *browser) table(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(b.file(t, name))).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(records), err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, head := range records[0] {
			row[head] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// Without scripts every page is whole: the drawings and the numbers are there, and
// nothing waits for a script.
func testWithoutScript(b *browser, t *testing.T) {
	b.each(t, func(p *tab, path string) {
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		p.visit(b.base+path, desktop)
		if n := len(p.fetched(".json")) + len(p.fetched("echarts")); n != 0 {
			p.Fatalf("a script ran")
		}
		for _, wrong := range js[[]string](p, whatNeedsScript) {
			p.Error(wrong)
		}
		p.quiet()
	})
	t.Run("scores", func(t *testing.T) { b.scoresInWords(t) })
	t.Run("answers", func(t *testing.T) { b.answersInTables(t) })
}

const whatNeedsScript = `(() => {
  const wrong = [];
  const seen = (e) => e.checkVisibility();
  for (const e of document.querySelectorAll('form, select, input, button, [tabindex]:not(.scroll):not(main), [role=application]')) if (seen(e) && !e.closest('form[method=post][action], .span')) wrong.push('shows ' + e.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll('figure, section, p, ul, ol, table, h1, h2, h3')) if (seen(e) && !e.textContent.trim() && !e.querySelector('svg, img') && !e.matches('[aria-live]') && !e.closest('.beside')) wrong.push('is empty: ' + e.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll('[hidden]')) if (!e.matches('form, button, .choose, .result, .soon, [data-due], [data-until]')) wrong.push('hides ' + e.outerHTML.slice(0, 80));
  for (const figure of [...document.querySelectorAll('figure.chart')].filter(seen)) {
    const drawn = [...figure.querySelectorAll('.chart-plot svg')].filter(seen);
    if (drawn.length !== 1 || drawn[0].querySelectorAll('path, text').length < 8) wrong.push('a chart is not drawn: ' + figure.dataset.table);
    if (!(document.getElementById(figure.dataset.table)?.tBodies[0].rows.length > 1)) wrong.push('a chart has no table: ' + figure.dataset.table);
    if (!(figure.querySelector('figcaption').textContent.trim().length > 20)) wrong.push('a chart has no finding: ' + figure.dataset.table);
  }
  return wrong;
})()`

// scoresInWords compares scores.csv with the tables and the headlines of the pages.
func (b *browser) scoresInWords(t *testing.T) {
	latest := map[string]map[string]string{} // of each metric
	lines := map[string]map[string]map[string]string{}
	for _, row := range b.table(t, "api/v1/scores.csv") {
		if row["team"]+row["channel"] != "" || row["grain"] != "month" && row["grain"] != "quarter" {
			continue
		}
		id := row["metric"]
		if l := latest[id]; l != nil && l["grain"] == "month" && row["grain"] != "month" {
			continue
		}
		if lines[id] == nil {
			lines[id] = map[string]map[string]string{}
		}
		lines[id][row["period"]] = row
		if row["state"] == "published" {
			latest[id] = row
		}
	}
	if len(latest) < 15 {
		t.Fatalf("%d scores", len(latest))
	}
	p := b.open(t, "", reader{noScript: true})
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		p.visit(b.base+"scores/"+id+"/", desktop)
		rows := js[map[string][]string](p, `Object.fromEntries([...document.querySelectorAll('figure.chart[data-span=recent] table tr[data-key]')].map((r) => [r.dataset.key, [...r.cells].slice(1).map((c) => c.textContent.trim())]))`)
		for period, line := range lines[id] {
			cells := rows[period]
			if len(cells) == 0 {
				t.Errorf("%s: %s is not in the table", id, period)
				continue
			}
			if line["state"] != "published" {
				continue
			}
			want, _ := strconv.ParseFloat(line["value"], 64)
			if !alike(cells[0], want) {
				t.Errorf("%s in %s: the page says %q, scores.csv %v", id, period, cells[0], want)
			}
			stands := line["denominator"]
			if line["unit"] == "per_1000" { // how many there were, not of how many
				stands = line["numerator"]
			}
			if n := thousands(stands); n != "" && !slices.Contains(cells, n) {
				t.Errorf("%s in %s: the page says %q, without the %s it stands for", id, period, cells, n)
			}
		}
		want, _ := strconv.ParseFloat(latest[id]["value"], 64)
		if headline := js[string](p, `document.querySelector('.headline .figure')?.textContent ?? ''`); !alike(headline, want) {
			t.Errorf("%s: the headline says %q, scores.csv %v", id, headline, want)
		}
	}
}

var durations = regexp.MustCompile(`^(?:(\d+) min)? ?(?:(\d+) s)?$`)

// alike tells whether a text says a number, rounded as the text rounds.
func alike(text string, want float64) bool {
	text = strings.NewReplacer(",", "", "−", "-", "+", "", "%", "", "\u00a0", " ", " ", " ").Replace(strings.TrimSpace(text))
	near := 0.5
	if m := durations.FindStringSubmatch(text); m != nil && text != "" {
		minutes, _ := strconv.Atoi(m[1])
		seconds, _ := strconv.Atoi(m[2])
		text = strconv.Itoa(60*minutes + seconds)
	}
	if _, digits, ok := strings.Cut(text, "."); ok {
		near *= math.Pow10(-len(digits))
	}
	got, err := strconv.ParseFloat(text, 64)
	return err == nil && math.Abs(got-want) <= near+1e-9
}

// thousands writes a count as English does.
func thousands(count string) string {
	for i := len(count) - 3; i > 0; i -= 3 {
		count = count[:i] + "," + count[i:]
	}
	return count
}

// counts are the answers of everybody, by metric and period.
func (b *browser) counts(t *testing.T) map[string]map[string][]int {
	all := map[string]map[string][]int{}
	for _, row := range b.table(t, "api/v1/distributions.csv") {
		if row["channel"] != "" {
			continue
		}
		id, n := row["metric"]+"|"+row["team"], 0
		if all[id] == nil {
			all[id] = map[string][]int{}
		}
		fmt.Sscan(row["count"], &n)
		all[id][row["period"]] = append(all[id][row["period"]], n)
	}
	return all
}

// shares are how many in 100 gave an answer, a lower and a higher one.
func shares(counts []int, i int) (same, lower, higher string) {
	sum, below := 0, 0
	for k, n := range counts {
		sum += n
		if k < i {
			below += n
		}
	}
	percent := func(n int) string { return fmt.Sprintf("%.0f%%", math.Floor(100*float64(n)/float64(sum)+0.5)) }
	return percent(counts[i]), percent(below), percent(sum - below - counts[i])
}

// answersInTables compares distributions.csv with the tables of /compare/.
func (b *browser) answersInTables(t *testing.T) {
	all := b.counts(t)
	p := b.open(t, "compare/", reader{noScript: true})
	surveys := js[map[string][][]string](p, `Object.fromEntries([...document.querySelectorAll('.survey')].map((s) => [s.dataset.id, [...s.querySelector('table').tBodies[0].rows].map((r) => [...r.cells].map((c) => c.textContent.trim()))]))`)
	if len(surveys) < 3 {
		t.Errorf("%d surveys", len(surveys))
	}
	for id, rows := range surveys {
		periods := slices.DeleteFunc(slices.Collect(maps.Keys(all[id+"|"])), func(p string) bool { return p == "all" || len(p) < 7 })
		monthly := slices.ContainsFunc(periods, func(p string) bool { return !strings.Contains(p, "Q") })
		if monthly {
			periods = slices.DeleteFunc(periods, func(p string) bool { return strings.Contains(p, "Q") })
		}
		counts := all[id+"|"][slices.Max(periods)]
		for i := range counts {
			same, lower, higher := shares(counts, i)
			if want, got := []string{same, lower, higher}, rows[len(rows)-1-i][1:]; !slices.Equal(got, want) {
				t.Errorf("%s, answer %s: got %v, want %v", id, rows[len(rows)-1-i][0], got, want)
			}
		}
	}
}

// The report is one or two sheets of A4, and every promise is on them.
func testPrint(b *browser, t *testing.T) {
	promised := map[string]bool{}
	for _, row := range b.table(t, "api/v1/scores.csv") {
		if row["promise"] != "" {
			promised[row["metric"]] = true
		}
	}
	if len(promised) < 5 {
		t.Fatalf("%d promises", len(promised))
	}
	there := installedFonts(t)
	for i := range len(b.pages) * len(there) {
		path, f := b.pages[i/len(there)], there[i%len(there)]
		if !strings.HasSuffix("/"+path, "/report/") {
			continue
		}
		t.Run("/"+path+" in "+f.family, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path, desktop)
			p.typeset(f)
			yes := true
			sheet := call(p, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, PreferCSSPageSize: &yes, PrintBackground: new(bool)})
			if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(sheet.Data, -1)); n != 1 {
				t.Errorf("the report has %d pages, want one sheet", n)
			}
			if box := regexp.MustCompile(`/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]`); !box.Match(sheet.Data) {
				t.Error("the report's pages are not A4")
			}
			if _, err := exec.LookPath("pdftotext"); err != nil {
				missing(t, "there is no pdftotext in PATH")
			}
			file := filepath.Join(t.TempDir(), "report.pdf")
			if err := os.WriteFile(file, sheet.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			text, err := exec.Command("pdftotext", "-layout", "-enc", "UTF-8", file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			for id := range promised {
				h1 := regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`).FindSubmatch(b.file(t, strings.TrimSuffix(path, "report/")+"scores/"+id+"/index.html"))
				title := js[string](p, `new DOMParser().parseFromString(`+quoted(string(h1[1]))+`, 'text/html').body.textContent`)
				if !near(strings.Fields(string(text)), strings.Fields(title)) {
					t.Errorf("the print does not hold %q", title)
				}
			}
			if t.Failed() {
				t.Logf("%s", text)
			}
		})
	}
}

// near tells whether words stand in a text in their order and close together: a cell
// of a table that takes several lines comes mixed with its neighbours.
func near(text, words []string) bool {
	for i := range text {
		found := 0
		for _, w := range text[i:min(len(text), i+60)] {
			if found < len(words) && w == words[found] {
				found++
			}
		}
		if found == len(words) {
			return true
		}
	}
	return false
}
