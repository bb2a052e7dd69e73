package server

import "time"

// hardHeader is where net/http itself closes the connection, in bytes of header: above limits.RequestHeader, so
// that a request between the two gets a proper 431.
const hardHeader = 64 << 10

// times is how long a connection may take for each of its stages, and how long a stopping server waits for the
// requests that it has begun (drain).
type times struct{ header, read, write, idle, drain time.Duration }

var defaultTimes = times{header: 5 * time.Second, read: 10 * time.Second, write: 60 * time.Second, idle: 2 * time.Minute, drain: 10 * time.Second}
