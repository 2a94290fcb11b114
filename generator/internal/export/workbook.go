package export

import "shingle/generator/internal/diag"

// A spreadsheet hands out the rows of its sheets.
type spreadsheet interface {
	sheets() []string
	// hidden tells whether a sheet is not seen by who opens the workbook.
	hidden(sheet string) bool
	// each calls row for the rows of a sheet that hold something, with their numbers from 1.
	each(sheet string, row func(line int, cells []string) error) error
	// note tells what sheets hold that is not in their cells' texts.
	note(plain, name string, sheets []string, problems *diag.List)
	close()
}

func (b book) sheets() []string { return b.file.GetSheetList() }

func (b book) hidden(sheet string) bool {
	visible, err := b.file.GetSheetVisible(sheet)
	return err == nil && !visible
}

func (b book) close() { b.file.Close() }

// A bookForm is a kind of file that holds sheets.
type bookForm struct {
	ending string
	open   func(plain string) (spreadsheet, error)
}

// form is how a workbook is read: its sheets, or the one that is named.
func (w bookForm) form(says string, endings []string, refuse func(string, magic) error) form {
	return form{
		says: says, endings: endings, refuse: refuse,
		open: func(o Options, path, plain string, number int, problems *diag.List) *File {
			return openSheets(o, path, plain, w, number, problems)
		},
		look: func(p *Peek, o Options, plain string) error { return p.book(o, plain, w) },
	}
}
