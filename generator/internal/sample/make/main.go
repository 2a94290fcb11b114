// Command make writes the exports of the bundled example into a folder:
//
//	go run ./generator/internal/sample/make data
package main

import (
	"fmt"
	"os"

	"shingle/generator/internal/sample"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make <folder>")
		os.Exit(2)
	}
	if err := sample.Write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
