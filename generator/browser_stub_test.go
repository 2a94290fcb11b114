package main

import "testing"

func testKeyboard(b *browser, t *testing.T) {}
