package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os/signal"
	"syscall"

	"rolecall.example/scenarios"
	"rolecall.example/server"
	"rolecall.example/site"
)

// defaultListen leaves JupyterHub's own ports, 8000 and 8081, free.
const defaultListen = "127.0.0.1:4747"

const serveUsage = `Usage: rolecall serve [--listen HOST:PORT]

Serves the playground and the gallery until it is interrupted. Everything is
evaluated in the browser; nothing that people write is sent or kept.

    --listen HOST:PORT   where to listen (default ` + defaultListen + `); port 0 takes
                         a free one
`

// runServe serves the playground and the gallery until it is told to stop.
func runServe(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	listen := flags.String("listen", defaultListen, "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, serveUsage)
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "rolecall serve: %v\nhint: rolecall help serve\n", err)
		return exitUsage
	case flags.NArg() > 0:
		fmt.Fprintf(stderr, "rolecall serve: unexpected %q\nhint: rolecall help serve\n", flags.Arg(0))
		return exitUsage
	}
	if _, _, err := net.SplitHostPort(*listen); err != nil {
		fmt.Fprintf(stderr, "rolecall serve: --listen %q is no HOST:PORT\nhint: --listen %s\n", *listen, defaultListen)
		return exitUsage
	}
	// The first signal stops in order, a second one ends the process as usual.
	ctx, done := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer done()
	context.AfterFunc(ctx, done)
	if err := serve(ctx, *listen, stdout, stderr); err != nil {
		fmt.Fprintf(stderr, "rolecall serve: %v\n", err)
		if errors.Is(err, syscall.EADDRINUSE) {
			fmt.Fprint(stderr, "hint: --listen 127.0.0.1:0 takes a free port\n")
		}
		return exitFailed
	}
	return exitOK
}

// serve listens, says where, and serves until ctx ends.
func serve(ctx context.Context, listen string, stdout, stderr io.Writer) error {
	files, manifest, err := site.Files()
	if err != nil {
		return err
	}
	gallery, err := scenarios.Sections()
	if err != nil {
		return err
	}
	s, err := server.New(server.Config{
		Files: files, Manifest: manifest, Gallery: gallery, Example: scenarios.Example,
		Log: slog.New(slog.NewTextHandler(stderr, nil)),
	})
	if err != nil {
		return err
	}
	on, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Rolecall is at %s (Ctrl-C stops it)\n", pageURL(on.Addr().(*net.TCPAddr)))
	return s.Run(ctx, on)
}

// pageURL is where a browser on this machine finds the page.
func pageURL(addr *net.TCPAddr) string {
	if addr.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d/", addr.Port)
	}
	return "http://" + addr.String() + "/"
}
