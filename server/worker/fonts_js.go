package main

import (
	"fmt"
	"syscall/js"

	"github.com/syumai/workers/cloudflare"
)

// readFont gets a font's file from the platform, which keeps it beside the site's files.
func readFont(name string) ([]byte, error) {
	answer, err := await(cloudflare.GetBinding("ASSETS").Call("fetch", "https://assets.invalid/assets/fonts/"+name))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	if status := answer.Get("status").Int(); status != 200 {
		return nil, fmt.Errorf("font %s: the platform answers %d", name, status)
	}
	buffer, err := await(answer.Call("arrayBuffer"))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	array := js.Global().Get("Uint8Array").New(buffer)
	file := make([]byte, array.Length())
	js.CopyBytesToGo(file, array)
	return file, nil
}
