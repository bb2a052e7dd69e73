package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"rolecall.example/server"
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
		{[]string{"serve", "more.py"}, exitUsage, "", `there is no file "more.py"`},
		{[]string{"serve", "."}, exitUsage, "", `"." is no file`},
		{[]string{"serve", "serve.go", "--listen", "0.0.0.0:0"}, exitUsage, "", "reached from other machines"},
		{[]string{"serve", "serve.go", "--listen", ":0"}, exitUsage, "", "reached from other machines"},
		{[]string{"serve", "serve.go", "--database", "x.db"}, exitUsage, "", "--database goes without a FILE"},
		{[]string{"serve", "--checks", "x.checks"}, exitUsage, "", "--checks goes with a FILE"},
		{[]string{"serve", "--scenario", "0", "a.md"}, exitUsage, "", "they count from 1"},
		{[]string{"serve", "../../README.md", "--scenario", "9"}, exitUsage, "", "no scenario 9"},
		{[]string{"serve", "../../README.md", "../../CHANGELOG.md"}, exitUsage, "", "followed alone"},
		{[]string{"serve", "--listen", "4747"}, exitUsage, "", "no HOST:PORT"},
		{[]string{"serve", "--url", "rolecall.example.org"}, exitUsage, "", "no address of a server"},
		{[]string{"serve", "--url", "https://rolecall.example.org/below"}, exitUsage, "", "no address of a server"},
		{[]string{"serve", "--report", "nobody"}, exitUsage, "", "neither a URL nor a mail address"},
		{[]string{"serve", "--writes", "10"}, exitUsage, "", "10/100"},
		{[]string{"serve", "--writes", "10/x"}, exitUsage, "", "no number"},
		{[]string{"serve", "--evaluations", "-1"}, exitUsage, "", "no number"},
		{[]string{"serve", "--metrics", "9"}, exitUsage, "", "no HOST:PORT"},
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
	err := serve(ctx, serveOptions{listen: "127.0.0.1:0", database: filepath.Join(t.TempDir(), "rolecall.db")}, nil, &out, &log)
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

func TestOptionsOfServe(t *testing.T) {
	t.Parallel()
	parse := func(args ...string) (o serveOptions, err error) {
		flags := o.flags()
		if err := flags.Parse(args); err != nil {
			return o, err
		}
		return o, o.settle(flags, flags.Args())
	}
	o, err := parse("--writes", "3/4", "--evaluations", "5", "--report", "abuse@a.example", "--proxy-header", "X-Real-IP", "--url", "https://a.example/")
	want := map[server.Kind][]server.Rate{server.WriteKind: {{Most: 3, In: time.Minute}, {Most: 4, In: 24 * time.Hour}}, server.EvaluateKind: {{Most: 5, In: time.Minute}}}
	if err != nil || !reflect.DeepEqual(o.rates, want) || o.report != "mailto:abuse@a.example" || o.proxyHeader != "X-Real-IP" || o.url != "https://a.example" || o.listen != defaultListen {
		t.Errorf("%+v, %v", o, err)
	}
	if o, _ := parse(); !reflect.DeepEqual(o.rates, server.DefaultRates()) {
		t.Errorf("unless told otherwise: %v", o.rates)
	}
	for text, want := range map[string]string{"mailto:a@b.example": "mailto:a@b.example", "https://a.example/report?x=1": "https://a.example/report?x=1", "": ""} {
		if got, err := reportAddress(text); got != want || err != nil {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"javascript:alert(1)", "A <a@b.example>", "https://", "mailto:x"} {
		if got, err := reportAddress(text); err == nil {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestMetrics asks for them over HTTP after some requests.
func TestMetrics(t *testing.T) {
	t.Parallel()
	m := newMetrics()
	m.observe(server.Observation{Method: "GET", Route: "/s/{id}", Status: 200, Bytes: 10, Took: 3 * time.Millisecond})
	m.observe(server.Observation{Method: "GET", Route: "/s/{id}", Status: 404, Bytes: 5, Took: time.Second})
	var out bytes.Buffer
	stop, err := m.serve("127.0.0.1:0", &out)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	at := regexp.MustCompile(`http://\S+`).FindString(out.String())
	r, err := http.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`rolecall_requests_total{method="GET",route="/s/{id}",status="404"} 1`, "rolecall_response_bytes_total 15",
		`rolecall_request_duration_seconds_bucket{route="/s/{id}",le="0.005"} 1`, "rolecall_kept_bytes 0", "rolecall_evaluations_running 0", "go_goroutines", "rolecall_info{version="} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if r, err := http.Get(strings.TrimSuffix(at, "metrics")); err != nil || r.StatusCode != 404 {
		t.Errorf("the pages are there as well: %v", err)
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
