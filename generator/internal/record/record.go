// Package record turns the rows of exports into records: valid rows of one kind,
// typed, in the SQL engine. What a cell means stands in docs/data.md: text loses its
// outer blanks, blank is missing, and a cell that is not what it should be is
// rejected with its place, never guessed. Names, addresses and free text are not
// among the columns of any kind; ids and customers become hashes.
package record

import (
	"context"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/ledger"
	"shingle/generator/internal/shelf"
)

// A Source says how to read one set of exports.
type Source struct {
	Name      string
	Kind      string
	Columns   map[string][]string // by canonical column or question: the header names; a stamp may have several
	Picks     map[string][]Pick   // those that are read in another way: the first way that the export allows
	GroupBy   []string            // headers: rows with the same texts in them tell of one record
	Query     string              // SQL over "export", instead of Columns
	Table     string              // of a warehouse, where there are no files
	Asked     string              // or a SELECT that the warehouse answers
	Partition string              // the column of either that tells the day of a row; "": none does
	LateDays  int                 // how many of its last days are asked for in each build
	Limit     time.Duration       // how long the query may take

	Constants   map[string]string // canonical columns that are the same in every row
	True        []string
	False       []string
	Missing     map[string][]string          // by column; "" for every column
	Keep, Drop  map[string][]string          // by header: words of the rows that count, or do not
	Lenient     map[string]bool              // headers of Drop that files may lack
	Units       map[string]string            // by column: what its numbers are in
	Words       map[string]map[string]string // by column: words of its cells, and what they mean
	Zone        *time.Location               // of stamps without an offset
	Site        *time.Location               // of the service desk
	DateFormats []string                     // strftime, "unix" or "unix_ms"; none is ISO 8601
	Accept      []Accepted                   // findings that the publisher has looked at
	Decimal     string                       // "," or "."; "" takes either where there is no doubt
	MaxRejects  float64
	AsOf        fact.Day

	Questions []Question // the answers that metrics read from this source
	AllWide   bool       // every mapped column that is not canonical is a question

	Figures map[string]Figure // what others may have counted, by the metric's name

	Within map[string]float64 // by a column of stamps: to within how many seconds metrics ask when it was

	Typed *Typed // where typed rows of earlier builds lie; nil: nowhere

	Rejects func(Reject) // takes every row that could not be used; nil: the first are told, the others counted

	Place diag.Place                  // of the source in config
	At    func(key string) diag.Place // of one of its keys
}

// A Figure says what numbers of others a metric takes.
type Figure struct {
	Percent    bool // its values are percentages
	Hundred    bool // they are of a hundred: percentages, points, an index
	Difference bool // its numerator is one, and may lie below zero
	Alone      bool // its numerator is a count of its own, without a denominator
}

// A Question is an answer that some metric reads, and the scales it must fit.
type Question struct {
	Name   string // a column of a wide export, or a value of its question column; "" is every question
	Scales []fact.ScaleOf
}

// Accepted is a finding about a source's data that is right, and why.
type Accepted struct{ Name, Reason string }

