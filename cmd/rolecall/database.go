package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"rolecall.example/server/store/sqlite"
)

// noDatabase is the value of --database that turns sharing off.
const noDatabase = "none"

// openDatabase opens the database file, or that of the user's data folder where none is named.
func openDatabase(ctx context.Context, file string) (*sqlite.DB, error) {
	if file == "" {
		folder, err := dataFolder(os.Getenv)
		if err != nil {
			return nil, err
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, err
		}
		file = filepath.Join(folder, "rolecall.db")
	}
	return sqlite.Open(ctx, file)
}

// dataFolder is Rolecall's folder in the user's data, as the XDG base directory specification has it.
func dataFolder(getenv func(string) string) (string, error) {
	// The specification has relative paths ignored.
	if data := getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "rolecall"), nil
	}
	home := getenv("HOME")
	if home == "" {
		return "", fmt.Errorf("neither XDG_DATA_HOME nor HOME is set: say where the database is with --database FILE, or --database none")
	}
	return filepath.Join(home, ".local", "share", "rolecall"), nil
}
