// Package shingle holds what a binary carries with it: the theme, and the starter
// site with its sample exports, which init lays out.
package shingle

import "embed"

// Files is the theme, the example's own content, its exports and its config.toml.
// The prefix all: keeps files that begin with an underscore, which templates and
// section pages do.
//
//go:embed all:themes all:site all:data config.toml
var Files embed.FS
