//go:build !linux

package keep

import "io/fs"

func stampOf(info fs.FileInfo) Stamp {
	return Stamp{Kind: info.Mode().Type(), Size: info.Size(), Written: info.ModTime().UnixNano()}
}
