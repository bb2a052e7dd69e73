package store

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"
)

// migrations are the schema's steps in the order of their names. A step that was released never changes. Their
// text is for SQLite and D1 alike: `wrangler d1 migrations apply` reads the same files.
//
//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings a SQLite database to this program's schema. Each step runs once, whole or not at all. D1 has no
// interactive transactions: there wrangler applies the same files.
func (s *Store) Migrate(ctx context.Context) error {
	const table = "CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, applied TEXT NOT NULL) STRICT"
	if _, err := s.write.ExecContext(ctx, table); err != nil {
		return fmt.Errorf("store: migrations: %w", err)
	}
	entries, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := s.step(ctx, e.Name()); err != nil {
			return fmt.Errorf("store: migration %s: %w", e.Name(), err)
		}
	}
	return nil
}

// step applies one migration unless it was applied before.
func (s *Store) step(ctx context.Context, name string) error {
	text, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing once it is committed
	done, err := tx.ExecContext(ctx, "INSERT INTO migrations (name, applied) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, stamp(time.Now()))
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	for _, statement := range statements(string(text)) {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// statements cuts a migration where a line ends with a semicolon.
func statements(text string) (out []string) {
	for piece := range strings.SplitSeq(text+"\n", ";\n") {
		if strings.TrimSpace(piece) != "" {
			out = append(out, piece)
		}
	}
	return out
}
