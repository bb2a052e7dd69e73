package main

import (
	"runtime/debug"
	"syscall/js"

	"rolecall.example/internal/bridge"
)

// collectAt lets the heap grow to four times what lives before a collection: an evaluation on a typed key makes
// short-lived values only, and a collection in the middle of it would be felt.
const collectAt = 400

func main() {
	debug.SetGCPercent(collectAt)
	handle := js.FuncOf(func(_ js.Value, args []js.Value) (answer any) {
		defer func() {
			if recover() != nil {
				answer = bridge.Broken
			}
		}()
		if len(args) != 1 || args[0].Type() != js.TypeString {
			return bridge.Broken
		}
		return string(bridge.Handle([]byte(args[0].String())))
	})
	js.Global().Set("rolecall", map[string]any{"handle": handle})
	select {}
}
