package keep

import (
	"debug/elf"
	"fmt"
	"os"
	"sync"
)

// Program names the program that runs by what it was made of: another version, or one that
// was built of something else, reads and draws otherwise, perhaps.
func Program(version string) string { return version + program() }

// program is what tells a program from others of the same version, behind a blank.
var program = sync.OnceValue(func() string {
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	if id := buildID(file); id != "" {
		return " " + id
	}
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	return fmt.Sprint(" ", info.Size(), info.ModTime().UnixNano())
})

// buildID is the sum of a program's content that Go writes into it; "" where it was told not
// to, and where a program is no ELF file. To read it takes nothing; to add up a hundred
// megabytes takes a third of what a small build takes.
func buildID(file string) string {
	f, err := elf.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	section := f.Section(".note.go.buildid")
	if section == nil {
		return ""
	}
	note, err := section.Data()
	const head = 16 // the lengths of name and text, the kind, and the name: "Go"
	if err != nil || len(note) < head {
		return ""
	}
	length := f.ByteOrder.Uint32(note[4:])
	if uint64(length) > uint64(len(note)-head) {
		return ""
	}
	return string(note[head : head+length])
}
