package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"rolecall.example/server"
)

// How files are watched. An editor may empty a file before it writes it, or put another in its place: what is seen counts once
// it has stayed for a while, and a file counts as gone once it has stayed away.
const (
	followEach  = 100 * time.Millisecond
	followStill = 2 // looks that have to be alike
	followGone  = 10
)

// follower reads a document from files, again whenever they change.
type follower struct {
	options  checkOptions
	scenario int // which one of a page, from 1
	paths    []string

	mu      sync.Mutex
	now     server.Followed
	changed chan struct{} // closed when now is another one
}

// newFollower reads the files once: they have to be there, and readable.
func newFollower(o checkOptions, scenario int) (*follower, error) {
	f := &follower{options: o, scenario: scenario, changed: make(chan struct{})}
	f.paths = append(f.paths, o.sources...)
	f.paths = append(f.paths, o.checks...)
	if o.state != "" {
		f.paths = append(f.paths, o.state)
	}
	documents := 0
	for _, p := range f.paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("there is no file %q", p)
		case err != nil:
			return nil, err
		case !info.Mode().IsRegular():
			return nil, fmt.Errorf("%q is no file", p)
		}
	}
	for _, p := range o.sources {
		if !o.isConfig(p) {
			documents++
		}
	}
	if documents > 0 && len(f.paths) > 1 {
		return nil, errors.New("a document is followed alone; a config may have several files, checks and a state")
	}
	names := make([]string, len(f.paths))
	for i, p := range f.paths {
		names[i] = filepath.Base(p)
	}
	f.now.Name = strings.Join(names, ", ")
	document, problem := f.read()
	if problem != "" {
		return nil, errors.New(problem)
	}
	f.set(document, "")
	return f, nil
}

// read makes the document of what is in the files; problem says why it could not.
func (f *follower) read() (document, problem string) {
	g := gatherer{options: &f.options, stdin: strings.NewReader(""), title: f.now.Name}
	g.all()
	switch {
	case len(g.problems) > 0:
		return "", strings.Join(g.problems, "; ")
	case f.scenario > len(g.jobs):
		return "", fmt.Sprintf("%s has no scenario %d", f.now.Name, f.scenario)
	}
	return g.jobs[f.scenario-1].Document(), ""
}

// set takes a document over, or a problem beside the document from before.
func (f *follower) set(document, problem string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if problem != "" {
		document = f.now.Document
	}
	sum := sha256.Sum256([]byte(document + "\x00" + problem))
	version := hex.EncodeToString(sum[:8])
	if version == f.now.Version {
		return
	}
	f.now.Version, f.now.Document, f.now.Problem = version, document, problem
	close(f.changed)
	f.changed = make(chan struct{})
}

// Next implements server.Follower.
func (f *follower) Next(ctx context.Context, version string) server.Followed {
	for {
		f.mu.Lock()
		now, changed := f.now, f.changed
		f.mu.Unlock()
		if now.Version != version {
			return now
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return now
		}
	}
}

// look is what tells one content of a file from another without reading it.
type look struct {
	info fs.FileInfo // nil: it is not there
	err  string
}

func (l look) is(o look) bool {
	if l.info == nil || o.info == nil {
		return l.info == nil && o.info == nil && l.err == o.err
	}
	return os.SameFile(l.info, o.info) && l.info.Size() == o.info.Size() && l.info.ModTime().Equal(o.info.ModTime())
}

func (f *follower) looks() []look {
	out := make([]look, len(f.paths))
	for i, p := range f.paths {
		info, err := os.Stat(p)
		if err != nil {
			out[i].err = err.Error()
			continue
		}
		out[i].info = info
	}
	return out
}

// settling tells when what is seen of the files counts.
type settling struct {
	taken, seen []look
	same        int // looks in a row that were like the one before
}

// take reports whether the files, as they look now, are to be read. gone is the first one that is not there, or -1.
func (s *settling) take(now []look) (gone int, ok bool) {
	if !slices.EqualFunc(now, s.seen, look.is) {
		s.seen, s.same = now, 0
		return -1, false
	}
	s.same++
	gone = slices.IndexFunc(now, func(l look) bool { return l.info == nil })
	needed := followStill
	if gone >= 0 {
		needed = followGone
	}
	return gone, s.same >= needed && !slices.EqualFunc(now, s.taken, look.is)
}

// watch looks at the files until ctx ends.
func (f *follower) watch(ctx context.Context) {
	tick := time.NewTicker(followEach)
	defer tick.Stop()
	s := settling{seen: f.looks()}
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := f.looks()
		gone, ok := s.take(now)
		if !ok {
			continue
		}
		document, problem := f.read()
		if gone >= 0 {
			problem = fmt.Sprintf("%s is not there any more. Here is what was in it; it is followed again as soon as it is back.", filepath.Base(f.paths[gone]))
		}
		if !slices.EqualFunc(f.looks(), now, look.is) {
			s.same = 0 // it changed while it was read
			continue
		}
		s.taken = now
		f.set(document, problem)
	}
}
