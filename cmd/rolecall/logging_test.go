package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"
)

// A guarded buffer may be written by a timer.
type guarded struct {
	mu  sync.Mutex
	buf bytes.Buffer
	n   int
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n++
	return g.buf.Write(p)
}

func (g *guarded) text() (string, int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.buf.String(), g.n
}

func TestLinesOfTheLogArriveTogether(t *testing.T) {
	t.Parallel()
	out := &guarded{}
	w := &lateWriter{out: out}
	for range 3 {
		w.Write([]byte("line\n"))
	}
	want := strings.Repeat("line\n", 3)
	for range 100 { // by itself, after logDelay
		if got, _ := out.text(); got == want {
			break
		}
		time.Sleep(logDelay)
	}
	w.Write([]byte("last\n"))
	w.Flush()
	if got, n := out.text(); got != want+"last\n" || n > 4 {
		t.Errorf("%q in %d writes", got, n)
	}
	w.Write(bytes.Repeat([]byte("a"), logBytes))
	if got, _ := out.text(); len(got) < logBytes {
		t.Error("a full buffer waits")
	}
}
