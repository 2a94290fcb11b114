package chart

import (
	"context"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestSVGIsSafeInAPage(t *testing.T) {
	svgs, _ := render(t, samples(t), Options{})
	known := map[string]bool{}
	for property := range uses {
		known["var(--chart-"+property+")"] = true
	}
	used := map[string]bool{}
	for _, s := range svgs {
		d := xml.NewDecoder(strings.NewReader(s.String()))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", s.ID, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !strings.Contains(" svg g path text ", " "+e.Name.Local+" ") {
				t.Errorf("%s: element %s", s.ID, e.Name.Local)
			}
			for _, a := range e.Attr {
				switch {
				case regexp.MustCompile(`^(style|class|id|href|on.*|clip-path|filter)$`).MatchString(a.Name.Local):
					t.Errorf("%s: attribute %s=%q", s.ID, a.Name.Local, a.Value)
				case a.Name.Local == "fill" || a.Name.Local == "stroke":
					if a.Value != "none" && !known[a.Value] {
						t.Errorf("%s: colour %q is none of the theme's", s.ID, a.Value)
					}
					used[a.Value] = true
				}
			}
		}
		if regexp.MustCompile(`#[0-9a-fA-F]{3}|rgb|url\(|https?:`).Match(s.Body) {
			t.Errorf("%s: a colour literal or an address", s.ID)
		}
	}
	for colour := range known {
		if !used[colour] {
			t.Errorf("no sample uses %s", colour)
		}
	}
}

func TestMissingValuesAreGaps(t *testing.T) {
	p := patchy()
	p.Points = p.Points[:8] // one gap, at 5
	p.Notes, p.Promise = nil, nil
	c, err := p.Chart("x", Wide)
	if err != nil {
		t.Fatal(err)
	}
	svgs, _ := render(t, []Chart{c}, Options{})
	lines := regexp.MustCompile(`<path d="([^"]+)" fill="none" stroke="var\(--chart-line\)"`).FindAllStringSubmatch(string(svgs[0].Body), -1)
	if len(lines) != 1 || strings.Count(lines[0][1], "M") != 2 || strings.Count(lines[0][1], "L") != 5 {
		t.Errorf("got %v, want one line of two pieces with 5 and 2 points", lines)
	}
	bands := regexp.MustCompile(`<path d="([^"]+)" fill="var\(--chart-band\)"`).FindAllStringSubmatch(string(svgs[0].Body), -1)
	if len(bands) != 1 || strings.Count(bands[0][1], "Z") != 2 {
		t.Errorf("got %v, want one band of two pieces", bands)
	}
}

func TestTheSameChartsGiveTheSameBytes(t *testing.T) {
	all := samples(t)
	first, _ := render(t, all, Options{Workers: 1})
	for _, workers := range []int{1, 3, 8} {
		again, _ := render(t, all, Options{Workers: workers})
		for i := range first {
			if string(first[i].Body) != string(again[i].Body) {
				t.Errorf("%s differs with %d engines", first[i].ID, workers)
			}
		}
	}
	for i, c := range samples(t) {
		if string(c.Option) != string(all[i].Option) {
			t.Errorf("option of %s differs", c.ID)
		}
	}
}

