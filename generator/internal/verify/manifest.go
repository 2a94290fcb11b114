package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"path"
	"strings"
)

// manifestFile is where a release lists its own files.
const manifestFile = "api/v1/manifest.json"

// manifest holds the files of the folder against the list of them: each is there as it is
// listed, and none beside.
func (c *checker) manifest() error {
	text, err := fs.ReadFile(c.site, manifestFile)
	if err != nil {
		return nil // if it must be there, that is told
	}
	var list struct {
		Files []struct {
			Path   string `json:"path"`
			Size   int64  `json:"size"`
			SHA256 string `json:"sha256"`
		} `json:"files"`
	}
	if json.Unmarshal(text, &list) != nil {
		return nil // what is wrong with it is told by its schema
	}
	sums, names := map[string]string{}, []string{}
	for _, f := range list.Files {
		if _, twice := sums[f.Path]; twice {
			c.wrong(manifestFile, "lists %q twice", f.Path)
		}
		sums[f.Path] = f.SHA256
		switch {
		case !c.files[f.Path]:
			c.wrong(f.Path, "is listed in %s, and not there", manifestFile)
		case size(c.site, f.Path) != f.Size:
			c.wrong(f.Path, "has %d bytes, want the %d that %s lists", size(c.site, f.Path), f.Size, manifestFile)
		default:
			names = append(names, f.Path)
		}
	}
	for name := range c.files {
		if _, listed := sums[name]; !listed && name != manifestFile && !strings.HasPrefix(path.Base(name), ".") {
			c.wrong(name, "is not listed in %s", manifestFile)
		}
	}
	return c.all(names, func(name string) error {
		file, err := c.site.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		sum := sha256.New()
		if _, err := io.Copy(sum, file); err != nil { // it may be longer than one would want in memory
			return err
		}
		if hex.EncodeToString(sum.Sum(nil)) != sums[name] {
			c.wrong(name, "is not the file that %s lists", manifestFile)
		}
		return nil
	})
}
