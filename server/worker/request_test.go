package main

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"testing"
)

// given is a request as the library makes it of one in JavaScript.
func given(t *testing.T, method, address string, header http.Header) *http.Request {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Request{Method: method, URL: u, Header: header, Body: http.NoBody, TransferEncoding: []string{""}, Host: header.Get("Host")}
}

func TestRequestsAreAsAServerHandsThemOver(t *testing.T) {
	t.Parallel()
	header := http.Header{
		"Accept": {"text/html", "application/json;q=0.5"}, "If-None-Match": {`"a"`, ` "b"`}, "User-Agent": {"a (b", " c)"}, "Accept-Encoding": {"gzip"},
	}
	in := given(t, "GET", "https://example.org:8443/s/a%2Fb?q=1&r=%20", header)
	in.RemoteAddr = "2001:db8::1"
	got := repaired(in)
	if got.RequestURI != "/s/a%2Fb?q=1&r=%20" || got.Host != "example.org:8443" || got.RemoteAddr != "[2001:db8::1]:0" || got.TLS == nil {
		t.Errorf("%q %q %q %v", got.RequestURI, got.Host, got.RemoteAddr, got.TLS)
	}
	if u := got.URL; u.Scheme != "" || u.Host != "" || u.Path != "/s/a/b" || u.EscapedPath() != "/s/a%2Fb" || u.RawQuery != "q=1&r=%20" {
		t.Errorf("%#v", u)
	}
	want := http.Header{"Accept": {"text/html,application/json;q=0.5"}, "If-None-Match": {`"a", "b"`}, "User-Agent": {"a (b, c)"}}
	if !maps.EqualFunc(got.Header, want, slices.Equal) {
		t.Errorf("%v, want %v", got.Header, want)
	}
	if len(in.Header) != 4 {
		t.Errorf("the library's own was changed: %v", in.Header)
	}
}

func TestABodyOfUnknownLength(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		method string
		header http.Header
		length int64
		want   int64
	}{
		{"GET", http.Header{}, 0, 0},
		{"POST", http.Header{}, 0, -1},
		{"POST", http.Header{"Content-Length": {"7"}}, 7, 7},
		{"POST", http.Header{"Content-Length": {"0"}}, 0, 0},
	} {
		in := given(t, tc.method, "http://example.org/", tc.header)
		in.ContentLength = tc.length
		if got := repaired(in); got.ContentLength != tc.want || got.TLS != nil {
			t.Errorf("%s %v: %d, want %d", tc.method, tc.header, got.ContentLength, tc.want)
		}
	}
}
