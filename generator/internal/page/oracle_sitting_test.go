package page_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// What /compare/ says of an answer is true of how often each was given: the numbers add up, nobody
// is nobody, and no share is told as none or as all that is neither.
func TestNoSittingIsContradicted(t *testing.T) {
	b, speak := newBrowser(t, "say.js", "compare.js"), tongues(t)
	names := []string{"same", "alone", "nosame", "lower", "nolower", "higher", "nohigher", "of"}
	seen := map[string]int{}
	for seed := range uint64(4000) {
		random := rand.New(rand.NewPCG(seed, 15))
		counts := make([]int64, 2+random.IntN(10))
		for i := range counts {
			counts[i] = []int64{0, 0, 1, random.Int64N(5), random.Int64N(300), random.Int64N(90000), random.Int64N(4000000)}[random.IntN(7)]
		}
		at := random.IntN(len(counts))
		if counts[random.IntN(len(counts))]++; seed%3 == 0 {
			counts[at] = 1
		}
		var same, lower, n int64
		for i, c := range counts {
			if n += c; i < at {
				lower += c
			}
		}
		same = counts[at]
		in := speak[seed%3]
		b.in = in
		texts := map[string]string{}
		for _, name := range names {
			texts[name] = in.word("compare_"+name, map[string]any{"share": "{share}", "count": "{count}", "n": "{n}", "period": "{period}"})
		}
		offered, err := json.Marshal(texts)
		if err != nil {
			t.Fatal(err)
		}
		given, err := json.Marshal(counts)
		if err != nil {
			t.Fatal(err)
		}
		var said struct{ Same, More string }
		b.run(t, fmt.Sprintf("sittingOf(%s, %d, %s, 'May')", given, at, offered), &said)
		wrong := func(why string) { t.Fatalf("%v at %d, %s: %q %q: %s", counts, at, in.code, said.Same, said.More, why) }
		heard := func(text *string, key string) map[string]string { // a sentence that the text begins with
			form := strings.TrimSuffix(pattern(fmt.Sprint(in.forms["compare_"+key])).String(), "$")
			whole := strings.TrimSpace(compiled(form + `(?:\s|$)`).FindString(*text))
			if whole == "" {
				return nil
			}
			*text = strings.TrimSpace(strings.TrimPrefix(*text, whole))
			seen[key]++
			return in.heard("compare_"+key, whole)
		}
		part := func(text *string, x int64, some, none string) {
			if x == 0 {
				if heard(text, none) == nil {
					wrong("nobody " + some)
				}
				return
			}
			parts := heard(text, some)
			if parts == nil {
				wrong(fmt.Sprintf("%d %s", x, some))
			}
			got, ok := in.count(parts["share"])
			exact := 100 * float64(x) / float64(n)
			decimals := 0
			if _, rest, is := strings.Cut(parts["share"], in.point); is {
				decimals = len(strings.TrimRight(strings.TrimRight(rest, "% "), "\u00a0\u202f"))
			}
			if !ok || math.Abs(got-exact) > 0.51*math.Pow10(-decimals) || got == 0 || got == 100 && x < n {
				wrong(fmt.Sprintf("%s: %q of exactly %g", some, parts["share"], exact))
			}
			if count, named := parts["count"]; named && count != in.number(float64(x), 0) {
				wrong("really " + in.number(float64(x), 0))
			}
		}
		if same == 1 {
			part(&said.Same, same, "alone", "nosame")
		} else {
			part(&said.Same, same, "same", "nosame")
		}
		part(&said.More, lower, "lower", "nolower")
		part(&said.More, n-lower-same, "higher", "nohigher")
		if parts := heard(&said.More, "of"); parts == nil || parts["n"] != in.number(float64(n), 0) || said.Same+said.More != "" {
			wrong(fmt.Sprintf("of %d", n))
		}
	}
	for _, name := range names {
		if seen[name] == 0 {
			t.Errorf("no answer has led to compare_%s", name)
		}
	}
}
