package shelf

import (
	"crypto/rand"
	"os"
	"path/filepath"
)

const secretBytes = 32

// Secret is what this user's builds seal their cache with, kept in a folder. It lies apart from the cache,
// which may be brought along from elsewhere (a CI's); nil if it can be neither read nor
// kept.
func Secret(dir string) []byte {
	name := filepath.Join(dir, "secret")
	if text, err := os.ReadFile(name); err == nil && len(text) == secretBytes {
		return text
	}
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	text := make([]byte, secretBytes)
	rand.Read(text)
	f, err := os.CreateTemp(dir, "new-*") // 0600
	if err != nil {
		return nil
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if f.Close() != nil || err != nil || os.Rename(f.Name(), name) != nil {
		return nil
	}
	return text
}