// A Table is a source whose records stand in the engine.
type Table struct {
	Source *Source
	Name   string            // of the SQL table
	Has    map[string]bool   // canonical columns it has
	Wide   map[string]string // question → SQL column, where each question has a column
	Long   bool              // one row per question and answer
	Grains bool              // its rows tell periods, not days

	Rejects  string     // SQL table of rejected rows; "" if there are none
	Taken    int64      // read from the files, where a query selects from them
	Rows     int64      // read, rejected ones too; of a query: what it gives
	Bad      int64      // rows that count towards max_rejects
	Ragged   int64      // rows that could not be cut into fields; not in any table
	Rules    []Rule     // of keep and drop, with the rows that each left out
	Gathered *Gathered  // where several rows tell of one record
	Doubles  int64      // rows replaced by a later row of the same id
	Account  Account    // what became of its rows, once they are read
	Accepted []Accepted // findings that were found, and accepted
	First    fact.Day
	Last     fact.Day
	Grain    fact.Grain // that the last record tells its time in: a day, or a period
	Files    []*export.File
	Latest   int64             // the last instant a record tells, in microseconds of UTC; 0: not known
	Channels []string          // that its records name; nil: none
	Step     int               // minutes that its times of day are apart at least
	Given    []fact.Given      // of kind scores
	Invited  []fact.Invitation // of kind invitations
	Reused   int64             // rows that an earlier build had typed
	Saved    time.Duration     // that it took then
	Summed   int64             // rows of which an earlier build had counted what was asked
	Bases    []fact.Base       // of kind denominators

	shares     map[string]bool   // metrics whose given values are shares of one
	styles     map[string]string // of columns whose numbers say so: the mark before their decimals
	bits       []string          // the columns that the bits of "bad" stand for
	origins    []origin          // where its rows came from, in order
	selected   string            // SQL table of the query's result, if there is one
	planned    []run             // where its rows come from
	parts      map[*export.File]shelf.Part
	ahead      map[*export.File]bool    // that tell of days to come
	staged     []staged                 // typed rows that may be kept
	spent      []shelf.Bundle           // those that they stand for
	layers     *layers                  // what lies in files, and what was counted of it; nil: all rows are counted
	remembered map[string]*ledger.Sheet // what was asked of the records as they are
	settled    staged                   // counts that may be kept
	outdone    shelf.Bundle             // those that they stand for
	asked      *chain                   // where its rows lie in a warehouse; nil: they are from files
}

// Elsewhere tells whether the records lie in a warehouse, where those of other sources are not
// compared with them.
func (t *Table) Elsewhere() bool { return t.asked != nil }

// store is what holds the records, where that of files is an engine.
func (t *Table) store(db *engine.DB) store {
	if t.asked != nil {
		return t.asked
	}
	if t.layers != nil && t.layers.views != nil {
		return shown{stored{db}}
	}
	return stored{db}
}

// reader writes the SQL that reads cells, in the dialect of the engine that holds them.
func (t *Table) reader() reader {
	if t.asked != nil {
		return reader{t.Source, t.asked.Engine, again}
	}
	return reader{t.Source, duck{}, again}
}

// builder writes the SELECT that types rows. A warehouse works out whatever stands in it as often as
// it stands there; the engine that reads files finds by itself what is the same.
func (t *Table) builder() *builder {
	b := &builder{t: t, r: t.reader()}
	if t.asked != nil {
		b.whole, b.r.once = true, b.once
	}
	return b
}

// An origin is a run of rows of one shape.
type origin struct {
	shape   shape
	mapping mapping
}

// Counted is the table as package fact sees it.
func (t *Table) Counted(ctx context.Context, db *engine.DB) fact.Source {
	s := fact.Source{
		Name: t.Source.Name, Kind: t.Source.Kind, Table: t.Name, RowID: "rowid", Rejects: t.Rejects, Has: t.Has, Wide: t.Wide, Long: t.Long, Grains: t.Grains,
		Bits: map[string]int{}, HasBad: t.Bad > t.Ragged, Ragged: t.Ragged, Given: t.Given, Invited: t.Invited, Bases: t.Bases,
		First: t.First, Last: t.Last, Latest: t.Latest, Channels: t.Channels, Step: t.Step, Place: t.Source.Place,
		Row: func(row int64) diag.Place { return t.Place(ctx, t.store(db), row) },
	}
	for i, name := range t.bits {
		s.Bits[name] = i
	}
	if t.asked != nil {
		s.On = t.asked.Warehouse
		if t.asked.days != nil {
			s.Since = t.since
		}
	}
	if t.layers != nil {
		s.Sums = func(ctx context.Context, a fact.Asked, row func(keys []any, sums []int64)) error {
			return t.sum(ctx, t.store(db), a, row)
		}
		s.Weeks = func(ctx context.Context, from, to fact.Day, question string, columns int, find func(row func(v []any)) error, row func(v []any)) error {
			return t.weeks(ctx, t.store(db), from, to, question, columns, find, row)
		}
	}
	return s
}
