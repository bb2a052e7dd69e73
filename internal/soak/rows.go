package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

// rows fills a database and looks scenarios up at each size. Lookups stay flat where the median at 200,000 rows is below
// twice that at 2,000.
func rows(folder string) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, databaseIn(folder))
	if err != nil {
		return err
	}
	defer db.Close()
	random := rand.New(rand.NewPCG(3, 4))
	var ids []string
	var medians []time.Duration
	for _, size := range []int{2_000, 20_000, 200_000} {
		begin := time.Now()
		err := db.Bulk(ctx, func(to *store.Store) error {
			for len(ids) < size {
				text := document(random, len(ids))
				id := store.NewID()
				if err := to.Restore(ctx, &store.Row{Scenario: store.Scenario{ID: id, Document: text, Hash: store.Hash(text), Title: "Number", Version: "5.5.1",
					Created: time.Now(), Verdict: store.Verdict{Starts: true, Hold: 5}, Engine: "v1"}, TokenHash: "x"}); err != nil {
					return err
				}
				ids = append(ids, id)
			}
			return nil
		})
		if err != nil {
			return err
		}
		filled := time.Since(begin)
		const lookups = 5000
		took := make([]time.Duration, lookups)
		for i := range took {
			id := ids[random.IntN(len(ids))]
			begin := time.Now()
			if _, err := db.Get(ctx, id); err != nil {
				return err
			}
			took[i] = time.Since(begin)
		}
		slices.Sort(took)
		begin = time.Now()
		for range lookups {
			if _, err := db.Get(ctx, store.NewID()); !errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("an id that is not there: %w", err)
			}
		}
		medians = append(medians, took[lookups/2])
		say("rows: %7d rows (filled in %s): a lookup takes %s at the median, %s at p99; one that finds nothing %s on average", size, filled.Round(time.Millisecond),
			took[lookups/2].Round(time.Microsecond), took[lookups*99/100].Round(time.Microsecond), (time.Since(begin) / lookups).Round(time.Microsecond))
	}
	if medians[2] > 2*medians[0] {
		return errors.New("lookups grow with the rows")
	}
	return nil
}
