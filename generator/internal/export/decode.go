package export

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// errEncoding is an encoding that nobody knows.
var errEncoding = errors.New("no such encoding")

// decode gives the file in UTF-8: as it is, or rewritten.
func decode(name, plain, temp string, number int) (string, error) {
	var from encoding.Encoding
	switch n := strings.ToLower(strings.TrimSpace(name)); n {
	case "", "utf-8", "utf8":
		f, err := os.Open(plain)
		if err != nil {
			return "", err
		}
		mark := make([]byte, 2)
		n, _ := io.ReadFull(f, mark)
		f.Close()
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		if n < 2 || !bytes.Equal(mark, []byte{0xff, 0xfe}) && !bytes.Equal(mark, []byte{0xfe, 0xff}) {
			switch wide, err := Encoding(plain); {
			case err != nil:
				return "", err
			case wide == "utf-16be":
				from = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
			case wide != "utf-16le":
				return plain, nil
			}
		}
	case "utf-16", "utf-16le", "utf-16be":
		order := unicode.LittleEndian
		if n == "utf-16be" {
			order = unicode.BigEndian
		}
		from = unicode.UTF16(order, unicode.UseBOM)
	default:
		e, err := htmlindex.Get(n)
		if err != nil {
			return "", errEncoding
		}
		from = e
	}
	in, err := os.Open(plain)
	if err != nil {
		return "", err
	}
	defer in.Close()
	decoded := tempFile(temp, number, "decoded")
	out, err := os.Create(decoded)
	if err != nil {
		return "", err
	}
	defer out.Close()
	if _, err := io.Copy(out, from.NewDecoder().Reader(in)); err != nil {
		return "", refusal("is not " + name)
	}
	return decoded, out.Close()
}
