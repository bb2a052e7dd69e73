package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"os"
	"syscall/js"
)

// whole answers each request by one piece of bytes. The library would stream it, and take the end of its first
// stream for the end of the program; a body that is handed over as JavaScript has it is no stream.
func whole(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := answer{header: http.Header{}}
		out.from(next, repaired(r))
		maps.Copy(w.Header(), out.header)
		w.WriteHeader(out.status)
		w.(interface{ WriteRawJSBody(js.Value) }).WriteRawJSBody(out.value(r.Method))
	})
}

// An answer is what a handler wrote, kept until it is whole.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

// from asks the handler. The server answers for its own panics, so one that comes here ends this answer only.
func (a *answer) from(handler http.Handler, r *http.Request) {
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintln(os.Stderr, "worker: panic:", cause)
			*a = answer{header: http.Header{"Cache-Control": {"no-store"}}, status: http.StatusInternalServerError}
		}
	}()
	handler.ServeHTTP(a, r)
	a.WriteHeader(http.StatusOK)
}

// value is the body as an Uint8Array, null where the answer has none.
func (a *answer) value(method string) js.Value {
	if method == http.MethodHead || a.body.Len() == 0 {
		return js.Null()
	}
	array := js.Global().Get("Uint8Array").New(a.body.Len())
	js.CopyBytesToJS(array, a.body.Bytes())
	return array
}
