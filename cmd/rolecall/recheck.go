package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"runtime"

	"rolecall.example/internal/playground"
	"rolecall.example/internal/release"
	"rolecall.example/server"
	"rolecall.example/server/store"
)

const recheckUsage = `Usage: rolecall recheck [--database FILE]

Runs the checks of every shared scenario with this program's engine, and prints
those that come out otherwise than when they were saved. Nothing is changed: a
scenario's page shows both.

    --database FILE   the database (default: that of rolecall serve)

Exit code: 0 nothing changed, 1 something did, 2 a wrong command line.
`

// runRecheck compares all stored verdicts with those of this engine.
func runRecheck(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	database := flags.String("database", "", "")
	rest, code, done := arguments("recheck", recheckUsage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code
	case len(rest) > 0:
		return misused(stderr, "recheck", fmt.Sprintf("unexpected %q", rest[0]))
	}
	ctx := context.Background()
	db, err := openExisting(ctx, *database)
	if err != nil {
		return failed(stderr, "recheck", err)
	}
	defer db.Close()
	all, changed, err := recheck(ctx, db.Store, stdout)
	if err != nil {
		return failed(stderr, "recheck", err)
	}
	fmt.Fprintf(stdout, "%s with engine %s: %d changed\n", count(all, "scenario"), release.Version(), changed)
	if changed > 0 {
		return exitFailed
	}
	return exitOK
}

// recheck runs the scenarios on all cores and prints in the order of their IDs.
func recheck(ctx context.Context, from *store.Store, stdout io.Writer) (all, changed int, err error) {
	type result struct {
		row *store.Row
		now chan store.Verdict
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan result, 4*runtime.GOMAXPROCS(0))
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		err = from.Each(ctx, func(row *store.Row) error {
			if !row.Deleted.IsZero() {
				return nil
			}
			r := result{row, make(chan store.Verdict, 1)}
			select {
			case turns <- struct{}{}:
			case <-ctx.Done():
				return ctx.Err()
			}
			go func() {
				defer func() { <-turns }()
				answer := playground.Run(playground.Request{Document: row.Document})
				r.now <- server.VerdictOf(&answer)
			}()
			select {
			case queue <- r:
			case <-ctx.Done():
				return ctx.Err()
			}
			return nil
		})
	}()
	for r := range queue {
		all++
		now := <-r.now
		if now == r.row.Verdict {
			continue
		}
		changed++
		fmt.Fprintf(stdout, "%s %s (JupyterHub %s)\n    saved: %s (engine %s)\n    now:   %s\n", r.row.ID, r.row.Title, r.row.Version,
			verdictText(r.row.Verdict), r.row.Engine, verdictText(now))
	}
	return all, changed, err
}

// verdictText says what checks came to.
func verdictText(v store.Verdict) string {
	text := sums(v.Hold, v.Fail, v.Invalid)
	if !v.Starts {
		return "the Hub does not start, " + text
	}
	return text
}
