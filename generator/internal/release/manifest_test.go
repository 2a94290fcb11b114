package release

import (
	"encoding/json"
	"slices"
	"testing"
	"testing/fstest"
)

// The sums are those that sha256sum gives.
func TestManifestListsEachFileOfARelease(t *testing.T) {
	site := fstest.MapFS{
		".shingle": {Data: []byte("marker")}, ManifestFile: {Data: []byte("{}")}, "a/b.html": {Data: []byte("abc")}, "a-b.html": {}, "a/.hidden": {},
	}
	m := Manifest{}
	if err := m.List(site); err != nil {
		t.Fatal(err)
	}
	want := []File{
		{"a-b.html", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"a/b.html", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	}
	if !slices.Equal(m.Files, want) {
		t.Errorf("got %v, want %v", m.Files, want)
	}
	var again Manifest
	if err := json.Unmarshal(m.Text(), &again); err != nil || !slices.Equal(again.Files, want) {
		t.Errorf("published it is %s: %v", m.Text(), err)
	}
}

// A folder's sum is that of what sha256sum says of its files; a renamed file is another folder.
func TestInputsAreKnownByTheirSum(t *testing.T) {
	dir := fstest.MapFS{"config.toml": {Data: []byte("abc")}, "site/a.md": {Data: []byte("abc")}, "site/static/x": {}, "themes": {Mode: 1 << 31}}
	for name, want := range map[string]string{
		"config.toml": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"site":        "ff65c1fa42f8a39fa347dbaa2da82bc940183b4337183cdafdfff3e092a3748e",
		"themes":      "", "presets": "",
	} {
		if got, err := SumOf(dir, name); got != want || err != nil {
			t.Errorf("%s: got %q %v, want %q", name, got, err, want)
		}
	}
}
