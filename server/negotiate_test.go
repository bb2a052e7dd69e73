package server

import (
	"net/http"
	"testing"
)

func TestChooseCoding(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]coding{
		"":                                identity,
		"gzip, deflate, br, zstd":         brotli,
		"gzip":                            gzipped,
		"x-gzip":                          gzipped,
		"GZIP;Q=0.5":                      gzipped,
		"br;q=0, gzip":                    gzipped,
		"br;q=0.2, gzip;q=0.8":            gzipped,
		"*":                               brotli,
		"*;q=0":                           identity,
		"br;q=0, *":                       gzipped,
		"identity":                        identity,
		"identity;q=1, gzip;q=0.5":        identity,
		"identity;q=0.2, gzip;q=0.5":      gzipped,
		"gzip;q=nonsense":                 identity,
		"gzip;q=7":                        identity,
		"gzip;q=NaN":                      identity,
		" br ; q=1.0 ,gzip;q=1.0":         brotli,
		"deflate":                         identity,
		"identity;q=0":                    identity,
		"gzip;q=0, gzip;q=1, br;q=0.0001": brotli,
	} {
		h := http.Header{}
		if accept != "" {
			h.Set("Accept-Encoding", accept)
		}
		if got := chooseCoding(h, brotli, gzipped); got != want {
			t.Errorf("Accept-Encoding %q: %q, want %q", accept, got, want)
		}
	}
	h := http.Header{"Accept-Encoding": {"br"}}
	if got := chooseCoding(h, gzipped); got != identity {
		t.Errorf("brotli is not offered, and yet %q", got)
	}
}

func TestWantsJSON(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]bool{
		"":                                     false,
		"*/*":                                  false,
		"text/html,application/xhtml+xml,*/*":  false,
		"application/json":                     true,
		"application/json, text/html;q=0.9":    true,
		"application/json;q=0.5, text/html":    false,
		"application/problem+json":             true,
		"application/json;q=0":                 false,
		"text/html;q=0.5,application/json;q=1": true,
	} {
		if got := wantsJSON(http.Header{"Accept": {accept}}); got != want {
			t.Errorf("Accept %q: %v, want %v", accept, got, want)
		}
	}
}

func TestMatchesTag(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{
		`"a"`:         true,
		`W/"a"`:       true,
		`"b", W/"a"`:  true,
		`*`:           true,
		`"b"`:         false,
		`a`:           false,
		``:            false,
		`"ab", "a" x`: false,
	} {
		if got := matchesTag(http.Header{"If-None-Match": {value}}, `"a"`); got != want {
			t.Errorf("If-None-Match %s: %v, want %v", value, got, want)
		}
	}
	if matchesTag(http.Header{}, `"a"`) {
		t.Error("no header matches nothing")
	}
}
