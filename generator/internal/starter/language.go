package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
)

// A Language is what a site begins with whose readers speak one language: what it is called, and what
// stands for what nobody has said yet.
type Language struct {
	Code            string
	label, locale   string
	title, nobody   string            // of a site, and of an organisation without a name
	service, people string            // who answers for scores
	names           map[string]string // of sources and owners of the example; nil: as they are
}

var languages = []Language{
	{"de", "Deutsch", "de-DE", "Unser Service, offengelegt", "Ihre Organisation", "Leitung Kundenservice", "Leitung Personal", map[string]string{
		"calls": "Anrufe", "e-mails": "E-Mails", "chats": "Chats", "survey": "Umfrage", "survey invitations": "Einladungen zur Umfrage",
		"trust survey": "Umfrage zum Vertrauen", "employee survey": "Umfrage unter Beschäftigten", "employee invitations": "Einladungen der Beschäftigten",
		"quality checks": "Prüfungen", "complaints": "Beschwerden", "customers": "Kundinnen und Kunden", "ombudsman": "Schlichtungsstelle", "feedback": "Rückmeldungen",
		"Head of Contact Centre": "Leitung Servicecenter", "Head of Digital Service": "Leitung Digitaler Service", "Head of Customer Experience": "Leitung Kundenerlebnis",
		"Head of People": "Leitung Personal", "Head of Quality": "Leitung Qualität", "Chief Executive": "Geschäftsführung",
		"Energy suppliers of an invented country, by their invented watchdog": "Energieversorger eines erfundenen Landes, laut ihrer erfundenen Aufsicht",
		"Customers who had been in touch, asked by e-mail":                    "Kundinnen und Kunden, die sich gemeldet hatten, per E-Mail gefragt",
	}},
	{"en", "English", "en-GB", "Our service, in the open", "Your organisation", "Head of Customer Service", "Head of People", nil},
	{"es", "Español", "es-ES", "Nuestro servicio, a la vista", "Su organización", "Dirección de Atención al Cliente", "Dirección de Personas", map[string]string{
		"calls": "llamadas", "e-mails": "correos", "chats": "chats", "survey": "encuesta", "survey invitations": "invitaciones a la encuesta",
		"trust survey": "encuesta de confianza", "employee survey": "encuesta al personal", "employee invitations": "invitaciones al personal",
		"quality checks": "revisiones de calidad", "complaints": "quejas", "customers": "clientes", "ombudsman": "defensor del cliente", "feedback": "opiniones",
		"Head of Contact Centre": "Dirección del Centro de Atención", "Head of Digital Service": "Dirección de Servicios Digitales", "Head of Customer Experience": "Dirección de Experiencia del Cliente",
		"Head of People": "Dirección de Personas", "Head of Quality": "Dirección de Calidad", "Chief Executive": "Dirección General",
		"Energy suppliers of an invented country, by their invented watchdog": "Compañías de energía de un país inventado, según su supervisor inventado",
		"Customers who had been in touch, asked by e-mail":                    "Clientes que habían contactado, preguntados por correo",
	}},
}

// Languages are the codes of those that a site may begin with.
func Languages() (codes []string) {
	for _, l := range languages {
		codes = append(codes, l.Code)
	}
	return codes
}

// Spoken is the language of a code, nil if a site cannot begin with it.
func Spoken(code string) *Language {
	if i := slices.IndexFunc(languages, func(l Language) bool { return l.Code == code }); i >= 0 {
		return &languages[i]
	}
	return nil
}

//go:embed notice/*.md
var models embed.FS

// model puts the model of a notice in place.
func (l *Language) model(came fs.FS, dir string) error {
	const name = "site/content/notices/_archetype.md"
	text, err := fs.ReadFile(models, "notice/"+l.Code+".md")
	if err != nil { // in English it is the example's
		return copyOne(came, name, dir)
	}
	return writeUnder(dir, name, text)
}

// owner is who probably answers for scores.
func (l *Language) owner(staff bool) string {
	if staff {
		return l.people
	}
	return l.service
}

// block is the table of a site's only language, as lines of config.toml.
func (l *Language) block() string {
	return fmt.Sprintf("defaultContentLanguage = %s\n\n[languages.%s]\nlabel  = %s\nlocale = %s\n", tomlText(l.Code), l.Code, tomlText(l.label), tomlText(l.locale))
}

