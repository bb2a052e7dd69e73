package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"regexp"
	"strings"
	"testing"

	"rolecall.example/site"
)

func TestServeRefusesBadArguments(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		{[]string{"serve", "--help"}, exitOK, "--listen HOST:PORT", ""},
		{[]string{"help", "serve"}, exitOK, defaultListen, ""},
		{[]string{"serve", "--port", "1"}, exitUsage, "", "-port"},
		{[]string{"serve", "more"}, exitUsage, "", `unexpected "more"`},
		{[]string{"serve", "--listen", "4747"}, exitUsage, "", "no HOST:PORT"},
		{[]string{"serve", "--listen"}, exitUsage, "", "hint: rolecall help serve"},
	} {
		var out, errs bytes.Buffer
		if got := run(tc.args, strings.NewReader(""), &out, &errs); got != tc.code {
			t.Errorf("%v: exit code %d, want %d", tc.args, got, tc.code)
		}
		expectText(t, "stdout", out.String(), tc.stdout)
		expectText(t, "stderr", errs.String(), tc.stderr)
	}
}

// TestServe holds in a clone that was never built, where the error must say what to do, and in a built one.
func TestServe(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // it stops as soon as it has begun
	var out, log bytes.Buffer
	err := serve(ctx, "127.0.0.1:0", &out, &log)
	if _, _, built := site.Files(); errors.Is(built, site.ErrNotBuilt) {
		if !errors.Is(err, site.ErrNotBuilt) || !strings.Contains(err.Error(), "make build") {
			t.Errorf("without site files: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^Rolecall is at http://127\.0\.0\.1:[1-9]\d*/ `).MatchString(out.String()) {
		t.Errorf("it says %q", out.String())
	}
}

func TestPageURL(t *testing.T) {
	t.Parallel()
	for listen, want := range map[string]string{
		"127.0.0.1:4747": "http://127.0.0.1:4747/",
		"0.0.0.0:80":     "http://localhost:80/",
		"[::]:80":        "http://localhost:80/",
		"[::1]:4747":     "http://[::1]:4747/",
	} {
		addr, err := net.ResolveTCPAddr("tcp", listen)
		if err != nil {
			t.Fatal(err)
		}
		if got := pageURL(addr); got != want {
			t.Errorf("%s: %s, want %s", listen, got, want)
		}
	}
}
