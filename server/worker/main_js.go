package main

import (
	"database/sql"
	"embed"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"syscall/js"

	"github.com/syumai/workers"
	"github.com/syumai/workers/cloudflare"
	"github.com/syumai/workers/cloudflare/d1"

	"rolecall.example/internal/release"
	"rolecall.example/scenarios"
	"rolecall.example/server"
	"rolecall.example/server/card"
	"rolecall.example/server/store"
	"rolecall.example/site"
)

const (
	// memoryAim is where the collector begins to work harder, in bytes: an isolate has 128 MB for all its instances.
	memoryAim = 24 << 20
	// values bounds what the values of a config take, in bytes: a fourth of what the binary allows, because an isolate that
	// takes too much is ended with all its requests, and what the engine holds for them is up to four times as much.
	values = 16 << 20
	// keptPages bounds the rendered pages of shared scenarios that one instance keeps, in bytes: most are in the Cache API.
	keptPages = 4 << 20
)

func main() {
	debug.SetMemoryLimit(memoryAim)
	card.Read = readFont
	s, err := newServer()
	if err != nil {
		fmt.Fprintln(os.Stderr, "worker:", err)
		os.Exit(1)
	}
	workers.ServeNonBlock(whole(s))
	workers.Ready()
	select {} // the module in front ends the program
}

// newServer makes the server from what the module in front hands over: the manifest of the site's files, which the
// platform serves, and the environment with its database.
func newServer() (*server.Server, error) {
	manifest := new(site.Manifest)
	if err := json.Unmarshal([]byte(js.Global().Get("context").Get("manifest").String()), manifest); err != nil {
		return nil, fmt.Errorf("the manifest of the site's files: %w", err)
	}
	gallery, err := scenarios.Sections()
	if err != nil {
		return nil, err
	}
	database, err := d1.OpenConnector("DB")
	if err != nil {
		return nil, err
	}
	handle := sql.OpenDB(database)
	db := store.New(handle, handle)
	return server.New(server.Config{
		Files: embed.FS{}, Manifest: manifest, Gallery: gallery, Example: scenarios.Example,
		Log: slog.New(slog.NewTextHandler(os.Stdout, nil)), Store: db, Kept: keptPages, Values: values,
		Origin: cloudflare.Getenv("ORIGIN"), Report: cloudflare.Getenv("REPORT"), Engine: release.Version(), Limiter: newLimiter(db),
	})
}
