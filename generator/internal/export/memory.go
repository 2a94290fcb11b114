package export

import "fmt"

// A Memory holds what was found in files that are as they were then.
type Memory interface {
	Found(path, what string) (found string, ok bool)
	Find(path, what, found string)
}

// many is how many rows are worth remembering: fewer are looked at in no time.
const many = 10_000

// remember notes a survey that found nothing but records.
func (s *survey) remember(m Memory, path, key string) {
	if m != nil && !s.odd && s.rows >= many && len(s.wrong) == 0 {
		m.Find(path, key, fmt.Sprint(s.rows, s.longest, s.crlf, s.lf))
	}
}

// recall is a survey that was remembered; nil: none was.
func recall(m Memory, path, key string) *survey {
	if m == nil {
		return nil
	}
	found, ok := m.Found(path, key)
	s := &survey{path: path}
	if n, err := fmt.Sscan(found, &s.rows, &s.longest, &s.crlf, &s.lf); !ok || n < 4 || err != nil {
		return nil
	}
	return s
}
