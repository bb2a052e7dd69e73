package server

import (
	"container/list"
	"sync"
	"time"
)

// freshFor is how long a page that was kept is answered without asking the store whether its scenario stands.
const freshFor = time.Second

// pageKey names one answer of one scenario.
type pageKey struct{ id, variant string }

// sharedPages keeps the answers that were drawn last, up to a number of bytes. A page is drawn once, however many
// ask for it at the same time.
type sharedPages struct {
	limit int

	mu      sync.Mutex
	size    int
	order   *list.List // of *keptPage, the last used first
	kept    map[pageKey]*list.Element
	drawing map[pageKey]*drawnPage
}

type keptPage struct {
	key       pageKey
	page      *page
	confirmed time.Time
}

// drawnPage is a page on its way. Those who wait read page and err once done is closed.
type drawnPage struct {
	done      chan struct{}
	page      *page
	err       error
	forgotten bool // its scenario was deleted meanwhile
}

func newSharedPages(limit int) *sharedPages {
	return &sharedPages{limit: limit, order: list.New(), kept: map[pageKey]*list.Element{}, drawing: map[pageKey]*drawnPage{}}
}

// page returns the page of a key: as it was kept, where stands agrees or agreed a moment ago, or drawn by draw.
func (c *sharedPages) page(key pageKey, stands func() error, draw func() (*page, error)) (*page, error) {
	c.mu.Lock()
	if e := c.kept[key]; e != nil {
		c.order.MoveToFront(e)
		k := e.Value.(*keptPage)
		fresh := time.Since(k.confirmed) < freshFor
		c.mu.Unlock()
		if fresh {
			return k.page, nil
		}
		if err := stands(); err != nil {
			c.forget(key.id)
			return nil, err
		}
		c.mu.Lock()
		k.confirmed = time.Now()
		c.mu.Unlock()
		return k.page, nil
	}
	if d := c.drawing[key]; d != nil {
		c.mu.Unlock()
		<-d.done
		return d.page, d.err
	}
	d := &drawnPage{done: make(chan struct{}), err: errInternal} // the error of a drawing that panics
	c.drawing[key] = d
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.drawing, key)
		if d.err == nil && !d.forgotten {
			c.keep(key, d.page)
		}
		c.mu.Unlock()
		close(d.done)
	}()
	d.page, d.err = draw()
	return d.page, d.err
}

// keep adds a page and drops those that were used longest ago. The lock is held.
func (c *sharedPages) keep(key pageKey, p *page) {
	c.size += p.size()
	c.kept[key] = c.order.PushFront(&keptPage{key, p, time.Now()})
	for c.size > c.limit {
		c.drop(c.order.Back())
	}
}

func (c *sharedPages) drop(e *list.Element) {
	k := c.order.Remove(e).(*keptPage)
	delete(c.kept, k.key)
	c.size -= k.page.size()
}

// forget drops all pages of a scenario, those on their way included.
func (c *sharedPages) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, e := range c.kept {
		if key.id == id {
			c.drop(e)
		}
	}
	for key, d := range c.drawing {
		if key.id == id {
			d.forgotten = true
		}
	}
}
