package server

import "time"

// hardHeader is where net/http itself closes the connection, in bytes of header: above limits.RequestHeader, so
// that a request between the two gets a proper 431.
const hardHeader = 64 << 10

// How long a connection may take for each of its stages.
const (
	readHeaderTime = 5 * time.Second
	readTime       = 10 * time.Second
	writeTime      = 60 * time.Second
	idleTime       = 2 * time.Minute
	// drainTime is how long a stopping server waits for the requests that it has begun.
	drainTime = 10 * time.Second
)
