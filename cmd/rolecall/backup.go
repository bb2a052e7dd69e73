package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"rolecall.example/server/store/sqlite"
)

const backupUsage = `Usage: rolecall backup [--database FILE] COPY

Writes a copy of the database of shared scenarios to the new file COPY. The
server may go on meanwhile; the copy is the database as it was at one moment.
To restore it, stop the server and put the copy in the database's place.

    --database FILE   the database (default: that of rolecall serve)
`

// runBackup copies the database.
func runBackup(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	database := flags.String("database", "", "")
	rest, code, done := arguments("backup", backupUsage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code
	case len(rest) != 1:
		return misused(stderr, "backup", "name the file of the copy")
	}
	file, err := databaseFile(*database)
	if err == nil {
		_, err = os.Stat(file)
	}
	if err == nil {
		err = sqlite.Backup(context.Background(), file, rest[0])
	}
	if err != nil {
		return failed(stderr, "backup", err)
	}
	fmt.Fprintf(stdout, "%s is a copy of %s\n", rest[0], file)
	return exitOK
}
