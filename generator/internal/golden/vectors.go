package golden

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A Vector is one known answer: inputs and what should come out.
type Vector struct {
	T      *testing.T
	fields map[string]any
	seen   map[string]bool
}

// Vectors works out every number of the file at path, a JSON object of vectors by name. A vector
// without a test, a test without a vector and a field of a vector that no test looks at all fail.
func Vectors(t *testing.T, path string, tests map[string]func(*Vector)) {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var vectors map[string]map[string]any
	if err := decoder.Decode(&vectors); err != nil {
		t.Fatal(err)
	}
	for name := range tests {
		if vectors[name] == nil {
			t.Errorf("%s: a test without a vector", name)
		}
	}
	for name, fields := range vectors {
		t.Run(name, func(t *testing.T) {
			test := tests[name]
			if test == nil {
				t.Fatal("a vector without a test")
			}
			v := &Vector{T: t, fields: fields, seen: map[string]bool{}}
			test(v)
			for field := range fields {
				if !v.seen[field] {
					t.Errorf("%s is not looked at", field)
				}
			}
		})
	}
}

// Is compares the numbers of a field with what was worked out, to the digits that are printed:
// four decimals at least, and whole numbers exactly.
func (v *Vector) Is(field string, got ...float64) {
	v.T.Helper()
	want := v.numbers(field)
	if len(want) != len(got) {
		v.T.Fatalf("%s: got %v, want %v", field, got, want)
	}
	for i, w := range want {
		f, err := w.Float64()
		if err != nil {
			v.T.Fatal(err)
		}
		tolerance := 1e-9
		if _, decimals, ok := strings.Cut(w.String(), "."); ok {
			tolerance += 0.5 * math.Pow10(-max(4, len(decimals)))
		}
		if !(math.Abs(got[i]-f) <= tolerance) {
			v.T.Errorf("%s[%d]: got %v, want %v", field, i, got[i], w)
		}
	}
}

// Has tells whether there is such a field.
func (v *Vector) Has(field string) bool { return v.fields[field] != nil }

// Floats, Ints and Int are inputs.
func (v *Vector) Floats(field string) []float64 {
	v.T.Helper()
	var list []float64
	for _, n := range v.numbers(field) {
		f, err := n.Float64()
		if err != nil {
			v.T.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}

func (v *Vector) Ints(field string) []int64 {
	v.T.Helper()
	var list []int64
	for _, f := range v.Floats(field) {
		list = append(list, int64(f))
	}
	return list
}

func (v *Vector) Int(field string) int64 { return v.Ints(field)[0] }

// Text is a field in words.
func (v *Vector) Text(field string) string {
	v.T.Helper()
	v.seen[field] = true
	s, ok := v.fields[field].(string)
	if !ok {
		v.T.Fatalf("%s: got %v, want words", field, v.fields[field])
	}
	return s
}

func (v *Vector) numbers(field string) []json.Number {
	v.T.Helper()
	v.seen[field] = true
	var list []json.Number
	var flatten func(any)
	flatten = func(value any) {
		switch value := value.(type) {
		case json.Number:
			list = append(list, value)
		case bool:
			list = append(list, map[bool]json.Number{true: "1", false: "0"}[value])
		case []any:
			for _, e := range value {
				flatten(e)
			}
		default:
			v.T.Fatalf("%s: got %v, want numbers", field, value)
		}
	}
	flatten(v.fields[field])
	return list
}

// Near compares two numbers to the given number of decimals.
func Near(t testing.TB, what string, got, want float64, decimals int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5*math.Pow10(-decimals)+1e-9) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// Bug fails t unless the call panics as over a mistake of ours.
func Bug(t testing.TB, what string, call func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if s, ok := recover().(string); !ok || !strings.HasPrefix(s, "bug: ") {
			t.Errorf("%s: got %q, want a bug", what, s)
		}
	}()
	call()
}
