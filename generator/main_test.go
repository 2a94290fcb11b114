package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"shingle/generator/internal/engine"
)

func TestMain(m *testing.M) {
	if engine.Apart(os.Args) { // a query of a site that is built in this process
		return
	}
	testscript.Main(m, map[string]func(){"shingle": main})
}

// TestScripts runs the program as people run it. Each script begins in a folder
// with a small site (testdata/base: calls and a survey), to which the files of the
// script itself are added.
func TestScripts(t *testing.T) {
	base, err := filepath.Abs("testdata/base")
	if err != nil {
		t.Fatal(err)
	}
	t.Parallel()
	drawn := t.TempDir() // charts drawn once serve all scripts
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOGC", "300") // these builds are small: to collect their garbage often is a tenth of what they take
			env.Setenv("XDG_CACHE_HOME", drawn)
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(drawn, "config"))
			env.Setenv("BASE", base)
			return copyMissing(base, env.WorkDir)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"refused": refused, "exits": exits, "says": says, "replace": replace, "fresh": fresh, "add": add, "append": appendFile, "repeat": repeat,
			"convert": convert, "truncate": truncate, "same": same, "copy": copyFolder, "nowhere": nowhere, "killed": killed, "ended": ended, "vacated": vacated, "busy": busy, "restless": restless, "format": format, "reencode": reencode, "split": split, "pages": pages,
		},
	})
}
