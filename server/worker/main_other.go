//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "this program runs on Cloudflare's Workers: build it with make worker")
	os.Exit(2)
}
