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
func unpack(name, full, temp string, number int) (plain, kind string, err error) {
	f, err := os.Open(full)
	if err != nil {
		return "", "", err
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
			return "", "", refusal("is gzip under the name of " + ext + ", want it named " + ext + ".gz")
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return "", "", err
		}
		if unpacked, err = gzip.NewReader(f); err != nil {
			return "", "", refusal("is cut off or damaged gzip, want the whole file")
		}
		ext = path.Ext(inner)
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		if ext != ".zst" {
			return "", "", refusal("is zstd under the name of " + ext + ", want it named " + ext + ".zst")
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return "", "", err
		}
		d, err := zstd.NewReader(f, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return "", "", err
		}
		defer d.Close()
		unpacked = d
		ext = path.Ext(inner)
	case (ext == ".gz" || ext == ".zst") && n == 0:
		return "", "", refusal("is empty, want the whole compressed file")
	case ext == ".gz", ext == ".zst":
		return "", "", refusal("is not compressed, though its name ends in " + ext)
	}
	if ext == ".zip" && bytes.HasPrefix(head, []byte("PK")) {
		return unpackZip(full, temp, number)
	}
	if unpacked == nil {
		kind, err := kindOf(ext, head)
		return full, kind, err
	}

	plain = tempFile(temp, number, "unpacked")
	out, err := os.Create(plain)
	if err != nil {
		return "", "", err
	}
	defer out.Close()
	if n, err := io.Copy(out, io.LimitReader(unpacked, maxUnpacked+1)); err != nil || n > maxUnpacked {
		if err == nil {
			return "", "", refusal("unpacks to more than 16 GB, want less in one file")
		}
		if full := noRoom(err, temp); full != nil {
			return "", "", full
		}
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || strings.Contains(err.Error(), "corrupt") || errors.Is(err, zstd.ErrCRCMismatch) || errors.Is(err, zstd.ErrMagicMismatch) {
			return "", "", refusal("is cut off or damaged, want the whole compressed file")
		}
		return "", "", refusal("is damaged, want the whole compressed file")
	}
	if n, err = out.ReadAt(head[:cap(head)], 0); err != nil && err != io.EOF {
		return "", "", err
	}
	kind, err = kindOf(ext, head[:cap(head)][:n])
	return plain, kind, err
}

// unpackZip gives the one table of a zip file, and what it is.
func unpackZip(full, temp string, number int) (plain, kind string, err error) {
	plain, ext, err := unzip(full, temp, number)
	if err != nil {
		return "", "", err
	}
	f, err := os.Open(plain)
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	head := make([]byte, 8)
	n, _ := io.ReadFull(f, head)
	kind, err = kindOf(ext, head[:n])
	return plain, kind, err
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

// kindOf holds the first bytes against the name's ending.
func kindOf(ext string, head []byte) (string, error) {
	zip := bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
	ole := bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0})
	parquet := bytes.HasPrefix(head, []byte("PAR1"))
	switch strings.ToLower(ext) {
	case ".csv", ".tsv", ".txt", ".tab", "":
		switch {
		case zip:
			return "", refusal("is a zip file (a workbook under another name?), want text")
		case ole:
			return "", refusal("is an old or locked workbook (.xls), want text")
		case parquet:
			return "", refusal("is Parquet under the name of " + ext + ", want it named .parquet")
		}
		return "csv", nil
	case ".json", ".ndjson", ".jsonl":
		if zip || ole || parquet {
			return "", refusal("is not JSON")
		}
		return "json", nil
	case ".parquet":
		if !parquet {
			return "", refusal("is not Parquet: it does not begin with PAR1")
		}
		return "parquet", nil
	case ".xlsx", ".xlsm":
		switch {
		case ole:
			return "", refusal("is an old (.xls) or password-locked workbook; save it as .xlsx without a password")
		case !zip:
			return "", refusal("is not a workbook (.xlsx)")
		}
		return "xlsx", nil
	case ".ods":
		if !zip {
			return "", refusal("is not a spreadsheet (.ods)")
		}
		return "ods", nil
	case ".zip":
		return "", refusal("is not a zip file, though its name ends in .zip")
	case ".xls":
		return "", refusal("is a workbook of another kind (" + ext + "); save it as .xlsx")
	}
	return strings.TrimPrefix(ext, ".") + " file", nil
}
