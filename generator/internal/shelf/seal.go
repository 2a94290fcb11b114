package shelf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"
)

// A sealed file begins with the edition of its form and a salt, from which and the secret its
// own key follows. Then come pieces, each sealed by AES-GCM under its number and whether it is
// the last, so that none can be left out, swapped or cut off: first the list of parts, behind
// its length, then the rows.
const edition = "shingle rows 1\n"

const (
	saltBytes  = 32
	pieceBytes = 1 << 20
	mostParts  = 64 << 20 // bytes of the list
)

var errSeal = errors.New("is not sealed by this user, or damaged")

// sealer is the seal of one file.
type sealer struct {
	gcm    cipher.AEAD
	number uint64
}

func (s *Shelf) sealer(salt []byte) (*sealer, error) {
	h := hmac.New(sha256.New, s.secret)
	h.Write([]byte(edition + s.sort))
	h.Write(salt)
	block, err := aes.NewCipher(h.Sum(nil))
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	return &sealer{gcm: gcm}, err
}

func (s *sealer) next(last bool) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce[4:], s.number)
	if last {
		nonce[0] = 1
	}
	s.number++
	return nonce
}

// seal writes the file from, sealed, with its list of parts.
func (s *Shelf) seal(to io.Writer, parts []Part, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	seal, err := s.sealer(salt)
	if err != nil {
		return err
	}
	list, err := json.Marshal(parts)
	if err != nil {
		return err
	}
	list = seal.gcm.Seal(nil, seal.next(false), list, nil)
	head := append([]byte(edition), salt...)
	head = binary.BigEndian.AppendUint32(head, uint32(len(list)))
	if _, err := to.Write(append(head, list...)); err != nil {
		return err
	}
	piece, ahead, sealed := make([]byte, pieceBytes), make([]byte, pieceBytes), []byte(nil)
	n, err := io.ReadFull(in, piece)
	for {
		if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
			return err
		}
		more := 0
		if err == nil {
			more, err = io.ReadFull(in, ahead)
		}
		sealed = seal.gcm.Seal(sealed[:0], seal.next(more == 0), piece[:n], nil)
		if _, err := to.Write(sealed); err != nil {
			return err
		}
		if more == 0 {
			return nil
		}
		piece, ahead, n = ahead, piece, more
	}
}

// opened is a sealed file that is read as far as its list of parts.
type opened struct {
	*os.File
	seal  *sealer
	parts []Part
}

func (s *Shelf) open(name string) (o opened, err error) {
	f, err := os.Open(name)
	if err != nil {
		return o, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	head := make([]byte, len(edition)+saltBytes+4)
	if _, err := io.ReadFull(f, head); err != nil || !bytes.HasPrefix(head, []byte(edition)) {
		return o, errSeal
	}
	seal, err := s.sealer(head[len(edition) : len(edition)+saltBytes])
	if err != nil {
		return o, err
	}
	length := binary.BigEndian.Uint32(head[len(head)-4:])
	if length > mostParts {
		return o, errSeal
	}
	list := make([]byte, length)
	if _, err := io.ReadFull(f, list); err != nil {
		return o, errSeal
	}
	o = opened{File: f, seal: seal}
	list, err = seal.gcm.Open(nil, seal.next(false), list, nil)
	if err != nil || json.Unmarshal(list, &o.parts) != nil {
		return o, errSeal
	}
	return o, nil
}

func (s *Shelf) parts(name string) ([]Part, error) {
	o, err := s.open(name)
	if err != nil {
		return nil, err
	}
	return o.parts, o.Close()
}

// unseal writes the rows of a sealed file.
func (s *Shelf) unseal(name, into string) error {
	o, err := s.open(name)
	if err != nil {
		return err
	}
	defer o.Close()
	out, err := os.OpenFile(into, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	sealed, ahead := make([]byte, pieceBytes+o.seal.gcm.Overhead()), make([]byte, pieceBytes+o.seal.gcm.Overhead())
	var plain []byte
	n, err := io.ReadFull(o, sealed)
	for {
		if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
			return err
		}
		more := 0
		if err == nil {
			more, err = io.ReadFull(o, ahead)
		}
		var bad error
		if plain, bad = o.seal.gcm.Open(plain[:0], o.seal.next(more == 0), sealed[:n], nil); bad != nil {
			return errSeal
		}
		if _, err := out.Write(plain); err != nil {
			return err
		}
		if more == 0 {
			return out.Close()
		}
		sealed, ahead, n = ahead, sealed, more
	}
}
