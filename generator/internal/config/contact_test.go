package config

import "testing"

func TestLoadRefusesContactsThatReachNobody(t *testing.T) {
	const at = "config.toml:7:13: shingle.contact."
	for text, want := range map[string]string{
		`contact = { phone = "0800 NORTH" }`:                 at + `phone: got "0800 NORTH", want a telephone number of 3 to 15 digits such as "+44 20 7946 0018"`,
		`contact = { phone = "12" }`:                         at + `phone: got "12", want a telephone number of 3 to 15 digits such as "+44 20 7946 0018"`,
		`contact = { phone = "+1234567890123456" }`:          at + `phone: got "+1234567890123456", want a telephone number of 3 to 15 digits such as "+44 20 7946 0018"`,
		`contact = { phone = "(0800 123" }`:                  at + `phone: got "(0800 123", want a telephone number of 3 to 15 digits such as "+44 20 7946 0018"`,
		`contact = { phone = 800123456 }`:                    at + `phone: got 800123456, want a text in quotes`,
		`contact = { phone_hours = "always" }`:               at + `phone_hours: there is no phone beside it: the number that is answered then`,
		`contact = { email = "help.example.com" }`:           at + `email: got "help.example.com", want an e-mail address such as "help@example.com"`,
		`contact = { email = "Help <help@example.com>" }`:    at + `email: got "Help <help@example.com>", want an e-mail address such as "help@example.com"`,
		`contact = { accessibility_email = "a@b@c.org" }`:    at + `accessibility_email: got "a@b@c.org", want an e-mail address such as "help@example.com"`,
		`contact = { chat_url = "javascript:alert(1)" }`:     at + `chat_url: got "javascript:alert(1)", want the address of a page such as "https://example.com/help"`,
		`contact = { complaints_url = "example.com/no" }`:    at + `complaints_url: got "example.com/no", want the address of a page such as "https://example.com/help"`,
		`contact = { chat_url = "https://u:p@example.com" }`: at + `chat_url: got "https://u:p@example.com", want the address of a page such as "https://example.com/help"`,
		`contact = { phon = "0800 123456" }`:                 at + "phon: unknown key\n  hint: did you mean \"phone\"?",
		`licence = { name = "CC BY 4.0" }`:                   `config.toml:7:1: shingle.licence: url is missing: where the licence can be read, such as "https://creativecommons.org/licenses/by/4.0/"`,
		`licence = { url = "https://example.com/l" }`:        `config.toml:7:1: shingle.licence: name is missing: what the figures may be used under, such as "CC BY 4.0"`,
		`licence = { name = "Ours", url = "licence.html" }`:  `config.toml:7:28: shingle.licence.url: got "licence.html", want the address of a page such as "https://example.com/help"`,
	} {
		if got := said(t, with(t, "as_of", text)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
	for _, text := range []string{
		`contact = { phone = "0800 123 4567", phone_hours = "8 to 20" }`, `contact = { phone = "+49 (0)30 123-456/7" }`, `contact = { phone = "(020) 7946.0018" }`, `contact = { phone = "112" }`,
		`contact = { email = "help+scores@sub.example.org", chat_url = "https://example.com/chat?x=1#y", complaints_url = "http://example.com:8080/" }`,
		`licence = { name = "CC BY 4.0", url = "https://creativecommons.org/licenses/by/4.0/" }`,
	} {
		if got := said(t, with(t, "as_of", text)); got != "" {
			t.Errorf("%s: got %s, want nothing said", text, got)
		}
	}
}
