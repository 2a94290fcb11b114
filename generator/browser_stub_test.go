package main

import "testing"

func testWithoutScript(b *browser, t *testing.T) {}
func testKeyboard(b *browser, t *testing.T)      {}
func testPrint(b *browser, t *testing.T)         {}
