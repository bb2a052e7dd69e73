package main

import (
	"io"
	"sync"
	"time"
)

// logDelay is how long a line of the log may wait for others to be written with it.
const logDelay = 100 * time.Millisecond

// A lateWriter gathers what is written and hands it on together: a line for each request would cost a call of the
// system each.
type lateWriter struct {
	out io.Writer

	mu      sync.Mutex
	waiting []byte
	timer   *time.Timer
}

const logBytes = 64 << 10

func (w *lateWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting = append(w.waiting, p...)
	switch {
	case len(w.waiting) >= logBytes:
		w.flush()
	case w.timer == nil:
		w.timer = time.AfterFunc(logDelay, w.Flush)
	}
	return len(p), nil
}

// Flush writes what waits.
func (w *lateWriter) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
}

func (w *lateWriter) flush() {
	if w.timer != nil {
		w.timer.Stop()
		w.timer = nil
	}
	w.out.Write(w.waiting) // there is nowhere to tell that the log can't be written
	w.waiting = w.waiting[:0]
}
