package export

import (
	"io"
	"os"

	"shingle/generator/internal/diag"
)

// parquetForm is what the engine reads by itself, and knows the columns of.
var parquetForm = form{
	says: "Parquet", endings: []string{".parquet"}, look: func(*Peek, Options, string) error { return nil },
	open: func(_ Options, path, plain string, _ int, problems *diag.List) *File {
		return openParquet(path, plain, problems)
	},
	refuse: func(_ string, head magic) error {
		if !head.parquet {
			return refusal("is not Parquet: it does not begin with PAR1")
		}
		return nil
	},
}

// openParquet checks that the file is whole; the engine reads it itself.
func openParquet(path, plain string, problems *diag.List) *File {
	at := diag.Place{File: path}
	f, err := os.Open(plain)
	if err != nil {
		problems.Add(at, "cannot be read: %v", err)
		return nil
	}
	defer f.Close()
	end := make([]byte, 4)
	if _, err := f.Seek(-4, io.SeekEnd); err == nil {
		io.ReadFull(f, end)
	}
	if string(end) != "PAR1" {
		problems.Add(at, "is cut off, want the whole Parquet file")
		return nil
	}
	return &File{Path: path, Head: at, Read: plain, Format: Parquet, place: rowPlace{path}}
}

// rowPlace names records by their number; their text is asked of the engine.
type rowPlace struct{ path string }

func (p rowPlace) cells(want []Spot) ([]Cell, error) {
	cells := make([]Cell, len(want))
	for i, s := range want {
		cells[i].Place = diag.Place{File: p.path, Line: s.Record + 1}
	}
	return cells, nil
}
