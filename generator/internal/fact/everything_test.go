package fact_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
)

// What is counted of a world with something of each kind is as it was when it was read: each change
// of a number shows. What single numbers should be, other tests count.
func TestCountsOfEverythingAreAsTheyWere(t *testing.T) {
	var b bytes.Buffer
	for seed := range uint64(2) {
		d := everyKind(t, rand.New(rand.NewPCG(seed, 17)))
		for day := on(t, "2026-08-01"); day < on(t, "2026-08-31"); day++ {
			d.closed = append(d.closed, day)
		}
		c := d.count(t)
		for _, sets := range [][]fact.Set{c.sets, c.byReason} {
			for i := range sets {
				lists(&b, sets[i].Metric.ID, sets[i])
			}
		}
		lists(&b, "week", *c.profile)
		fmt.Fprintln(&b, c.problems.String())
	}
	golden.Check(t, "testdata/everything.txt", b.Bytes())
}

// lists writes how long each list of a struct is, its first entry, and a mark of all of them; what is no list
// stands for itself.
func lists(b *bytes.Buffer, what string, of any) {
	v := reflect.ValueOf(of)
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		if facts, ok := field.Interface().(fact.Facts); ok {
			field = reflect.ValueOf(slices.Collect(facts.All()))
		}
		switch {
		case field.Kind() != reflect.Slice && field.Kind() != reflect.Pointer && !field.IsZero():
			fmt.Fprintf(b, "%s %s %v\n", what, name, field)
		case field.Kind() == reflect.Slice && field.Len() > 0:
			fmt.Fprintf(b, "%s %s %d %x %+v\n", what, name, field.Len(), sha256.Sum256(fmt.Appendf(nil, "%+v", field)), field.Index(0))
		}
	}
}
