package bridge

import (
	"fmt"
	"html"
	"time"

	"rolecall.example/internal/playground"
)

// render fills in the answer's HTML.
func render(a *Answer, r *playground.Response, q *Request, elapsed func() time.Duration) error {
	a.Panel = fmt.Sprintf("<p>%s of %s: %d rows</p>", html.EscapeString(q.View), html.EscapeString(r.Version), len(r.Access.Rows))
	a.Status = "evaluated in your browser, " + elapsed().Round(time.Millisecond).String()
	return nil
}
