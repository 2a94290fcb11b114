package score

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// Packed days are the days of a month in a third of the room, exactly: most sums are small whole
// numbers, whose binary fractions end in zeros. "" are none.
type packedDays string

func (d *Days) pack() packedDays {
	var text []byte
	for _, c := range d {
		for _, v := range [...]float64{float64(c.D), c.Y, c.X, c.YY, c.XY, c.XX} {
			text = binary.AppendUvarint(text, bits.ReverseBytes64(math.Float64bits(v)))
		}
	}
	return packedDays(text)
}

func (p packedDays) days() (d Days) {
	if p == "" {
		return d
	}
	text := []byte(p)
	next := func() float64 {
		v, n := binary.Uvarint(text)
		text = text[n:]
		return math.Float64frombits(bits.ReverseBytes64(v))
	}
	for w := range d {
		d[w] = Cluster{int64(next()), next(), next(), next(), next(), next()}
	}
	return d
}
