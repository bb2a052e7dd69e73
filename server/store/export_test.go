package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

// odd are rows that a careless export would break.
func odd() []*store.Row {
	var rows []*store.Row
	for _, document := range []string{"", "a\r\nb\n", strings.Repeat("'", 64<<10), strings.Repeat("é'\n;\n--", 7000), strings.Repeat("𝔘", 16<<10), "<&>\u2028\ufeff"} {
		sc := sample(document)
		sc.Title = strings.Repeat("'", 300)
		rows = append(rows, &store.Row{Scenario: *sc, TokenHash: store.HashToken(sc.ID)})
	}
	gone := sample("")
	gone.Hash, gone.Title = "", ""
	return append(rows, &store.Row{Scenario: *gone, TokenHash: "x", Deleted: time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)})
}

func export(t *testing.T, rows []*store.Row) string {
	t.Helper()
	var out bytes.Buffer
	e := store.NewExporter(&out)
	for _, r := range rows {
		if err := e.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := e.Close(); err != nil || n != len(rows) {
		t.Fatalf("%d rows, %v", n, err)
	}
	return out.String()
}

func TestAnExportComesBack(t *testing.T) {
	t.Parallel()
	rows := odd()
	var got []*store.Row
	if err := store.ReadExport(strings.NewReader(export(t, rows)), func(r *store.Row) error { got = append(got, r); return nil }); err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("%d rows of %d, %v", len(got), len(rows), err)
	}
}

func TestAnExportThatIsNotWhole(t *testing.T) {
	t.Parallel()
	text := export(t, odd()[:2])
	lines := strings.SplitAfter(text, "\n")
	for name, broken := range map[string]string{
		"nothing":         "",
		"something else":  "{}\n",
		"another format":  strings.Replace(text, `"format":1`, `"format":2`, 1),
		"no end":          strings.Join(lines[:3], ""),
		"cut in a row":    text[:len(lines[0])+50],
		"a row is absent": lines[0] + lines[1] + lines[3],
		"another text":    strings.Replace(text, `a\r\nb`, `a\nb`, 1),
		"another key":     strings.Replace(text, `"engine"`, `"motor"`, 1),
		"a bad id":        strings.Replace(text, `"id":"`, `"id":"0`, 1),
		"no token":        strings.Replace(text, `"tokenHash"`, `"parent"`, 1),
	} {
		if err := store.ReadExport(strings.NewReader(broken), func(*store.Row) error { return nil }); err == nil {
			t.Errorf("%s: it is taken for whole", name)
		}
	}
}

// TestStatementsForD1 runs them as they are, and again, and looks at their size.
func TestStatementsForD1(t *testing.T) {
	t.Parallel()
	ctx, file := context.Background(), filepath.Join(t.TempDir(), "a.db")
	db, err := sqlite.Open(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	raw, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, row := range odd() {
		var out bytes.Buffer
		if err := store.WriteSQL(&out, row); err != nil {
			t.Fatal(err)
		}
		statements := strings.SplitAfter(out.String(), ";\n")
		if row.Document == strings.Repeat("'", 64<<10) || !strings.Contains(row.Document, ";") {
			for _, s := range statements {
				if len(s) > 100_000 {
					t.Errorf("a statement of %d bytes", len(s))
				}
			}
		}
		for range 2 {
			if _, err := raw.ExecContext(ctx, out.String()); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := db.Row(ctx, row.ID); err != nil || !reflect.DeepEqual(got, row) {
			t.Errorf("%.20q came back otherwise: %v", row.Document, err)
		}
	}
}
