package share

import (
	"bytes"
	"image/png"
	"testing"
)

const page = `<meta name="description" content="2 kept &amp; 1 missed."><meta property="og:image" content="https://scores.example/share/en/home.png">
<h1 id="x">In <b>October</b> we kept 2 of 3.</h1><dl class="years"><svg class="months"><g class="met"></g><g class="missed"></g></svg><p class="small">As of 1 November.</p></div></footer>`

func TestCardSaysWhatItsPageSays(t *testing.T) {
	c := cardOf([]byte(page), "Bank", "#0c5a63")
	if c.Title != "In October we kept 2 of 3." || c.Text != "2 kept & 1 missed." || c.Foot != "As of 1 November." || len(c.Squares) != 2 || c.Squares[1] != "missed" {
		t.Errorf("got %+v", c)
	}
}

func TestCardsWeighLittle(t *testing.T) {
	made, err := Cards(map[string][]byte{"index.html": []byte(page), "api.json": []byte(page)}, "https://scores.example/", "Bank", "")
	if err != nil || len(made) != 1 {
		t.Fatal(len(made), err)
	}
	text := made["share/en/home.png"]
	p, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if b := p.Bounds(); b.Dx() != Width || b.Dy() != Height || len(text) > 40_000 {
		t.Errorf("%v, %d bytes", b, len(text))
	}
	again, err := Cards(map[string][]byte{"index.html": []byte(page)}, "https://scores.example/", "Bank", "")
	if err != nil || !bytes.Equal(text, again["share/en/home.png"]) {
		t.Error("two drawings differ")
	}
}

func TestLettersThatTheFontLacksAreNotDrawn(t *testing.T) {
	if got := known(bold(20), "北京の窓口"); got != "" {
		t.Errorf("got %q", got)
	}
	if got := known(bold(20), "80,6\u202f%"); got != "80,6 %" {
		t.Errorf("got %q", got)
	}
}
