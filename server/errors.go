package server

import (
	"errors"
	"net/http"
	"time"
)

// An Error is a failure that a client is told about. ID is stable and for programs, Message and Hint are for people.
type Error struct {
	ID      string
	Message string
	Hint    string
	// Retry is when trying again makes sense, for the header Retry-After; 0: nothing is said.
	Retry time.Duration
}

func (e *Error) Error() string { return e.ID + ": " + e.Message }

// statuses is the one table from errors to status codes. An ID that it lacks is a fault of ours.
var statuses = map[string]int{
	"not-found":          http.StatusNotFound,
	"gone":               http.StatusGone,
	"bad-request":        http.StatusBadRequest,
	"bad-json":           http.StatusBadRequest,
	"bad-text":           http.StatusBadRequest,
	"no-token":           http.StatusUnauthorized,
	"wrong-token":        http.StatusForbidden,
	"foreign-origin":     http.StatusForbidden,
	"foreign-host":       http.StatusMisdirectedRequest,
	"too-large":          http.StatusRequestEntityTooLarge,
	"unsupported-type":   http.StatusUnsupportedMediaType,
	"unreadable-header":  http.StatusUnprocessableEntity,
	"no-config":          http.StatusUnprocessableEntity,
	"unknown-parent":     http.StatusUnprocessableEntity,
	"too-many":           http.StatusTooManyRequests,
	"bad-parameter":      http.StatusBadRequest,
	"not-implemented":    http.StatusNotImplemented,
	"busy":               http.StatusServiceUnavailable,
	"bad-embed":          http.StatusBadRequest,
	"embed-too-large":    http.StatusUnprocessableEntity,
	"method-not-allowed": http.StatusMethodNotAllowed,
	"query-too-long":     http.StatusBadRequest,
	"target-too-long":    http.StatusRequestURITooLong,
	"header-too-large":   http.StatusRequestHeaderFieldsTooLarge,
	"internal":           http.StatusInternalServerError,
}

// titles head the error pages.
var titles = map[string]string{
	"not-found":          "Nothing here",
	"gone":               "No longer here",
	"bad-request":        "The request can't be read",
	"bad-json":           "The JSON can't be read",
	"bad-text":           "The text can't be read",
	"no-token":           "A token is needed",
	"wrong-token":        "Another token is needed",
	"foreign-origin":     "Not from another site",
	"foreign-host":       "Not under this name",
	"too-large":          "The document is too large",
	"unsupported-type":   "Not of this type",
	"unreadable-header":  "The header can't be read",
	"no-config":          "No config",
	"unknown-parent":     "No such parent",
	"too-many":           "Too many requests",
	"bad-parameter":      "That can’t be asked",
	"not-implemented":    "Not offered here",
	"busy":               "Too much to do",
	"bad-embed":          "This embed asks for something that there is not",
	"embed-too-large":    "Too large for an embed",
	"method-not-allowed": "Not by this method",
	"query-too-long":     "That is too long to search for",
	"target-too-long":    "The address is too long",
	"header-too-large":   "The request's header is too large",
	"internal":           "Something broke",
}

var errInternal = &Error{ID: "internal", Message: "The server failed to answer this request.", Hint: "It has been logged. Trying again may help."}

// answerable turns any error into one for the client. What is not meant for it becomes "internal", without detail.
func answerable(err error) (*Error, int) {
	var e *Error
	if errors.As(err, &e) {
		if status, ok := statuses[e.ID]; ok {
			return e, status
		}
	}
	return errInternal, http.StatusInternalServerError
}
