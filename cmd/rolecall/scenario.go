package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

const scenarioUsage = `Usage: rolecall scenario show ID
       rolecall scenario delete ID
       rolecall scenario purge ID
       rolecall scenario export [--sql] [FILE]
       rolecall scenario import FILE

Works on the database of shared scenarios; the server may go on meanwhile.

    show     prints what is kept of a scenario, and its document
    delete   forgets its document; its address answers "deleted" (410) from then on
    purge    removes it and the mark of its deletion; its address answers 404
    export   writes all of them to FILE or standard output, one JSON object a line;
             with --sql as statements for D1 (wrangler d1 execute --file FILE)
    import   reads an export, or - for standard input; what is there already stays

    --database FILE   the database (default: that of rolecall serve)
`

// runScenario picks the verb.
func runScenario(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	database := flags.String("database", "", "")
	asSQL := flags.Bool("sql", false, "")
	rest, code, done := arguments("scenario", scenarioUsage, &flags, args, stdout, stderr)
	if done {
		return code
	}
	if len(rest) == 0 {
		return misused(stderr, "scenario", "say what to do: show, delete, purge, export or import")
	}
	verb, rest := rest[0], rest[1:]
	least, most := 1, 1
	do := map[string]func(context.Context, *sqlite.DB) error{
		"show": func(ctx context.Context, db *sqlite.DB) error { return showScenario(ctx, db, rest[0], stdout) },
		"delete": func(ctx context.Context, db *sqlite.DB) error {
			return errors.Join(db.Bury(ctx, rest[0]), db.Wipe(ctx))
		},
		"purge": func(ctx context.Context, db *sqlite.DB) error {
			return errors.Join(db.Purge(ctx, rest[0]), db.Wipe(ctx))
		},
		"export": func(ctx context.Context, db *sqlite.DB) error {
			return exportScenarios(ctx, db, append(rest, "-")[0], *asSQL, stdout, stderr)
		},
		"import": func(ctx context.Context, db *sqlite.DB) error {
			return importScenarios(ctx, db, rest[0], stdin, stdout)
		},
	}[verb]
	if verb == "export" {
		least = 0
	}
	switch {
	case do == nil:
		return misused(stderr, "scenario", fmt.Sprintf("it cannot %q", verb))
	case len(rest) < least:
		return misused(stderr, "scenario", verb+" needs one argument more")
	case len(rest) > most:
		return misused(stderr, "scenario", fmt.Sprintf("unexpected %q", rest[1]))
	case *asSQL && verb != "export":
		return misused(stderr, "scenario", "--sql belongs to export")
	}
	ctx := context.Background()
	open := openExisting
	if verb == "import" {
		open = openDatabase
	}
	db, err := open(ctx, *database)
	if err != nil {
		return failed(stderr, "scenario", err)
	}
	defer db.Close()
	switch err := do(ctx, db); {
	case errors.Is(err, store.ErrNotFound):
		return failed(stderr, "scenario", fmt.Errorf("there is no scenario %q", rest[0]))
	case errors.Is(err, store.ErrDeleted):
		return failed(stderr, "scenario", fmt.Errorf("%s is deleted already", rest[0]))
	case err != nil:
		return failed(stderr, "scenario", err)
	}
	return exitOK
}

func showScenario(ctx context.Context, db *sqlite.DB, id string, stdout io.Writer) error {
	r, err := db.Row(ctx, id)
	if err != nil {
		return err
	}
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(stdout, "%-11s %s\n", name, value)
		}
	}
	line("id", r.ID)
	line("title", r.Title)
	line("jupyterhub", r.Version)
	line("copy of", r.Parent)
	line("created", r.Created.Format(time.RFC3339))
	if !r.Deleted.IsZero() {
		line("deleted", r.Deleted.Format(time.RFC3339))
		return nil
	}
	line("saved as", verdictText(r.Verdict))
	line("engine", r.Engine)
	_, err = fmt.Fprintf(stdout, "\n%s", r.Document)
	return err
}

// exportScenarios writes to a file or, for "-", to standard output.
func exportScenarios(ctx context.Context, db *sqlite.DB, to string, asSQL bool, stdout, stderr io.Writer) (err error) {
	out := stdout
	if to != "-" {
		f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = f
	}
	buffered := bufio.NewWriter(out)
	rows := 0
	if asSQL {
		err = db.Each(ctx, func(r *store.Row) error { rows++; return store.WriteSQL(buffered, r) })
	} else {
		e := store.NewExporter(buffered)
		if err = db.Each(ctx, e.Write); err == nil {
			rows, err = e.Close()
		}
	}
	if err = errors.Join(err, buffered.Flush()); err == nil {
		fmt.Fprintf(stderr, "%s exported\n", count(rows, "scenario"))
	}
	return err
}

// importBatch is how many scenarios are written at once: few enough that a server's savings need not wait long.
const importBatch = 200

// importScenarios reads from a file or, for "-", from standard input.
func importScenarios(ctx context.Context, db *sqlite.DB, from string, stdin io.Reader, stdout io.Writer) error {
	in := stdin
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	kept, others := 0, 0
	var batch []*store.Row
	flush := func() error {
		err := db.Bulk(ctx, func(to *store.Store) error {
			for _, r := range batch {
				switch err := to.Restore(ctx, r); {
				case errors.Is(err, store.ErrTaken):
					others++
				case err != nil:
					return err
				default:
					kept++
				}
			}
			return nil
		})
		batch = batch[:0]
		return err
	}
	err := store.ReadExport(bufio.NewReader(in), func(r *store.Row) error {
		if batch = append(batch, r); len(batch) < importBatch {
			return nil
		}
		return flush()
	})
	err = errors.Join(err, flush()) // what was read before an error is kept
	fmt.Fprintf(stdout, "%s imported\n", count(kept, "scenario"))
	if others > 0 {
		fmt.Fprintf(stdout, "%s left as in this database, where others have their ids or they were deleted\n", count(others, "scenario"))
	}
	return err
}
