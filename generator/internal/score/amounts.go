package score

// Amounts are a few amounts by key, in a fifth of a map's room: each line has some.
type amounts[K comparable, V any] []amount[K, V]

type amount[K comparable, V any] struct {
	key K
	v   V
}

// of is the amount of a key; the zero value if there is none.
func (a amounts[K, V]) of(key K) (v V) {
	for i := range a {
		if a[i].key == key {
			return a[i].v
		}
	}
	return v
}

// at is where the amount of a key is kept.
func (a *amounts[K, V]) at(key K) *V {
	for i := range *a {
		if (*a)[i].key == key {
			return &(*a)[i].v
		}
	}
	*a = append(*a, amount[K, V]{key: key})
	return &(*a)[len(*a)-1].v
}
