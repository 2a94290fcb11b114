package export

import (
	"io"
)

// lineCounter knows which line an offset lies on while a decoder reads ahead.
type lineCounter struct {
	r      io.Reader
	read   int64
	first  []byte  // read by peek, not handed out yet
	breaks []int64 // offsets of line ends not passed yet
	line   int
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n := copy(p, l.first)
	l.first = l.first[n:]
	var err error
	if n == 0 {
		n, err = l.r.Read(p)
	}
	for i, c := range p[:n] {
		if c == '\n' {
			l.breaks = append(l.breaks, l.read+int64(i))
		}
	}
	l.read += int64(n)
	return n, err
}

// peek gives the first byte that is not blank, passing over a byte order mark.
func (l *lineCounter) peek() (byte, error) {
	b := make([]byte, 1)
	for {
		if _, err := io.ReadFull(l.r, b); err != nil {
			return 0, err
		}
		switch b[0] {
		case 0xef, 0xbb, 0xbf, ' ', '\t', '\r':
		case '\n':
			l.line++
		default:
			l.first = []byte{b[0]}
			return b[0], nil
		}
	}
}

func (l *lineCounter) at(offset int64) int {
	passed := 0
	for passed < len(l.breaks) && l.breaks[passed] < offset {
		passed++
	}
	l.line += passed
	l.breaks = l.breaks[passed:]
	return l.line
}
