package keep

import (
	"io/fs"
	"syscall"
)

func stampOf(info fs.FileInfo) Stamp {
	s := Stamp{Kind: info.Mode().Type(), Size: info.Size(), Written: info.ModTime().UnixNano()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Changed, s.Inode = sys.Ctim.Nano(), sys.Ino
	}
	return s
}
