// Package store keeps shared scenarios in a database: SQLite beside the server, or Cloudflare's D1, which speaks
// SQLite's language. Every change is one statement with bound parameters that may be repeated, because D1 has no
// interactive transactions.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A Scenario is a shared document with what its checks came to when it was saved. It never changes, but for its
// deletion.
type Scenario struct {
	ID       string    // 12 characters of base58
	Document string    // as it was saved, byte for byte; "" once deleted
	Hash     string    // hex SHA-256 of Document; "" once deleted
	Title    string    // "" once deleted
	Version  string    // JupyterHub's, whole
	Parent   string    // ID of the scenario that this is a copy of, or ""
	Created  time.Time // UTC, in whole seconds
	Verdict  Verdict   // what the checks came to when it was saved
	Engine   string    // the engine's version that gave the verdict
}

// A Verdict is what the checks of a scenario came to.
type Verdict struct {
	Starts              bool // the Hub comes up
	Hold, Fail, Invalid int  // Invalid: checks that can't be decided
}

// Errors of the store that a caller can meet in good order.
var (
	ErrNotFound = errors.New("store: no such scenario")
	ErrDeleted  = errors.New("store: the scenario was deleted")
	ErrToken    = errors.New("store: the token does not belong to the scenario")
	ErrTaken    = errors.New("store: the id belongs to another scenario")
)

// A Store keeps scenarios. Its methods may be called at once from many places.
type Store struct {
	db    *sql.DB // for migrations and counts
	write interface {
		ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	}
	read *sql.DB
}

// New returns the store over a database. Both may be the same; with SQLite, write has one connection.
func New(write, read *sql.DB) *Store { return &Store{write, write, read} }

// In returns a store that writes in a transaction of a SQLite database, for many changes at once.
func (s *Store) In(tx *sql.Tx) *Store { return &Store{s.db, tx, s.read} }

// columns are those of a Row, in the order of its fields.
const columns = "id, document, hash, title, version, parent, created, starts, hold, fail, invalid, engine, token_hash, deleted"

// A Row is a scenario with what is kept beside it and shown to nobody. It is what an export holds.
type Row struct {
	Scenario
	TokenHash string
	Deleted   time.Time // zero while the scenario stands
}

// Save keeps a new scenario. Saving the same again, as after an answer that was lost, changes nothing; ErrTaken
// says that another scenario has this ID.
func (s *Store) Save(ctx context.Context, sc *Scenario, tokenHash string) error {
	return s.Restore(ctx, &Row{Scenario: *sc, TokenHash: tokenHash})
}

// Restore keeps a row of an export as it is. A row that is there already stays, ErrTaken tells of one that differs.
func (s *Store) Restore(ctx context.Context, r *Row) error {
	done, err := s.write.ExecContext(ctx, "INSERT INTO scenarios ("+columns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "+
		"ON CONFLICT (id) DO UPDATE SET id = excluded.id WHERE hash = excluded.hash AND token_hash = excluded.token_hash AND deleted = excluded.deleted",
		r.ID, r.Document, r.Hash, r.Title, r.Version, r.Parent, stamp(r.Created), number(r.Verdict.Starts), r.Verdict.Hold, r.Verdict.Fail, r.Verdict.Invalid,
		r.Engine, r.TokenHash, stamp(r.Deleted))
	if err != nil {
		return fmt.Errorf("store: saving: %w", err)
	}
	return changed(done, ErrTaken)
}

// Get returns a scenario; ErrNotFound where there never was one, or its ID is none, ErrDeleted where it is gone.
func (s *Store) Get(ctx context.Context, id string) (*Scenario, error) {
	if !ValidID(id) {
		return nil, ErrNotFound
	}
	row, err := s.Row(ctx, id)
	switch {
	case err != nil:
		return nil, err
	case !row.Deleted.IsZero():
		return nil, ErrDeleted
	}
	return &row.Scenario, nil
}

