package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"rolecall.example/internal/limits"
)

// patience is how long these tests wait for what must come; nothing passes by taking long.
const patience = 30 * time.Second

// onSocket runs a sharing server on a free port, with little patience of its own.
func onSocket(t *testing.T) (*sharing, string) {
	t.Helper()
	s := sharingServer(t, nil)
	s.times = times{header: 300 * time.Millisecond, read: 600 * time.Millisecond, write: time.Second, idle: time.Second, drain: time.Second}
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, on) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s, on.Addr().String()
}

// dial opens a connection that ends when patience does.
func dial(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(patience))
	return c
}

// ended reads to the end of a connection; a timeout is not the end.
func ended(t *testing.T, c net.Conn) string {
	t.Helper()
	text, err := io.ReadAll(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal("the connection is still open")
	}
	return string(text)
}

func healthyStill(t *testing.T, addr string) {
	t.Helper()
	r, err := http.Get("http://" + addr + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != 200 {
		t.Errorf("/healthz: %d", r.StatusCode)
	}
}

func TestSlowClientsAreLetGo(t *testing.T) {
	t.Parallel()
	s, addr := onSocket(t)
	for name, sent := range map[string]string{
		"says nothing":          "",
		"half a request line":   "GET / HT",
		"half a header":         "GET / HTTP/1.1\r\nHost: a\r\nAccept: te",
		"a header without end":  "GET / HTTP/1.1\r\nHost: a\r\n",
		"half a body":           "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n---\nformat: 1\n",
		"half a chunk":          "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5000\r\n---\n",
		"a body for evaluation": "POST /api/evaluate HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n---\nformat: 1\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dial(t, addr)
			if _, err := io.WriteString(c, sent); err != nil {
				t.Fatal(err)
			}
			if got := ended(t, c); got != "" && !strings.HasPrefix(got, "HTTP/1.1 4") {
				t.Errorf("answered %.100q", got)
			}
		})
	}
	t.Run("drips", func(t *testing.T) {
		t.Parallel()
		c := dial(t, addr)
		go func() { // one byte after the other, which each alone is in time
			for _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: a\r\nX: "); err == nil; _, err = io.WriteString(c, "a") {
				time.Sleep(20 * time.Millisecond)
			}
		}()
		ended(t, c)
	})
	t.Run("never reads", func(t *testing.T) {
		t.Parallel()
		c := dial(t, addr)
		for {
			_, err := io.WriteString(c, strings.Repeat("GET /gallery HTTP/1.1\r\nHost: a\r\n\r\n", 100))
			if errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatal("the connection is still open")
			}
			if err != nil {
				return
			}
		}
	})
	t.Cleanup(func() {
		if n := count(t, s.db); n != 0 {
			t.Errorf("%d scenarios were kept", n)
		}
	})
}

