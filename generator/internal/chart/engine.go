package chart

import (
	"context"
	"fmt"
	"time"

	"modernc.org/quickjs"
)

const (
	collectFrom = 64 << 20         // bytes in use before the engine looks for cycles; drawings leave few
	patience    = 20 * time.Second // for one chart; they take thousandths
)

// compile turns the bundle into bytecode, so that each engine starts in a tenth of the time.
func compile(bundle []byte) ([]byte, error) {
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("starting a script engine: %w", err)
	}
	defer vm.Close()
	code, err := vm.Compile(string(bundle), quickjs.EvalGlobal)
	if err != nil {
		return nil, fmt.Errorf("reading the chart bundle: %w", err)
	}
	return code, nil
}

// An engine is what draws, loaded and ready. It serves one goroutine.
type engine struct {
	vm   *quickjs.VM
	stop func() bool // watching the context
}

// start loads the bundle. When ctx ends, so does what the engine is drawing.
func start(ctx context.Context, code []byte) (*engine, error) {
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("starting a script engine: %w", err)
	}
	vm.SetGCThreshold(collectFrom)
	e := &engine{vm: vm, stop: context.AfterFunc(ctx, vm.Interrupt)}
	err = vm.SetEvalTimeout(patience)
	if err == nil {
		_, err = vm.EvalBytecode(code)
	}
	if err != nil {
		e.close()
		return nil, fmt.Errorf("loading the chart bundle: %w", err)
	}
	return e, nil
}

// draw returns the SVG's elements.
func (e *engine) draw(c Chart) (string, error) {
	r, err := e.vm.Call("shingleChart.draw", string(c.Option), c.Width, c.Height)
	if err != nil {
		return "", err
	}
	s, ok := r.(string)
	if !ok {
		return "", fmt.Errorf("the bundle drew %T: want text", r)
	}
	return s, nil
}

func (e *engine) close() {
	e.stop()
	e.vm.Close()
}
