package bridge

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/a-h/templ"

	"rolecall.example/internal/playground"
	"rolecall.example/templates"
)

// panels are the views that a page can ask for.
var panels = map[string]func(*playground.Response, templates.Options) templ.Component{
	"access":  templates.Access,
	"why":     templates.Why,
	"map":     templates.Map,
	"login":   templates.Login,
	"startup": templates.Startup,
	"advice":  templates.Advice,
	"checks":  templates.Checks,
	"tokens":  templates.Tokens,
	"changes": templates.Changes,
}

// render fills in the answer's HTML: the view that was asked for, the status line, the notice. Where a config can't be read
// and the page has a good answer to the same question, it keeps that.
func render(a *Answer, r *playground.Response, q *Request, elapsed func() time.Duration) error {
	panel, ok := panels[q.View]
	if !ok {
		return fmt.Errorf("the view %q is unknown", q.View)
	}
	o := templates.Options{Unfolded: q.Unfolded[:min(len(q.Unfolded), maxUnfolded)], Filter: q.Filter, Fields: q.Fields}
	if err := draw(&a.Panel, panel(r, o)); err != nil {
		return err
	}
	if err := draw(&a.Notice, templates.Notice(r, o)); err != nil {
		return err
	}
	if err := draw(&a.Asked, templates.Questions(r, o)); err != nil {
		return err
	}
	o.Elapsed = told(elapsed())
	return draw(&a.Status, templates.Status(r, o))
}

func draw(to *string, c templ.Component) error {
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		return fmt.Errorf("a view failed: %w", err)
	}
	*to = b.String()
	return nil
}

// told says a duration for people: "3 ms", "1.2 s".
func told(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "under 1 ms"
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
