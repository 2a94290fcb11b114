//go:build !linux

package publish

func exchange(stage, dir, old string) error { return aside(stage, dir, old) }

func settle(dir string) error { return nil }
