// The wasm program is the engine as the browser loads it: one function, globalThis.rolecall.handle, which takes
// a request of package bridge as JSON text and returns its answer. Build it with GOOS=js GOARCH=wasm; on every other
// system this package is an empty program, so that all packages build and vet everywhere.
package main