func TestCacheKeepsDrawings(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	all := samples(t)[:5]
	cold, stats := render(t, append(all, all[0]), Options{Secret: []byte("mine"), CacheDir: dir})
	if stats.Charts != 6 || stats.Drawn != 5 || stats.Cached != 0 {
		t.Errorf("cold: got %+v, want 6 charts and 5 drawn", stats)
	}
	warm, stats := render(t, all, Options{Secret: []byte("mine"), CacheDir: dir})
	if stats.Drawn != 0 || stats.Cached != 5 {
		t.Errorf("warm: got %+v, want 5 cached", stats)
	}
	for i := range warm {
		if string(warm[i].Body) != string(cold[i].Body) {
			t.Errorf("%s differs when it comes from the cache", warm[i].ID)
		}
	}

	files, err := filepath.Glob(filepath.Join(dir, "*.svg"))
	if err != nil || len(files) != 5 {
		t.Fatalf("got %d files, %v: want 5", len(files), err)
	}
	for i, damage := range []string{"", "0000\n<path/>", strings.Repeat("0", 64) + "\n<script/>"} {
		if err := os.WriteFile(files[i], []byte(damage), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	forged := cache{secret: []byte("theirs")}
	key := strings.TrimSuffix(filepath.Base(files[3]), ".svg")
	if err := os.WriteFile(files[3], []byte(forged.seal(key, []byte("<path d=\"M0 0\"/>"))+"\n<path d=\"M0 0\"/>"), 0o644); err != nil {
		t.Fatal(err)
	}
	mended, stats := render(t, all, Options{Secret: []byte("mine"), CacheDir: dir})
	if stats.Drawn != 4 || stats.Cached != 1 {
		t.Errorf("damaged: got %+v, want 4 drawn", stats)
	}
	for i := range mended {
		if string(mended[i].Body) != string(cold[i].Body) {
			t.Errorf("%s differs after damage", mended[i].ID)
		}
	}
}

func TestCacheIsOfOneUserAndOneProgram(t *testing.T) {
	dir, all := t.TempDir(), samples(t)[:2]
	render(t, all, Options{Secret: []byte("mine"), CacheDir: dir, Program: "1"})
	for _, o := range []Options{{Secret: []byte("theirs"), CacheDir: dir, Program: "1"}, {Secret: []byte("mine"), CacheDir: dir, Program: "2"}, {CacheDir: dir, Program: "1"}} {
		if _, stats := render(t, all, o); stats.Drawn != 2 {
			t.Errorf("secret %q, program %q: got %+v, want both drawn", o.Secret, o.Program, stats)
		}
	}
}

func TestOnlyWhatChartsAreMadeOfIsSound(t *testing.T) {
	for _, s := range samples(t) {
		svgs, _ := render(t, []Chart{s}, Options{})
		if !sound(svgs[0].Body) {
			t.Errorf("%s is not sound", s.ID)
		}
	}
	for _, body := range []string{
		"<script/>", "<path onclick=\"x\"/>", "<path fill=\"url(#a)\"/>", "<path fill=\"red\"/>", "<g><a href=\"x\"/></g>", "<path d=\"x y\"/>", "<text style=\"x\">a</text>",
		"<!-- x -->", "<?x y?>", "<path", "<g>", "</svg>", "<path xmlns=\"http://www.w3.org/1999/xhtml\"/>", "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\"/>",
	} {
		if sound([]byte(body)) {
			t.Errorf("%s is sound", body)
		}
	}
}

func TestCacheDoesNotGrowForEver(t *testing.T) {
	dir := t.TempDir()
	all := samples(t)
	for _, name := range []string{"new-123", "notes.txt"} { // what a killed build left, and what is not ours
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	count := func() int {
		files, _ := filepath.Glob(filepath.Join(dir, "*.svg"))
		return len(files)
	}
	render(t, all[:5], Options{Secret: []byte("mine"), CacheDir: dir, Keep: 100})
	render(t, all[5:7], Options{Secret: []byte("mine"), CacheDir: dir, Keep: 3})
	if got := count(); got != 5 {
		t.Errorf("got %d drawings, want 2 of the build and 3 others", got)
	}
	render(t, all[5:7], Options{Secret: []byte("mine"), CacheDir: dir})
	if got := count(); got != 2 {
		t.Errorf("got %d drawings, want those of the build", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "new-123")); !os.IsNotExist(err) {
		t.Errorf("the killed build's file: got %v, want it gone", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "notes.txt")); err != nil {
		t.Error(err)
	}
}

func TestRenderStopsWhenItIsTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Render(ctx, samples(t), Options{Bundle: bundle(t)}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestRenderReportsABrokenBundle(t *testing.T) {
	all := samples(t)[:1]
	for js, want := range map[string]string{
		"var shingleChart = (":                                        "reading the chart bundle: ",
		"throw new Error('no')":                                       "loading the chart bundle: ",
		"var shingleChart = {draw() { throw new Error('no') }}":       "drawing chart service-wide: ",
		"var shingleChart = {draw() { return 1 }}":                    "drawing chart service-wide: the bundle drew int: want text",
		"var shingleChart = {draw() { return '<script/>' }}":          `drawing chart service-wide: element "script": want path or text`,
		"var shingleChart = {draw() { return '<path style=\"\"/>' }}": `drawing chart service-wide: attribute "style" of a path: not known`,
	} {
		_, _, err := Render(context.Background(), all, Options{Bundle: []byte(js)})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", js, err, want)
		}
	}
}

func TestBundlesAreMadeFromTheirSources(t *testing.T) {
	h := sha256.New()
	for _, name := range []string{"draw.js", "entry.js", "marks.js", "package.json", "package-lock.json"} {
		h.Write(asset(t, "echarts/"+name))
	}
	from := fmt.Sprintf("made from %x ", h.Sum(nil)[:8])
	for _, name := range []string{"js/echarts.min.js", "echarts/draw.min.js"} {
		b := string(asset(t, name))
		if !strings.Contains(b[:300], from) {
			t.Errorf("%s is not %s: run themes/shingle/assets/echarts/build.sh", name, from)
		}
		for _, forbidden := range []string{"eval(", "new Function", "sourceMappingURL"} {
			if strings.Contains(b, forbidden) {
				t.Errorf("%s contains %q", name, forbidden)
			}
		}
	}
}

// BenchmarkRender draws without a cache; ns/op is one chart on one engine, its start not counted.
func BenchmarkRender(b *testing.B) {
	code, err := compile(bundle(b))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range samples(b) {
		b.Run(c.ID, func(b *testing.B) {
			e, err := start(context.Background(), code)
			if err != nil {
				b.Fatal(err)
			}
			defer e.close()
			for b.Loop() {
				raw, err := e.draw(c)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := clean(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkThousand draws a thousand different charts, cold and from a warm cache.
func BenchmarkThousand(b *testing.B) {
	var all []Chart
	for i := range 500 {
		for _, size := range []Size{Wide, Narrow} {
			t := service()
			t.Points[3].Value = new(81 + float64(i)/500)
			c, err := t.Chart(fmt.Sprint(i, size), size)
			if err != nil {
				b.Fatal(err)
			}
			c.Option = append(c.Option, strings.Repeat(" ", i)...) // also the narrow ones differ
			all = append(all, c)
		}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			render(b, all, Options{})
		}
	})
	b.Run("warm", func(b *testing.B) {
		o := Options{Secret: []byte("mine"), CacheDir: b.TempDir()}
		render(b, all, o)
		for b.Loop() {
			if _, stats := render(b, all, o); stats.Drawn != 0 {
				b.Fatalf("%d drawn, want none", stats.Drawn)
			}
		}
	})
}

// BenchmarkOptions makes options without drawing them.
func BenchmarkOptions(b *testing.B) {
	t := service()
	for b.Loop() {
		if _, err := t.Chart("x", Wide); err != nil {
			b.Fatal(err)
		}
	}
}
