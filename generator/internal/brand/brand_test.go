package brand

import (
	"io/fs"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"shingle/generator/internal/diag"
)

// made is what becomes of a brand: its style sheet, and what is said against it.
func made(o Options) (Look, string) {
	o.Place = func(key string) diag.Place { return diag.Place{File: "config.toml", Line: 9} }
	var problems diag.List
	look := Make(o, &problems)
	return look, problems.String()
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000", "#fff", 21}, {"#fff", "#ffffff", 1}, {"#777777", "#fff", 4.478}, {"#0000ff", "#ffffff", 8.592}, {"#0c5a63", "#fbfaf6", 7.564}} {
		a, _ := Parse(c.a)
		b, _ := Parse(c.b)
		if got := Contrast(a, b); math.Abs(got-c.want) > 0.001 || got != Contrast(b, a) {
			t.Errorf("%s on %s: got %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
}

func TestParseReadsLongAndShortColours(t *testing.T) {
	for text, want := range map[string]string{"#0C5a63": "#0c5a63", "#0c6": "#00cc66", "0c5a63": "", "#0c5a6": "", "#0c5a6g": "", "#+12345": "", "teal": "", "": ""} {
		got, ok := Parse(text)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q: got %v %v, want %q", text, got, ok, want)
		}
	}
}

func TestNearestColourKeepsItsHueAndCanBeRead(t *testing.T) {
	for _, text := range []string{"#ff0000", "#ffd400", "#00a651", "#1da1f2", "#e6007e", "#808080", "#fff", "#000", "#6f4e37"} {
		c, _ := Parse(text)
		for _, ground := range []struct {
			on    []Ground
			white bool
		}{{light, false}, {dark, true}} {
			got := towards(c, ground.on, enough, ground.white)
			if low, at := worst(got, ground.on); low < enough {
				t.Errorf("%s: %s has only %.2f on %s", text, got, low, at.Name)
			}
			if before, _ := worst(c, ground.on); before >= enough && got != c {
				t.Errorf("%s can be read, but became %s", text, got)
			}
		}
	}
	red, _ := Parse("#ff0000")
	if got := towards(red, light, enough, false); got.R < 4*got.G || got.R < 4*got.B {
		t.Errorf("red became %s", got)
	}
}

func TestGroundsAreThoseOfTheTheme(t *testing.T) {
	text, err := os.ReadFile("../../../themes/shingle/assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	day, night, _ := strings.Cut(string(text), "prefers-color-scheme: dark")
	for css, grounds := range map[string][]Ground{day: light, night: dark} {
		for i, property := range []string{"--paper", "--card", "--warn"} {
			m := regexp.MustCompile(property + `:\s*(#[0-9a-f]+)`).FindStringSubmatch(css)
			if m == nil {
				t.Fatalf("%s is not in tokens.css", property)
			}
			if want, _ := Parse(m[1]); grounds[i].Color != want {
				t.Errorf("%s: tokens.css says %s, we check on %s", property, want, grounds[i].Color)
			}
		}
	}
}

func TestColourBecomesRulesForLightAndDark(t *testing.T) {
	look, problems := made(Options{Color: "#7a1fa2"})
	if problems != "" {
		t.Fatal(problems)
	}
	want := `/* The organisation's own look, from [shingle.brand] in config.toml. */
@media (forced-colors: none) {
  :root { --brand: #7a1fa2; --brand-ink: #ffffff; --brand-wash: #ece0ec; --chart-line: #7a1fa2; --chart-band: #e5d5e8; }
}
@media screen and (prefers-color-scheme: dark) and (forced-colors: none) {
  :root { --brand: #db9dfe; --brand-ink: #0c1214; --brand-wash: #2c2836; --chart-line: #db9dfe; --chart-band: #362f42; }
}
`
	if got := string(look.CSS); got != want {
		t.Errorf("got %s", got)
	}
}

func TestWhatIsWrittenOnTheBrandCanBeRead(t *testing.T) {
	for n := 0; n < 1<<24; n += 4099 {
		c := Color{uint8(n >> 16), uint8(n >> 8), uint8(n)}
		day, _ := worst(c, light)
		night, _ := worst(c, dark)
		if day < enough && night < enough {
			continue // refused
		}
		if got := Contrast(c, ink(c)); got < enough {
			t.Fatalf("%s on %s: %.2f", ink(c), c, got)
		}
		for ratio, ground := range map[float64]Ground{day: light[0], night: dark[0]} {
			if got := Contrast(c, wash(c, ground.Color)); ratio >= enough && got < enough {
				t.Fatalf("%s on its wash %s: %.2f", c, wash(c, ground.Color), got)
			}
		}
	}
}

func TestColoursThatCannotBeReadAreRefusedWithOneThatCan(t *testing.T) {
	for _, c := range []struct{ color, dark, want string }{
		{"#1da1f2", "", "config.toml:9: shingle.brand.color: #1da1f2 on a notice (#fff3d6) has a contrast of 2.56, want at least 4.5\n  hint: the nearest that can be read is \"#0775b4\"\n"},
		{"#0c5a63", "#0c5a63", "config.toml:9: shingle.brand.color_dark: #0c5a63 on a notice (#33290f) has a contrast of 1.81, want at least 4.5\n  hint: the nearest that can be read is \"#579ba4\"\n"},
		{"teal", "", "config.toml:9: shingle.brand.color: got \"teal\", want a colour such as \"#0c5a63\"\n"},
		{"", "#fff", "config.toml:9: shingle.brand.color_dark: color is missing: the colour of which this is the dark variant\n"},
	} {
		look, got := made(Options{Color: c.color, ColorDark: c.dark})
		if got != c.want || look.CSS != nil {
			t.Errorf("%s %s: got %s%s, want %s", c.color, c.dark, got, look.CSS, c.want)
		}
	}
}

var fontFiles = fstest.MapFS{
	"fonts/inter-variable.woff2": {Data: []byte("wOF2 and more")},
	"fonts/inter-italic.woff2":   {Data: []byte("wOF2 and more")},
	"fonts/false.woff2":          {Data: []byte("<html>")},
	"fonts/inter.ttf":            {Data: []byte("\x00\x01")},
}

func TestFontBecomesAStackAndItsFiles(t *testing.T) {
	look, problems := made(Options{Font: "Inter, 'Gill Sans', system-ui, sans-serif", FontFiles: []string{"fonts/inter-variable.woff2", "fonts/inter-italic.woff2"}, Static: fontFiles})
	want := `/* The organisation's own look, from [shingle.brand] in config.toml. */
@font-face { font-family: "Inter"; src: url("../fonts/inter-variable.woff2") format("woff2"); font-weight: 100 900; font-style: normal; font-display: optional; }
@font-face { font-family: "Inter"; src: url("../fonts/inter-italic.woff2") format("woff2"); font-weight: 400; font-style: italic; font-display: optional; }
:root { --font: "Inter", "Gill Sans", system-ui, sans-serif; }
`
	if problems != "" || string(look.CSS) != want {
		t.Errorf("got %s%s, want %s", problems, look.CSS, want)
	}
}

func TestFontsThatCannotBeMeantAreRefused(t *testing.T) {
	const at = "config.toml:9: shingle.brand."
	for _, c := range []struct {
		font string
		file string
		want string
	}{
		{"Inter", "", at + "font: ends in \"Inter\", want one that every device has at the end, such as sans-serif or serif\n"},
		{"Inter; } body { color: red", "", at + "font: got \"Inter; } body { color: red\", want names with commas between them, such as \"Inter, system-ui, sans-serif\"\n"},
		{"Inter,, serif", "", at + "font: got \"Inter,, serif\", want names with commas between them, such as \"Inter, system-ui, sans-serif\"\n"},
		{"", "fonts/inter-variable.woff2", at + "font_files: font is missing: the name of the font in these files, and what stands in for it\n  hint: such as font = \"Inter, system-ui, sans-serif\"\n"},
		{"system-ui, serif", "fonts/inter-variable.woff2", at + "font: begins with \"system-ui\", want the name of the font in font_files first\n"},
		{"Inter, serif", "fonts/inter-varable.woff2", at + "font_files[0]: site/static/fonts/inter-varable.woff2 is not there\n  hint: did you mean \"fonts/inter-variable.woff2\"?\n"},
		{"Inter, serif", "../inter.woff2", at + "font_files[0]: got \"../inter.woff2\", want a file under site/static, such as \"brand/inter.woff2\"\n"},
		{"Inter, serif", "fonts/false.woff2", at + "font_files[0]: site/static/fonts/false.woff2 is no WOFF2 font\n"},
		{"Inter, serif", "fonts/inter.ttf", at + "font_files[0]: got \"fonts/inter.ttf\", want a name of letters, digits, - and _ that ends in .woff2\n"},
	} {
		o := Options{Font: c.font, Static: fs.FS(fontFiles)}
		if c.file != "" {
			o.FontFiles = []string{c.file}
		}
		if _, got := made(o); got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.font, c.file, got, c.want)
		}
	}
}

func TestWeightOfAFontIsInItsName(t *testing.T) {
	for name, want := range map[string]string{
		"inter.woff2": "400 normal", "inter-700.woff2": "700 normal", "Inter-BoldItalic.woff2": "700 italic", "a/Inter-SemiBold.woff2": "600 normal",
		"inter-variable.woff2": "100 900 normal", "x-300italic.woff2": "300 italic", "Inter_Extra-Light.woff2": "200 normal", "b612.woff2": "400 normal", "Univers-45100.woff2": "400 normal",
	} {
		weight, style := weightOf(name)
		if got := weight + " " + style; got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
