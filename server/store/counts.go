package store

import (
	"context"
	"fmt"
	"time"
)

// Count counts one more under a name, and returns how many there were in the time that began with the first and ends
// after in. It is for servers that keep nothing in memory between requests; what has ended is forgotten on the way.
func (s *Store) Count(ctx context.Context, name string, in time.Duration, now time.Time) (count int, ends time.Time, err error) {
	at, end := stamp(now), stamp(now.Add(in))
	const text = "INSERT INTO counts (name, ends, count) VALUES (?, ?, 1) ON CONFLICT (name) DO UPDATE SET " +
		"count = CASE WHEN ends <= ? THEN 1 ELSE count + 1 END, ends = CASE WHEN ends <= ? THEN excluded.ends ELSE ends END RETURNING count, ends"
	var until string
	if err := s.db.QueryRowContext(ctx, text, name, end, at, at).Scan(&count, &until); err != nil {
		return 0, time.Time{}, fmt.Errorf("store: counting: %w", err)
	}
	if count == 1 {
		if _, err := s.db.ExecContext(ctx, "DELETE FROM counts WHERE ends <= ?", at); err != nil {
			return 0, time.Time{}, fmt.Errorf("store: counting: %w", err)
		}
	}
	ends, err = parseStamp(until)
	return count, ends, err
}
