package templates_test

import (
	"context"
	"errors"
	"testing"

	"rolecall.example/templates/internal/sample"
)

var errFull = errors.New("the disk is full")

// disk takes so many bytes.
type disk struct{ room int }

func (d *disk) Write(b []byte) (int, error) {
	if len(b) > d.room {
		return 0, errFull
	}
	d.room -= len(b)
	return len(b), nil
}

func TestPagesTellWhatWentWrong(t *testing.T) {
	t.Parallel()
	over, cancel := context.WithCancel(context.Background())
	cancel()
	for name, page := range everyPage(sample.Teacher()) {
		size := len(render(t, page))
		for _, room := range []int{0, size / 2, size - 1} {
			if err := page.Render(context.Background(), &disk{room}); !errors.Is(err, errFull) {
				t.Errorf("%s, with room for %d of %d bytes: %v", name, room, size, err)
			}
		}
		if err := page.Render(over, &disk{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, which nobody waits for: %v", name, err)
		}
	}
}
