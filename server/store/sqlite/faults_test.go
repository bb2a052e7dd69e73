//go:build linux || darwin

package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"rolecall.example/scenarios"
	"rolecall.example/server"
	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
	"rolecall.example/site"
)

// faults is a layer below SQLite's own that makes writes and syncs fail when it is told to. It is registered under
// its own name and hands everything else on to the system's.
var faults struct {
	writes, syncs atomic.Int32 // how many of the next ones fail; negative: all
	wrote, synced atomic.Int64
	methods       map[uintptr]uintptr // the system's to ours
	mu            sync.Mutex
	open          func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	write         func(tls *libc.TLS, file, data uintptr, n int32, at int64) int32
	sync          func(tls *libc.TLS, file uintptr, flags int32) int32
}

const faultyName = "rolecall-faulty"

// at makes a pointer of an address in SQLite's memory, which Go's collector does not move.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// call makes a Go function of a pointer to a translated C function, pointer the reverse.
func call[F any](address uintptr) F {
	f := struct{ address uintptr }{address}
	return *(*F)(unsafe.Pointer(&f))
}

func pointer(f any) uintptr { return (*[2]uintptr)(unsafe.Pointer(&f))[1] }

// fails takes one of the failures that are left.
func fails(left *atomic.Int32) bool {
	for {
		n := left.Load()
		if n == 0 || n < 0 || left.CompareAndSwap(n, n-1) {
			return n != 0
		}
	}
}

func faultyOpen(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32 {
	code := faults.open(tls, vfs, name, file, flags, out)
	f := at[lib.Tsqlite3_file](file)
	if code != lib.SQLITE_OK || f.FpMethods == 0 {
		return code
	}
	faults.mu.Lock()
	defer faults.mu.Unlock()
	ours, ok := faults.methods[f.FpMethods]
	if !ok {
		theirs := at[lib.Tsqlite3_io_methods](f.FpMethods)
		ours = libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(*theirs)))
		copied := at[lib.Tsqlite3_io_methods](ours)
		*copied = *theirs
		faults.write = call[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](theirs.FxWrite)
		faults.sync = call[func(*libc.TLS, uintptr, int32) int32](theirs.FxSync)
		copied.FxWrite, copied.FxSync = pointer(faultyWrite), pointer(faultySync)
		faults.methods[f.FpMethods] = ours
	}
	f.FpMethods = ours
	return code
}

func faultyWrite(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32 {
	faults.wrote.Add(1)
	if fails(&faults.writes) {
		faults.write(tls, file, data, n/2, offset) // a part of it reaches the disk, as when that is full
		return lib.SQLITE_FULL
	}
	return faults.write(tls, file, data, n, offset)
}

func faultySync(tls *libc.TLS, file uintptr, flags int32) int32 {
	faults.synced.Add(1)
	if fails(&faults.syncs) {
		return lib.SQLITE_IOERR_FSYNC
	}
	return faults.sync(tls, file, flags)
}

// faulty opens a database over the layer. The layer is the process's, so tests that use it don't run in parallel.
func faulty(t *testing.T, file string) *sqlite.DB {
	t.Helper()
	registerFaults()
	faults.writes.Store(0)
	faults.syncs.Store(0)
	db, err := sqlite.OpenVFS(context.Background(), file, faultyName)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		faults.writes.Store(0)
		faults.syncs.Store(0)
		db.Close()
	})
	return db
}

var registerFaults = sync.OnceFunc(func() {
	tls := libc.NewTLS()
	system := at[lib.Tsqlite3_vfs](lib.Xsqlite3_vfs_find(tls, 0))
	address := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(*system)))
	ours := at[lib.Tsqlite3_vfs](address)
	*ours = *system
	name, err := libc.CString(faultyName)
	if err != nil {
		panic(err)
	}
	faults.methods = map[uintptr]uintptr{}
	faults.open = call[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](system.FxOpen)
	ours.FzName, ours.FpNext, ours.FxOpen = name, 0, pointer(faultyOpen)
	if code := lib.Xsqlite3_vfs_register(tls, address, 0); code != lib.SQLITE_OK {
		panic(fmt.Sprint("registering: ", code))
	}
})

