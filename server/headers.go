package server

import "net/http"

// policy is the content security policy of every answer. There are no nonces, because pages are cached; WASM may
// be compiled, but nothing may be evaluated from text. Scripts of the worker are held to it as well, because a
// worker takes the policy of its own answer.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// permissions turns off what the pages never ask for.
const permissions = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"

// securing are the headers that every answer carries, errors and assets included. An answer that needs another value
// sets it: these slices are shared and never changed.
var securing = []struct {
	name   string
	values []string
}{
	{"Content-Security-Policy", []string{policy}},
	{"Cross-Origin-Opener-Policy", []string{"same-origin"}},
	{"Cross-Origin-Resource-Policy", []string{"same-origin"}},
	{"Permissions-Policy", []string{permissions}},
	{"Referrer-Policy", []string{"no-referrer"}},
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"X-Frame-Options", []string{"DENY"}}, // for browsers that know no frame-ancestors
}

func secure(h http.Header) {
	for _, s := range securing {
		h[s.name] = s.values
	}
}