func TestBrokenRequestsGetAnErrorAndNothingElse(t *testing.T) {
	t.Parallel()
	s, addr := onSocket(t)
	post := func(kind, body string) string {
		return fmt.Sprintf("POST /api/scenarios HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", kind, len(body), body)
	}
	for name, sent := range map[string]string{
		"no HTTP":               "hello\r\n\r\n",
		"TLS":                   "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",
		"an old version":        "GET /\r\n\r\n",
		"a newer version":       "GET / HTTP/3.7\r\nHost: a\r\n\r\n",
		"no host":               "GET / HTTP/1.1\r\n\r\n",
		"two hosts":             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"a bad host":            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
		"a control character":   "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
		"a NUL in a header":     "GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
		"a bad header name":     "GET / HTTP/1.1\r\nHost: a\r\nX y: a\r\n\r\n",
		"a folded header":       "GET / HTTP/1.1\r\nHost: a\r\n X: a\r\n\r\n",
		"a huge header":         "GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("a", 4*hardHeader) + "\r\n\r\n",
		"many headers":          "GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("X: a\r\n", 20000) + "\r\n",
		"a huge target":         "GET /" + strings.Repeat("a", 4*hardHeader) + " HTTP/1.1\r\nHost: a\r\n\r\n",
		"two lengths":           "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
		"a negative length":     "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
		"a length with a sign":  "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde",
		"an unknown coding":     "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nabc",
		"a bad chunk":           "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
		"a huge announced body": "POST /api/scenarios HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 99999999999\r\n\r\n",
		"a bad escape":          "GET /api/scenarios/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
		"bad UTF-8":             post("text/markdown", sample+"\xc3\x28"),
		"bad JSON":              post("application/json", `{"document": "`+"\x01"+`"}`),
		"deep JSON":             post("application/json", strings.Repeat(`{"document":`, 30000)),
		"a packed body":         strings.Replace(post("text/markdown", "\x1f\x8b\x08"), "Content-Type", "Content-Encoding: gzip\r\nContent-Type", 1),
		"a large body":          post("text/markdown", sample+strings.Repeat("a", 10*limits.SharedDocument)),
		"an alias bomb":         post("text/markdown", strings.Replace(sample, "title: A reader", bomb("title"), 1)),
		"a deep header":         post("text/markdown", strings.Replace(sample, "title: A reader", "title: "+strings.Repeat("[", 30000), 1)),
		"a form of a page":      strings.Replace(post("text/plain", sample), "Host: a", "Host: a\r\nOrigin: https://elsewhere.test", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dial(t, addr)
			go io.WriteString(c, sent) // it may be cut off
			line, err := bufio.NewReader(c).ReadString('\n')
			if err == nil && !strings.HasPrefix(line, "HTTP/1.1 4") && !strings.HasPrefix(line, "HTTP/1.1 505") && !strings.HasPrefix(line, "HTTP/1.1 501") {
				t.Errorf("answered %q", line)
			}
			if errors.Is(err, os.ErrDeadlineExceeded) {
				t.Error("no answer")
			}
		})
	}
	t.Cleanup(func() {
		if n := count(t, s.db); n != 0 {
			t.Errorf("%d scenarios were kept", n)
		}
	})
	t.Run("and it goes on", func(t *testing.T) { healthyStill(t, addr) })
}

// bomb is YAML that grows tenfold with each of its lines.
func bomb(key string) string {
	var out strings.Builder
	out.WriteString("a0: &a0 [x]\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&out, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	return out.String() + key + ": *a9"
}

// TestHostileDocumentsAreEvaluatedInBounds sends documents that are allowed and want much.
func TestHostileDocumentsAreEvaluatedInBounds(t *testing.T) {
	t.Parallel()
	_, addr := onSocket(t)
	config := func(text string) string { return full[:len(full)-4] + text + "\n```\n" }
	for name, document := range map[string]string{
		"a bomb in the state":  config("") + "```state\n" + bomb("files") + "\n```\n",
		"a bomb in a file":     config("import yaml\nx = yaml.safe_load('''\n" + bomb("b") + "\n''')"),
		"an endless loop":      config("while True:\n    pass"),
		"doubling":             config("a = 'a'\nwhile True:\n    a = a + a"),
		"recursion":            config("def f():\n    return f()\nf()"),
		"deep brackets":        config("a = " + strings.Repeat("[", 20000)),
		"many checks":          config("") + "```checks\n" + strings.Repeat("nobody can x\n", 4000) + "```\n",
		"many users":           config("c.JupyterHub.load_groups = {'g': {'users': [str(i) for i in range(90000)]}}") + "```checks\nnobody can users\n```\n",
		"one very long line":   config("#" + strings.Repeat("a", 60000)),
		"many fences":          full + strings.Repeat("```\n", 10000),
		"a number of a number": config("a = 9**9**9"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if len(document) > limits.SharedDocument {
				t.Fatalf("%d bytes", len(document))
			}
			client := http.Client{Timeout: patience}
			r, err := client.Post("http://"+addr+"/api/evaluate", "text/markdown", strings.NewReader(document))
			for tries := 0; err == nil && r.StatusCode == 503 && tries < 20; tries++ { // all of them at once are more than it takes
				r.Body.Close()
				time.Sleep(200 * time.Millisecond)
				r, err = client.Post("http://"+addr+"/api/evaluate", "text/markdown", strings.NewReader(document))
			}
			if errors.Is(err, io.EOF) {
				return // its time was up
			}
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			if r.StatusCode != 200 && r.StatusCode != 503 {
				t.Errorf("%d", r.StatusCode)
			}
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("and it goes on", func(t *testing.T) { healthyStill(t, addr) })
}
