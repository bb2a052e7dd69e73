package server

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
)

// listen runs a handler as the server would, on a free port, and returns its address and a stop that waits.
func listen(t *testing.T, h http.Handler) (addr string, stop func() error) {
	t.Helper()
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	s := &Server{handler: h, times: defaultTimes, log: slog.New(slog.DiscardHandler)}
	go func() { ended <- s.Run(ctx, on) }()
	t.Cleanup(cancel)
	return on.Addr().String(), func() error { cancel(); return <-ended }
}

func TestAStopWaitsForBegunRequests(t *testing.T) {
	t.Parallel()
	begun, finish := make(chan struct{}), make(chan struct{})
	addr, stop := listen(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		io.WriteString(w, "whole")
	}))
	type answer struct {
		text string
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		r, err := http.Get("http://" + addr)
		if err != nil {
			answered <- answer{err: err}
			return
		}
		defer r.Body.Close()
		text, err := io.ReadAll(r.Body)
		answered <- answer{string(text), err}
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	for { // until the port is closed, which a stop does first
		c, err := net.Dial("tcp", addr)
		if err != nil {
			break
		}
		c.Close()
	}
	select {
	case err := <-stopped:
		t.Fatalf("stopped with a request unanswered: %v", err)
	default:
	}
	close(finish)
	if got := <-answered; got.err != nil || got.text != "whole" {
		t.Errorf("the begun request got %q, %v", got.text, got.err)
	}
	if err := <-stopped; err != nil {
		t.Errorf("an orderly stop says %v", err)
	}
}

func TestAHugeHeaderIsNotReadToItsEnd(t *testing.T) {
	t.Parallel()
	addr, stop := listen(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the request came through") }))
	defer stop()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	go io.WriteString(c, "GET / HTTP/1.1\r\nHost: a\r\nXx: "+strings.Repeat("a", 4*hardHeader)+"\r\n\r\n")
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || !strings.Contains(line, "431") {
		t.Errorf("%q, %v", line, err)
	}
}
