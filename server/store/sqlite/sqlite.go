//go:build !js

// Package sqlite opens the database file of a server. It is apart from the store because it holds the driver, which
// a program for D1 must not contain.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"rolecall.example/server/store"
)

// busyTime is how long a statement waits for another process's lock, in milliseconds.
const busyTime = "5000"

// A DB is an open database file.
type DB struct {
	*store.Store
	write, read *sql.DB
}

// Open opens a database file, makes it where there is none, and brings it to this program's schema. One connection
// writes, so that writers queue in the program instead of failing; readers are apart and can't write. What was saved
// is on the disk when Save returns.
func Open(ctx context.Context, file string) (*DB, error) { return OpenVFS(ctx, file, "") }

// OpenVFS is Open over another layer of SQLite's to the system, by its registered name: tests break the disk there.
func OpenVFS(ctx context.Context, file, vfs string) (*DB, error) {
	common := []string{"busy_timeout(" + busyTime + ")", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "secure_delete(ON)"}
	write, err := open(file, vfs, "rwc", append(common, "journal_size_limit(67108864)"))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	db := &DB{Store: store.New(write, nil), write: write}
	if err := db.Migrate(ctx); err != nil {
		write.Close()
		return nil, fmt.Errorf("database %s: %w", file, err)
	}
	if db.read, err = open(file, vfs, "rw", append(common, "query_only(ON)")); err != nil {
		write.Close()
		return nil, err
	}
	readers := max(4, 2*runtime.GOMAXPROCS(0))
	db.read.SetMaxOpenConns(readers)
	db.read.SetMaxIdleConns(readers)
	db.Store = store.New(write, db.read)
	return db, nil
}

// open opens the file with pragmas that each of its connections sets. Transactions take the lock when they begin:
// one that reads first and then finds the file changed would fail.
func open(file, vfs, mode string, pragmas []string) (*sql.DB, error) {
	query := url.Values{"mode": {mode}, "_txlock": {"immediate"}, "_pragma": pragmas}
	if vfs != "" {
		query.Set("vfs", vfs)
	}
	address := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return nil, fmt.Errorf("database %s: %w", file, err)
	}
	return db, nil
}

// Bulk makes many changes at once: all of them are kept, and on the disk when it returns, or none. Others wait to write
// meanwhile, so it should not take longer than they do.
func (db *DB) Bulk(ctx context.Context, do func(*store.Store) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing once it is committed
	if err := do(db.In(tx)); err != nil {
		return err
	}
	return tx.Commit()
}

// Wipe moves what the journal holds into the database file, so that no deleted text stays in it. While others read,
// that may come later by itself.
func (db *DB) Wipe(ctx context.Context) error {
	_, err := db.write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// Integrity has SQLite look at the whole file.
func (db *DB) Integrity(ctx context.Context) error {
	var said string
	if err := db.read.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("integrity_check: %s", said)
	}
	return nil
}

// Backup writes a copy of a database file as it is at this moment, while others read and write it. The copy appears
// under its name once it is whole and on the disk; a file of that name must not be there.
func Backup(ctx context.Context, file, to string) error {
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = fs.ErrExist
		}
		return &fs.PathError{Op: "backup", Path: to, Err: err}
	}
	db, err := open(file, "", "rw", []string{"busy_timeout(" + busyTime + ")"})
	if err != nil {
		return err
	}
	defer db.Close()
	part := to + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	defer os.Remove(part) // what is left where something failed
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return fmt.Errorf("backup of %s: %w", file, err)
	}
	for _, step := range []func() error{
		func() error { return sync(part) },
		func() error { return os.Rename(part, to) },
		func() error { return sync(filepath.Dir(to)) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("backup of %s: %w", file, err)
		}
	}
	return nil
}

// sync waits until a file or folder is on the disk.
func sync(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if err2 := f.Close(); err == nil {
		err = err2
	}
	return err
}

// Close waits for statements under way and closes the file.
func (db *DB) Close() error {
	err := db.read.Close()
	if err2 := db.write.Close(); err == nil {
		err = err2
	}
	return err
}