// example lays out the example in one language: its words stand where its publisher would write them, in config.toml.
func (l *Language) example(came fs.FS, dir string) error {
	words := map[string]string{}
	own, err := fs.ReadFile(came, "site/i18n/"+l.Code+".toml")
	if err != nil {
		return err
	}
	var problems diag.List
	for key, phrase := range config.Phrases(l.Code, own, &problems) {
		words[key] = phrase.Forms["other"]
	}
	if problems.Failed() {
		panic("bug: " + problems.String())
	}
	text, err := fs.ReadFile(came, "config.toml")
	if err != nil {
		return err
	}
	if err := writeUnder(dir, "config.toml", []byte(l.spoken(string(text), words))); err != nil {
		return err
	}
	var items strings.Builder
	for _, key := range slices.Sorted(maps.Keys(words)) {
		if strings.HasPrefix(key, "item_") {
			fmt.Fprintf(&items, "%s = %s\n", key, tomlText(words[key]))
		}
	}
	if err := writeUnder(dir, "site/i18n/"+l.Code+".toml", []byte(items.String())); err != nil {
		return err
	}
	if err := l.notices(came, dir); err != nil {
		return err
	}
	return l.model(came, dir)
}

// notices puts the example's notices in place, in one language.
func (l *Language) notices(came fs.FS, dir string) error {
	names, err := fs.Glob(came, "site/content/notices/*.md")
	if err != nil {
		return err
	}
	for _, name := range names {
		slug, code, several := strings.Cut(strings.TrimSuffix(path.Base(name), ".md"), ".")
		if strings.HasPrefix(slug, "_") || several && code != l.Code || !several && l.Code != "en" {
			continue
		}
		text, err := fs.ReadFile(came, name)
		if err != nil {
			return err
		}
		if err := writeUnder(dir, filepath.ToSlash(path.Join("site/content/notices", slug+".md")), text); err != nil {
			return err
		}
	}
	return nil
}

var (
	ofLanguages = regexp.MustCompile(`(?s)# The first language stands at .*?\n\[shingle\]\n`)
	tableOf     = regexp.MustCompile(`^\[+([^\[\]]+)\]+`)
	keyed       = regexp.MustCompile(`^("[^"]*"|[\w-]+)(\s*=\s*)"([^"]*)"(.*)$`)
	quoted      = regexp.MustCompile(`"([^"]*)"`)
)

// spoken is the example's config.toml with the words of one language.
func (l *Language) spoken(text string, words map[string]string) string {
	text = ofLanguages.ReplaceAllLiteralString(text, l.block()+"\n[shingle]\n")
	lines, table := strings.Split(text, "\n"), ""
	for i, line := range lines {
		if m := tableOf.FindStringSubmatch(line); m != nil {
			table = m[1]
		}
		id, _, _ := strings.Cut(strings.TrimPrefix(table, "shingle.metrics."), ".")
		if l.names != nil && strings.HasPrefix(line, "sources ") {
			lines[i] = quoted.ReplaceAllStringFunc(line, func(name string) string { return tomlText(l.called(strings.Trim(name, `"`))) })
			continue
		}
		m := keyed.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		said := ""
		switch key := m[1]; {
		case table == "" && key == "title":
			said = "Northbank Energy: " + strings.ToLower(l.title[:1]) + l.title[1:]
		case key == "footnote" || key == "phone_hours":
			said = words[key]
		case key == "title":
			said = words["metric_"+id]
		case key == "wording":
			said = words["wording_"+id]
		case strings.HasSuffix(table, ".reasons"):
			said = words["about_"+dashed(m[3])]
		case strings.HasSuffix(table, ".themes"):
			said = words["theme_"+dashed(m[3])]
		case slices.Contains([]string{"name", "owner", "whose", "method"}, key) && table != "shingle.licence":
			said = l.called(m[3])
		}
		if said != "" {
			lines[i] = m[1] + m[2] + tomlText(said) + m[4]
		}
	}
	return strings.Join(lines, "\n")
}

// called is what a source or an owner of the example is called.
func (l *Language) called(name string) string {
	if own := l.names[name]; own != "" {
		return own
	}
	return name
}

// dashed is how keys of words write a word of the example.
func dashed(word string) string { return strings.ReplaceAll(strings.ToLower(word), " ", "-") }
