package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"path/filepath"
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
		{[]string{"serve", "--url", "rolecall.example.org"}, exitUsage, "", "no address of a server"},
		{[]string{"serve", "--url", "https://rolecall.example.org/below"}, exitUsage, "", "no address of a server"},
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
	err := serve(ctx, serveOptions{listen: "127.0.0.1:0", database: filepath.Join(t.TempDir(), "rolecall.db")}, &out, &log)
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

func TestPublicOrigin(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "https://a.example": "https://a.example", "https://a.example/": "https://a.example", "http://127.0.0.1:80": "http://127.0.0.1:80",
	} {
		if got, err := publicOrigin(text); got != want || err != nil {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"a.example", "ftp://a.example", "https://", "https://a.example/x", "https://a.example?x", "https://u@a.example", "https://a.example#x", ":"} {
		if got, err := publicOrigin(text); err == nil {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestDataFolder(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ data, home, want string }{
		{"/data", "/home/a", "/data/rolecall"},
		{"", "/home/a", "/home/a/.local/share/rolecall"},
		{"relative", "/home/a", "/home/a/.local/share/rolecall"},
	} {
		env := map[string]string{"XDG_DATA_HOME": tc.data, "HOME": tc.home}
		if got, err := dataFolder(func(name string) string { return env[name] }); got != tc.want || err != nil {
			t.Errorf("%+v: %q, %v", tc, got, err)
		}
	}
	if _, err := dataFolder(func(string) string { return "" }); err == nil || !strings.Contains(err.Error(), "--database") {
		t.Errorf("without a home: %v", err)
	}
}
