package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rolecall.example/server"
)

// write puts a text into a file as editors do: in place, or as another file that takes its place.
func write(t *testing.T, path, text string, replaces bool) {
	t.Helper()
	if !replaces {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := os.WriteFile(path+"~", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+"~", path); err != nil {
		t.Fatal(err)
	}
}

func TestFilesAreFollowed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	config, checks := filepath.Join(dir, "jupyterhub_config.py"), filepath.Join(dir, "roles.checks")
	write(t, config, "a = 1\n", false)
	write(t, checks, "ann can self\n", false)
	f, err := newFollower(checkOptions{sources: []string{config}, checks: []string{checks}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	go f.watch(ctx)
	now := f.Next(ctx, "")
	holds := func(now server.Followed, document, problem string) {
		t.Helper()
		if !strings.Contains(now.Document, document) || !strings.Contains(now.Problem, problem) || (problem == "") != (now.Problem == "") {
			t.Errorf("%+v, want %q and the problem %q", now, document, problem)
		}
	}
	holds(now, "a = 1\n", "")
	if now.Name != "jupyterhub_config.py, roles.checks" || !strings.Contains(now.Document, `title: "jupyterhub_config.py, roles.checks"`) {
		t.Errorf("%+v", now)
	}
	for _, step := range []struct {
		do                func()
		document, problem string
	}{
		{func() { write(t, config, "a = 2\n", false) }, "a = 2\n", ""},
		{func() { write(t, config, "a = 3\n", true) }, "a = 3\n", ""},
		{func() { write(t, checks, "ben can self\n", true) }, "ben can self", ""},
		{func() { os.Remove(config) }, "a = 3\n", "jupyterhub_config.py is not there any more"},
		{func() { write(t, config, "a = 4\n", true) }, "a = 4\n", ""},
	} {
		step.do()
		now = f.Next(ctx, now.Version)
		holds(now, step.document, step.problem)
	}
	// A save of what was there already tells nobody anything.
	write(t, config, "a = 4\n", true)
	short, stop := context.WithTimeout(ctx, 10*followEach)
	defer stop()
	if again := f.Next(short, now.Version); again != now {
		t.Errorf("%+v", again)
	}
}

// TestWhatIsSeenCountsOnceItStays feeds looks at a file that is emptied and written, replaced, and removed.
func TestWhatIsSeenCountsOnceItStays(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.md")
	at := func(text string) []look {
		write(t, path, text, true)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return []look{{info: info}}
	}
	empty, one, two, none := at(""), at("one"), at("longer"), []look{{err: "none"}}
	s := settling{seen: one, taken: one}
	for i, step := range []struct {
		now   []look
		times int
		takes bool // with the last of them, and not before
	}{
		{one, 20, false},
		{empty, followStill, false}, // emptied, and soon written
		{two, followStill + 1, true},
		{two, 20, false},
		{none, followGone, false}, // replaced
		{one, followStill + 1, true},
		{none, followGone + 1, true}, // gone
		{none, 20, false},
		{one, followStill + 1, true},
	} {
		for n := 1; n <= step.times; n++ {
			gone, ok := s.take(step.now)
			if want := step.takes && n == step.times; ok != want || ok && (gone == 0) != (step.now[0].info == nil) {
				t.Errorf("step %d, look %d: %v, gone %d", i, n, ok, gone)
			}
			if ok {
				s.taken = step.now
			}
		}
	}
}
