package export

import (
	"bytes"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// forms are the forms in which tables come, each with the file that reads it.
var forms = []*form{&csvForm, &jsonForm, &parquetForm, &xlsxForm, &odsForm}

// A form is recognised by the ending of a name, and by the first bytes.
type form struct {
	says    string   // in a sentence
	endings []string // of names, in small letters
	refuse  func(ending string, head magic) error
	open    func(o Options, path, plain string, number int, problems *diag.List) *File
	look    func(p *Peek, o Options, plain string) error
}

// magic is what the first bytes of a file show.
type magic struct{ zip, ole, parquet bool }

func magicOf(head []byte) magic {
	return magic{
		zip:     bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")),
		ole:     bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0}),
		parquet: bytes.HasPrefix(head, []byte("PAR1")),
	}
}

// formOf holds the first bytes against the name's ending.
func formOf(ending string, head []byte) (*form, error) {
	lower := strings.ToLower(ending)
	for _, f := range forms {
		if slices.Contains(f.endings, lower) {
			return f, f.refuse(ending, magicOf(head))
		}
	}
	switch lower {
	case ".zip":
		return nil, refusal("is not a zip file, though its name ends in .zip")
	case ".xls":
		return nil, refusal("is a workbook of another kind (" + ending + "); save it as .xlsx")
	}
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = f.says
	}
	last := len(names) - 1
	return nil, refusal("is a " + strings.TrimPrefix(ending, ".") + " file, want " + strings.Join(names[:last], ", ") + " or " + names[last] + " (also compressed by gzip, zstd or zip)")
}
