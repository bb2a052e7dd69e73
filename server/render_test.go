package server

import (
	"context"
	"io"
	"testing"

	"github.com/a-h/templ"
)

// A client may close its side of the connection as soon as it has asked, which ends the request's context.
func TestAPageIsDrawnForAClientThatHasClosedItsSide(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	component := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := io.WriteString(w, "<p>whole</p>")
		return err
	})
	if _, err := render(ctx, component); err != nil {
		t.Error(err)
	}
}
