package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"sync"
)

// Content types of the answers that no file stands for.
const (
	typeHTML     = "text/html; charset=utf-8"
	typeJSON     = "application/json; charset=utf-8"
	typeText     = "text/plain; charset=utf-8"
	typeMarkdown = "text/markdown; charset=utf-8"
	typeSVG      = "image/svg+xml; charset=utf-8"
	typePNG      = "image/png"
)

// A page is a finished answer in every coding that we offer for it. It never changes, so one value serves all
// requests at once.
type page struct {
	kind    string
	body    []byte
	tag     string        // without quotes
	gzipped func() []byte // nil where it would not be smaller; made when it is first asked for
}

func newPage(kind string, body []byte) *page {
	sum := sha256.Sum256(body)
	return &page{kind: kind, body: body, tag: hex.EncodeToString(sum[:12]), gzipped: sync.OnceValue(func() []byte { return zip(body) })}
}

// zip compresses a text, or returns nil where that would not make it smaller.
func zip(text []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is known to be valid
	z.Write(text)                                           // a bytes.Buffer never fails
	z.Close()
	if out.Len() >= len(text) {
		return nil
	}
	return out.Bytes()
}

// serve answers with the page, or with 304 where the client has it. Browsers may keep it, and ask each time whether
// it still stands: the next release may render it otherwise.
func (p *page) serve(w http.ResponseWriter, r *http.Request, status int) {
	h := w.Header()
	body, tag := p.body, p.tag
	h.Add("Vary", "Accept-Encoding")
	if chooseCoding(r.Header, gzipped) == gzipped {
		if zipped := p.gzipped(); zipped != nil {
			h.Set("Content-Encoding", string(gzipped))
			body, tag = zipped, p.tag+"-gz"
		}
	}
	if status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
	} else {
		if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "no-cache")
		}
		tag = `"` + tag + `"`
		h.Set("ETag", tag)
		if matchesTag(r.Header, tag) {
			h.Del("Content-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Type", p.kind)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body) // a client that went away is no error of ours
	}
}

// size is about what the page takes in memory, in bytes: compressed, text is a quarter of itself.
func (p *page) size() int { return len(p.body) + len(p.body)/4 + 512 }
