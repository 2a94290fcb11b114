package page

// Write makes the data files of a site, and the pages' data for Hugo.
func Write(in *Input) (*Output, error) {
	out := &Output{Files: map[string][]byte{}, Hugo: map[string][]byte{}}
	apiFiles(in, out)
	return out, nil
}
