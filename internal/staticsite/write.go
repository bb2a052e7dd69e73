// Package staticsite makes files of a server's pages, for hosts that do nothing but send files, under any path. It asks the
// handler for what is to be there, follows the links, and has them lead to files, each from its own place, so that nobody needs
// to know where the files will stand.
package staticsite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
)

// A Page is one answer of the server.
type page struct {
	address, file string
	kind, policy  string
	body          []byte
}

// Write asks h for each address of seeds and for all that they link to, and calls put with each file: its name, from
// the root and with slashes, and what is in it. put is called by several at once. A seed that h does not answer is an
// error; a link that it does not answer stays as it is. Last comes what h says where there is nothing, as missing: hosts send
// that file at any depth, so its links begin with home, the path at which the files will stand.
func Write(ctx context.Context, h http.Handler, seeds []string, home string, put func(name string, content []byte) error) error {
	there := map[string]bool{} // files that were asked for, and whether they are
	fresh := func(addresses []string) (out []string) {
		for _, a := range addresses {
			file, ok := File(a)
			if _, known := there[file]; ok && !known {
				there[file] = false
				out = append(out, a)
			}
		}
		return out
	}
	for _, s := range seeds {
		if _, ok := File(s); !ok {
			return fmt.Errorf("%s has no file", s)
		}
	}
	isThere := func(file string) bool { return there[file] }
	next, err := ask(ctx, h, fresh(seeds), true)
	for err == nil && len(next) > 0 {
		level := next
		var found []string
		for _, p := range level {
			there[p.file] = true
			if p.isHTML() {
				found = append(found, fresh(links(p.address, p.body))...)
			}
		}
		if next, err = ask(ctx, h, found, false); err != nil {
			break
		}
		for _, p := range next {
			there[p.file] = true
		}
		err = each(level, func(p *page) error {
			if p.isHTML() {
				p.body = rewrite(p.address, p.body, p.policy, place{file: p.file}, isThere)
			}
			return put(p.file, p.body)
		})
	}
	if err != nil {
		return err
	}
	a, err := get(ctx, h, "/"+missing)
	if err != nil || a.status != http.StatusNotFound {
		return err // h has something there
	}
	return put(missing, rewrite("/"+missing, a.body.Bytes(), a.header.Get("Content-Security-Policy"), place{home: home}, isThere))
}

// missing is the file that hosts send where there is none.
const missing = "404.html"

func (p *page) isHTML() bool { return strings.HasPrefix(p.kind, "text/html") }

// ask asks for addresses, several at once. needed: each has to be answered.
func ask(ctx context.Context, h http.Handler, addresses []string, needed bool) ([]*page, error) {
	pages := make([]*page, len(addresses))
	for i, a := range addresses {
		file, _ := File(a) // only such as have one are asked for
		pages[i] = &page{address: a, file: file}
	}
	err := each(pages, func(p *page) error {
		a, err := get(ctx, h, p.address)
		if err != nil {
			return err
		}
		if a.status != http.StatusOK {
			if needed {
				return fmt.Errorf("%s: %d %s", p.address, a.status, http.StatusText(a.status))
			}
			return nil
		}
		p.body, p.kind, p.policy = a.body.Bytes(), a.header.Get("Content-Type"), a.header.Get("Content-Security-Policy")
		return ctx.Err()
	})
	var out []*page
	for _, p := range pages {
		if p.kind != "" {
			out = append(out, p)
		}
	}
	return out, err
}

// get asks for one address.
func get(ctx context.Context, h http.Handler, address string) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	r.RequestURI, r.RemoteAddr, r.Host = address, "127.0.0.1:1", "files.invalid"
	r.Header.Set("Accept", "text/html")
	a := answer{header: http.Header{}}
	h.ServeHTTP(&a, r)
	return &a, nil
}

// each works on all pages, on as many at once as there are processors.
func each(pages []*page, do func(*page) error) error {
	errs := make([]error, len(pages))
	work := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range work {
				errs[i] = do(pages[i])
			}
		})
	}
	for i := range pages {
		work <- i
	}
	close(work)
	workers.Wait()
	return errors.Join(errs...)
}

// answer is what the handler says.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}
