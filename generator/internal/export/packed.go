package export

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// unzip takes the one table out of a zip file. A workbook is a zip file, too, and is told
// by its name.
func unzip(full, temp string, number int) (plain, ext string, err error) {
	z, err := zip.OpenReader(full)
	if err != nil {
		return "", "", refusal("is cut off or damaged, want the whole zip file")
	}
	defer z.Close()
	var table *zip.File
	var names []string
	for _, f := range z.File {
		if f.FileInfo().IsDir() || strings.HasPrefix(f.Name, "__MACOSX/") || strings.HasPrefix(path.Base(f.Name), ".") {
			continue
		}
		names, table = append(names, path.Base(f.Name)), f
	}
	switch {
	case len(names) == 0:
		return "", "", refusal("holds no file, want one table")
	case len(names) > 1:
		return "", "", refusal(fmt.Sprintf("holds %d files (%s), want one table, or the files unpacked", len(names), strings.Join(names[:min(3, len(names))], ", ")))
	case table.Flags&1 != 0:
		return "", "", refusal("is locked by a password; unpack it")
	}
	in, err := table.Open()
	if err != nil {
		return "", "", refusal("is packed in a way that is not known; unpack it")
	}
	defer in.Close()
	plain = tempFile(temp, number, "unzipped")
	out, err := os.Create(plain)
	if err != nil {
		return "", "", err
	}
	defer out.Close()
	n, err := io.Copy(out, io.LimitReader(in, maxUnpacked+1))
	switch {
	case err == nil && n > maxUnpacked:
		return "", "", refusal("unpacks to more than 16 GB, want less in one file")
	case err != nil:
		if full := noRoom(err, temp); full != nil {
			return "", "", full
		}
		if damaged := flate.CorruptInputError(0); errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &damaged) {
			return "", "", refusal("is cut off or damaged, want the whole zip file")
		}
		return "", "", err
	}
	return plain, strings.ToLower(path.Ext(table.Name)), nil
}
