package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

func open(t *testing.T) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "a b?c%#.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func sample(document string) *store.Scenario {
	return &store.Scenario{
		ID: store.NewID(), Document: document, Hash: store.Hash(document), Title: "A title", Version: "5.5.1", Parent: "",
		Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Verdict: store.Verdict{Starts: true, Hold: 3, Fail: 2, Invalid: 1}, Engine: "v1",
	}
}

func TestWhatIsSavedIsThere(t *testing.T) {
	t.Parallel()
	db, ctx := open(t), context.Background()
	for _, document := range []string{"", "a", "line\r\nline\n\n", "\ufeffé 'quoted' \"\\ \u2028 𝔘\n", "'); DROP TABLE scenarios; --", strings.Repeat("'", 64<<10)} {
		want := sample(document)
		want.Parent = store.NewID()
		if err := db.Save(ctx, want, store.HashToken("secret")); err != nil {
			t.Fatal(err)
		}
		got, err := db.Get(ctx, want.ID)
		if err != nil || *got != *want {
			t.Errorf("%.20q: %+v, %v", document, got, err)
		}
	}
}

func TestSavingTwiceIsSavingOnce(t *testing.T) {
	t.Parallel()
	db, ctx := open(t), context.Background()
	sc := sample("a")
	for range 2 {
		if err := db.Save(ctx, sc, "hash"); err != nil {
			t.Fatal(err)
		}
	}
	other := *sc
	other.Document, other.Hash = "b", store.Hash("b")
	if err := db.Save(ctx, &other, "hash"); !errors.Is(err, store.ErrTaken) {
		t.Errorf("another document under the same ID: %v", err)
	}
	if err := db.Save(ctx, sc, "other hash"); !errors.Is(err, store.ErrTaken) {
		t.Errorf("the same document of somebody else under the same ID: %v", err)
	}
	if got, err := db.Get(ctx, sc.ID); err != nil || got.Document != "a" {
		t.Errorf("the first is %+v, %v", got, err)
	}
}

func TestUnknownAndMalformed(t *testing.T) {
	t.Parallel()
	db, ctx := open(t), context.Background()
	for _, id := range []string{store.NewID(), "", "short", "0OIl56789012", strings.Repeat("a", 13), "12345678901é", "../../../etc"} {
		if _, err := db.Get(ctx, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("get %q: %v", id, err)
		}
		for name, err := range map[string]error{
			"check": db.Check(ctx, id), "delete": db.Delete(ctx, id, "t"), "bury": db.Bury(ctx, id), "purge": db.Purge(ctx, id),
		} {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s %q: %v", name, id, err)
			}
		}
	}
}

func TestDeletion(t *testing.T) {
	t.Parallel()
	db, ctx := open(t), context.Background()
	sc, token := sample("a secret"), store.NewToken()
	if err := db.Save(ctx, sc, store.HashToken(token)); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"", token[1:], token + "a", store.HashToken(token)} {
		if err := db.Delete(ctx, sc.ID, wrong); !errors.Is(err, store.ErrToken) {
			t.Errorf("token %q: %v", wrong, err)
		}
	}
	if err := db.Check(ctx, sc.ID); err != nil {
		t.Errorf("before: %v", err)
	}
	if err := db.Delete(ctx, sc.ID, token); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Get(ctx, sc.ID); !errors.Is(err, store.ErrDeleted) {
		t.Errorf("after: %v", err)
	}
	for name, err := range map[string]error{"check": db.Check(ctx, sc.ID), "delete": db.Delete(ctx, sc.ID, token), "bury": db.Bury(ctx, sc.ID)} {
		if !errors.Is(err, store.ErrDeleted) {
			t.Errorf("%s of what is gone: %v", name, err)
		}
	}
	row, err := db.Row(ctx, sc.ID)
	if err != nil || row.Document != "" || row.Title != "" || row.Hash != "" || row.Deleted.IsZero() || !row.Created.Equal(sc.Created) {
		t.Errorf("the tombstone is %+v, %v", row, err)
	}
	if err := db.Save(ctx, sc, store.HashToken(token)); !errors.Is(err, store.ErrTaken) {
		t.Errorf("saving over a tombstone: %v", err)
	}
	if err := db.Purge(ctx, sc.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Row(ctx, sc.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after purging: %v", err)
	}
}

func TestEachMeetsEveryRowOnce(t *testing.T) {
	t.Parallel()
	db, ctx := open(t), context.Background()
	var want []string
	for range 123 {
		sc := sample("a")
		if err := db.Save(ctx, sc, "hash"); err != nil {
			t.Fatal(err)
		}
		want = append(want, sc.ID)
	}
	if err := db.Bury(ctx, want[5]); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	var got []string
	if err := db.Each(ctx, func(r *store.Row) error { got = append(got, r.ID); return nil }); err != nil || !slices.Equal(got, want) {
		t.Errorf("%d rows of %d, %v", len(got), len(want), err)
	}
	stop, n := errors.New("enough"), 0
	if err := db.Each(ctx, func(*store.Row) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("it went on after an error: %d, %v", n, err)
	}
}

func TestADatabaseOpensAgain(t *testing.T) {
	t.Parallel()
	file, ctx := filepath.Join(t.TempDir(), "a.db"), context.Background()
	sc := sample("a")
	for i := range 3 {
		db, err := sqlite.Open(ctx, file)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Save(ctx, sc, "hash"); err != nil {
			t.Errorf("time %d: %v", i, err)
		}
		if got, err := db.Get(ctx, sc.ID); err != nil || got.Document != "a" {
			t.Errorf("time %d: %+v, %v", i, got, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestIDsAndTokens(t *testing.T) {
	t.Parallel()
	seen, chars := map[string]bool{}, map[rune]int{}
	for range 5000 {
		id := store.NewID()
		if !store.ValidID(id) || seen[id] {
			t.Fatalf("%q is no new ID", id)
		}
		seen[id] = true
		for _, c := range id {
			chars[c]++
		}
	}
	if len(chars) != 58 {
		t.Errorf("%d characters are used", len(chars))
	}
	for c, n := range chars { // about 1034 of each are expected, with a deviation of 32
		if n < 800 || n > 1270 {
			t.Errorf("%c stands %d times", c, n)
		}
	}
	if a, b := store.NewToken(), store.NewToken(); a == b || len(a) != 43 {
		t.Errorf("tokens %q, %q", a, b)
	}
}
