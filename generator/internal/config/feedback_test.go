package config

import "testing"

func TestLoadRefusesFeedbackThatReachesNobody(t *testing.T) {
	const at = "config.toml:7:14: shingle.feedback."
	const want = `, want an address such as "https://forms.example.com/helpful": over https, nobody on the way reads or changes an answer`
	for text, want := range map[string]string{
		`feedback = { action = "http://forms.example.com/" }`:                           at + `action: got "http://forms.example.com/"` + want,
		`feedback = { action = "/helpful" }`:                                            at + `action: got "/helpful"` + want,
		`feedback = { action = "https://" }`:                                            at + `action: got "https://"` + want,
		`feedback = { action = "https://forms.example.com/; script-src *" }`:            at + `action: got "https://forms.example.com/; script-src *"` + want,
		`feedback = { action = "javascript:alert(1)" }`:                                 at + `action: got "javascript:alert(1)"` + want,
		`feedback = { email = "nobody" }`:                                               at + `email: got "nobody", want an e-mail address such as "help@example.com"`,
		`feedback = { yes = "y" }`:                                                      `config.toml:7:1: shingle.feedback: has neither action nor email: where answers go, such as action = "https://forms.example.com/helpful"`,
		`feedback = { action = "https://forms.example.com/?id=1", method = "get" }`:     at + `action: got "https://forms.example.com/?id=1", whose query a form of method "get" replaces: want it without, or "post"`,
		`feedback = { email = "a@example.com", action = "https://forms.example.com/" }`: at + `email: stands beside action, want one of them: readers answer in one way`,
		`feedback = { no = "n", email = "a@example.com" }`:                              at + `no: is of a form: it needs action in the place of email`,
		`feedback = { answer = "a b", action = "https://forms.example.com/" }`:          at + `answer: got "a b", want the name of a field of the form such as "helpful" or "entry.1234567"`,
		`feedback = { page = "helpful", action = "https://forms.example.com/" }`:        at + `page: got "helpful", which is the answer's field, too: want another`,
		`feedback = { no = "yes", action = "https://forms.example.com/" }`:              at + `no: got "yes" for no and for yes, want two words`,
		`feedback = { methd = "get", action = "https://forms.example.com/" }`:           at + "methd: unknown key\n  hint: did you mean \"method\"?",
	} {
		if got := said(t, with(t, "as_of", text)); got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
	for _, text := range []string{
		`feedback = { action = "https://forms.example.com:8443/f?form=1", answer = "entry.12", page = "entry.13", yes = "1", no = "0" }`,
		`feedback = { action = "https://scores.example.com/helpful", method = "get" }`, `feedback = { email = "scores@example.com" }`,
	} {
		if got := said(t, with(t, "as_of", text)); got != "" {
			t.Errorf("%s: got %s, want nothing said", text, got)
		}
	}
}
