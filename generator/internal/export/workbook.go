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

// openWorkbook opens a workbook of either kind.
func openWorkbook(plain, kind string) (spreadsheet, error) {
	if kind == "ods" {
		return openODS(plain)
	}
	return openBook(plain)
}