const document = "---\nformat: 1\ntitle: Number %d\njupyterhub: \"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n---\n```python jupyterhub_config.py\n# %s\n```\n"

// TestFaultsOfTheDisk saves over HTTP while writes and syncs fail: the client gets an error, what was acknowledged stays,
// and the server goes on when the disk does.
func TestFaultsOfTheDisk(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	db := faulty(t, file)
	s, err := server.New(server.Config{
		Files: nil, Manifest: &site.Manifest{}, Gallery: []scenarios.Section{{Entries: []scenarios.Entry{{Name: "a"}}}}, Example: "a",
		Log: slog.New(slog.DiscardHandler), Store: db.Store, Limiter: server.NewLimiter(nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	acknowledged, n, refused := map[string]string{}, 0, 0
	id := regexp.MustCompile(`"id":"(\w+)"`)
	save := func() int {
		n++
		text := fmt.Sprintf(document, n, strings.Repeat("a", n*397%30000))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("POST", "/api/scenarios", strings.NewReader(text)))
		switch w.Code {
		case http.StatusCreated:
			acknowledged[id.FindStringSubmatch(w.Body.String())[1]] = text
		case http.StatusInternalServerError:
			refused++
			if !strings.Contains(w.Body.String(), `"internal"`) || strings.Contains(w.Body.String(), "disk") {
				t.Errorf("the client is told %s", w.Body)
			}
		default:
			t.Errorf("%d %s", w.Code, w.Body)
		}
		return w.Code
	}
	whole := func(when string) {
		t.Helper()
		for id, want := range acknowledged {
			if got, err := db.Get(context.Background(), id); err != nil || got.Document != want {
				t.Errorf("%s: %s is not what was acknowledged: %v", when, id, err)
			}
		}
	}
	for range 20 {
		save()
	}
	if refused > 0 || faults.wrote.Load() == 0 || faults.synced.Load() < 20 {
		t.Fatalf("before: %d refused; %d writes and %d syncs of 20 savings were seen", refused, faults.wrote.Load(), faults.synced.Load())
	}
	for _, fault := range []struct {
		name string
		of   *atomic.Int32
	}{{"write", &faults.writes}, {"sync", &faults.syncs}} {
		for round := range 30 {
			fault.of.Store(int32(1 + round%3))
			before := refused
			if code := save(); code != http.StatusInternalServerError {
				t.Errorf("%s %d: %d", fault.name, round, code)
			}
			fault.of.Store(0)
			if save() != http.StatusCreated || refused != before+1 {
				t.Errorf("%s %d: it does not go on", fault.name, round)
			}
			if round%10 == 0 {
				whole(fault.name)
			}
		}
		fault.of.Store(-1)
		for range 5 {
			save()
		}
		fault.of.Store(0)
	}
	whole("at the end")
	// Opened anew, as after a crash, it is whole as well, and nothing in it is half.
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = sqlite.Open(context.Background(), file); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	whole("opened anew")
	if err := db.Each(context.Background(), func(r *store.Row) error {
		if r.Hash != store.Hash(r.Document) {
			t.Errorf("%s is half", r.ID)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	integrity(t, file)
	if refused != 70 {
		t.Errorf("%d savings were refused, not 70", refused)
	}
}

func integrity(t *testing.T, file string) {
	t.Helper()
	raw, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	var said string
	if err := raw.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("integrity_check: %s, %v", said, err)
	}
}

// TestABackupThatFailsLeavesNothing has nowhere to write to.
func TestABackupThatFailsLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "a.db")
	db, err := sqlite.Open(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := sqlite.Backup(context.Background(), file, filepath.Join(folder, "missing", "b.db")); err == nil {
		t.Error("a backup into a folder that is not there")
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
