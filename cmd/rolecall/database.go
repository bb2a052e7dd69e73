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

// databaseFile is the file that --database names, or that of the user's data folder.
func databaseFile(file string) (string, error) {
	if file != "" {
		return file, nil
	}
	folder, err := dataFolder(os.Getenv)
	return filepath.Join(folder, "rolecall.db"), err
}

// openDatabase opens the database, and makes it and its folder where there is none.
func openDatabase(ctx context.Context, file string) (*sqlite.DB, error) {
	file, err := databaseFile(file)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, file)
}

// openExisting opens a database that must be there: a wrong name shall not make an empty one.
func openExisting(ctx context.Context, file string) (*sqlite.DB, error) {
	file, err := databaseFile(file)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(file); err != nil {
		return nil, err
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
