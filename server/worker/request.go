package main

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// repaired is a request as net/http's own server would hand it over. The library gives its address whole and no
// RequestURI, takes each comma in a header for the end of a value, and knows no encryption.
func repaired(r *http.Request) *http.Request {
	out := r.Clone(r.Context())
	out.RequestURI = r.URL.RequestURI()
	out.URL = &url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery, ForceQuery: r.URL.ForceQuery}
	out.Host = r.URL.Host
	if r.URL.Scheme == "https" {
		out.TLS = &tls.ConnectionState{HandshakeComplete: true}
	}
	if r.RemoteAddr != "" {
		out.RemoteAddr = net.JoinHostPort(r.RemoteAddr, "0")
	}
	for name, values := range out.Header {
		out.Header[name] = []string{strings.Join(values, ",")}
	}
	// The platform compresses, and compressed text would be compressed once more.
	out.Header.Del("Accept-Encoding")
	if out.Header.Get("Content-Length") == "" && r.Method != http.MethodGet && r.Method != http.MethodHead {
		out.ContentLength = -1
	}
	out.Proto, out.ProtoMajor, out.ProtoMinor = "HTTP/1.1", 1, 1
	out.TransferEncoding = nil
	return out
}
