package store_test

import (
	"context"
	"testing"
	"time"
)

func TestCountsEndWithTheirTime(t *testing.T) {
	t.Parallel()
	db, ctx := open(t), context.Background()
	begin := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, step := range []struct {
		name  string
		after time.Duration
		count int
		ends  time.Duration
	}{
		{"a", 0, 1, time.Minute},
		{"a", time.Second, 2, time.Minute},
		{"b", 2 * time.Second, 1, 62 * time.Second},
		{"a", 59 * time.Second, 3, time.Minute},
		{"a", time.Minute, 1, 2 * time.Minute},
		{"b", time.Minute, 2, 62 * time.Second},
		{"c", time.Hour, 1, time.Hour + time.Minute},
		{"b", time.Hour, 1, time.Hour + time.Minute},
	} {
		count, ends, err := db.Count(ctx, step.name, time.Minute, begin.Add(step.after))
		if err != nil || count != step.count || !ends.Equal(begin.Add(step.ends)) {
			t.Errorf("step %d: %d until %v, %v; want %d until %v", i, count, ends, err, step.count, begin.Add(step.ends))
		}
	}
}