// Check tells whether a scenario stands, without reading it: nil, ErrNotFound or ErrDeleted.
func (s *Store) Check(ctx context.Context, id string) error {
	if !ValidID(id) {
		return ErrNotFound
	}
	var deleted string
	switch err := s.read.QueryRowContext(ctx, "SELECT deleted FROM scenarios WHERE id = ?", id).Scan(&deleted); {
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case err != nil:
		return fmt.Errorf("store: reading: %w", err)
	case deleted != "":
		return ErrDeleted
	}
	return nil
}

// Row returns all that is kept of a scenario, also of a deleted one.
func (s *Store) Row(ctx context.Context, id string) (*Row, error) {
	row, err := scan(s.read.QueryRowContext(ctx, "SELECT "+columns+" FROM scenarios WHERE id = ?", id))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, ErrNotFound
	case err != nil:
		return nil, fmt.Errorf("store: reading: %w", err)
	}
	return row, nil
}

// Delete forgets what a scenario holds and leaves a tombstone. The token is the one that was given when it was
// saved; ErrToken says that it is another. Deleting again gives ErrDeleted.
func (s *Store) Delete(ctx context.Context, id, token string) error {
	row, err := s.Row(ctx, id)
	switch {
	case err != nil:
		return err
	case row.TokenHash != HashToken(token):
		return ErrToken
	case !row.Deleted.IsZero():
		return ErrDeleted
	}
	return s.Bury(ctx, id)
}

// Bury deletes without a token: for whoever runs the server.
func (s *Store) Bury(ctx context.Context, id string) error {
	done, err := s.write.ExecContext(ctx, "UPDATE scenarios SET document = '', hash = '', title = '', deleted = ? WHERE id = ? AND deleted = ''", stamp(time.Now()), id)
	if err != nil {
		return fmt.Errorf("store: deleting: %w", err)
	}
	if changed(done, ErrDeleted) == nil {
		return nil
	}
	return s.Check(ctx, id) // deleted before, or never there
}

// Purge removes a scenario and its tombstone, so that nothing of it is left and its address was never one.
func (s *Store) Purge(ctx context.Context, id string) error {
	done, err := s.write.ExecContext(ctx, "DELETE FROM scenarios WHERE id = ?", id)
	if err != nil {
		return fmt.Errorf("store: purging: %w", err)
	}
	return changed(done, ErrNotFound)
}

// pageRows is how many rows Each holds at once: at most 64 KiB a row.
const pageRows = 50

// Each calls do with every row, tombstones included, in the order of their IDs, and stops at its first error. Rows
// that come or go meanwhile may be met or missed.
func (s *Store) Each(ctx context.Context, do func(*Row) error) error {
	for after := ""; ; {
		page, err := s.page(ctx, after)
		if err != nil {
			return err
		}
		for _, row := range page {
			if err := do(row); err != nil {
				return err
			}
			after = row.ID
		}
		if len(page) < pageRows {
			return nil
		}
	}
}

func (s *Store) page(ctx context.Context, after string) (page []*Row, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+columns+" FROM scenarios WHERE id > ? ORDER BY id LIMIT ?", after, pageRows)
	if err != nil {
		return nil, fmt.Errorf("store: reading: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		row, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("store: reading: %w", err)
		}
		page = append(page, row)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("store: reading: %w", err)
	}
	return page, nil
}

func scan(from interface{ Scan(...any) error }) (*Row, error) {
	var r Row
	var created, deleted string
	var starts int
	err := from.Scan(&r.ID, &r.Document, &r.Hash, &r.Title, &r.Version, &r.Parent, &created, &starts, &r.Verdict.Hold, &r.Verdict.Fail, &r.Verdict.Invalid,
		&r.Engine, &r.TokenHash, &deleted)
	if err != nil {
		return nil, err
	}
	r.Verdict.Starts = starts != 0
	if r.Created, err = parseStamp(created); err != nil {
		return nil, err
	}
	r.Deleted, err = parseStamp(deleted)
	return &r, err
}

// changed returns otherwise where a statement met no row.
func changed(done sql.Result, otherwise error) error {
	n, err := done.RowsAffected()
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if n == 0 {
		return otherwise
	}
	return nil
}

// stamp writes a time as the database has it: RFC 3339 in UTC, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func parseStamp(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, text)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
