package export

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"syscall"

	"github.com/klauspost/compress/zstd"
)

// unpack finds out what a file is, by its name and by its first bytes, and gives
// it uncompressed. Gzip is unpacked here because its checksum is looked at here.
func unpack(name, full, temp string, number int) (plain string, of *form, err error) {
	f, err := os.Open(full)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	head := make([]byte, 8)
	n, _ := io.ReadFull(f, head)
	head = head[:n]

	ext := strings.ToLower(path.Ext(name))
	inner := strings.TrimSuffix(strings.ToLower(name), ext)
	var unpacked io.Reader
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		if ext != ".gz" {
			return "", nil, refusal("is gzip under the name of " + ext + ", want it named " + ext + ".gz")
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return "", nil, err
		}
		if unpacked, err = gzip.NewReader(f); err != nil {
			return "", nil, refusal("is cut off or damaged gzip, want the whole file")
		}
		ext = path.Ext(inner)
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		if ext != ".zst" {
			return "", nil, refusal("is zstd under the name of " + ext + ", want it named " + ext + ".zst")
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return "", nil, err
		}
		d, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return "", nil, err
		}
		defer d.Close()
		unpacked = d
		ext = path.Ext(inner)
	case (ext == ".gz" || ext == ".zst") && n == 0:
		return "", nil, refusal("is empty, want the whole compressed file")
	case ext == ".gz", ext == ".zst":
		return "", nil, refusal("is not compressed, though its name ends in " + ext)
	}
	if ext == ".zip" && bytes.HasPrefix(head, []byte("PK")) {
		return unpackZip(full, temp, number)
	}
	if unpacked == nil {
		of, err := formOf(ext, head)
		return full, of, err
	}

	plain = tempFile(temp, number, "unpacked")
	out, err := os.Create(plain)
	if err != nil {
		return "", nil, err
	}
	defer out.Close()
	if n, err := io.Copy(out, io.LimitReader(unpacked, maxUnpacked+1)); err != nil || n > maxUnpacked {
		if err == nil {
			return "", nil, refusal("unpacks to more than 16 GB, want less in one file")
		}
		if full := noRoom(err, temp); full != nil {
			return "", nil, full
		}
		return "", nil, refusal("is cut off or damaged, want the whole compressed file")
	}
	if n, err = out.ReadAt(head[:cap(head)], 0); err != nil && err != io.EOF {
		return "", nil, err
	}
	of, err = formOf(ext, head[:cap(head)][:n])
	return plain, of, err
}

// unpackZip gives the one table of a zip file, and its form.
func unpackZip(full, temp string, number int) (plain string, of *form, err error) {
	plain, ext, err := unzip(full, temp, number)
	if err != nil {
		return "", nil, err
	}
	f, err := os.Open(plain)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	head := make([]byte, 8)
	n, _ := io.ReadFull(f, head)
	of, err = formOf(ext, head[:n])
	return plain, of, err
}

// maxUnpacked bounds what a compressed file may come to.
const maxUnpacked = 16 << 30

// noRoom tells a full disk from a damaged file; nil if it is not the disk.
func noRoom(err error, folder string) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return refusal(fmt.Sprintf("cannot be unpacked: no room in %s", folder))
	}
	return nil
}
