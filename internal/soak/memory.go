package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"math/rand/v2"
)

// memory watches the server's memory while people save and read. It is flat where the last third of the time needs no more
// than the third before, but for a tenth.
func memory(folder string, long time.Duration) error {
	c, err := serve(databaseIn(folder))
	if err != nil {
		return err
	}
	defer c.stop()
	end := time.Now().Add(long)
	var ids struct {
		sync.Mutex
		all []string
	}
	var saves, reads atomic.Int64
	var all sync.WaitGroup
	problems := make(chan error, 8)
	work := func(every time.Duration, do func(c *conn, random *rand.Rand, n int) error, seed uint64) {
		all.Go(func() {
			random := rand.New(rand.NewPCG(seed, 7))
			conn, err := dial(c.addr)
			if err != nil {
				problems <- err
				return
			}
			defer conn.Close()
			tick := time.NewTicker(every)
			defer tick.Stop()
			for n := 0; time.Now().Before(end); n++ {
				if err := do(conn, random, n); err != nil {
					problems <- err
					return
				}
				<-tick.C
			}
		})
	}
	for i := range 2 {
		work(50*time.Millisecond, func(c *conn, random *rand.Rand, n int) error {
			id, status, err := c.save(document(random, n))
			if err == nil && id == "" && status != 503 {
				err = fmt.Errorf("saving: %d", status)
			}
			if id != "" {
				ids.Lock()
				ids.all = append(ids.all, id)
				ids.Unlock()
				saves.Add(1)
			}
			return err
		}, uint64(i))
	}
	paths := []string{"/s/%s", "/s/%s.md", "/s/%s.json", "/s/%s/badge.svg", "/api/scenarios/%s"}
	for i := range 4 {
		work(20*time.Millisecond, func(c *conn, random *rand.Rand, n int) error {
			ids.Lock()
			if len(ids.all) == 0 {
				ids.Unlock()
				return nil
			}
			id := ids.all[random.IntN(len(ids.all))]
			ids.Unlock()
			path := fmt.Sprintf(paths[n%len(paths)], id)
			status, _, err := c.do(getRequest(path), false)
			if err == nil && status != 200 && status != 503 {
				err = fmt.Errorf("GET %s: %d", path, status)
			}
			reads.Add(1)
			return err
		}, uint64(100+i))
	}
	var seen []int
	for time.Now().Before(end) {
		time.Sleep(long / 120)
		n, err := c.resident()
		if err != nil {
			return err
		}
		seen = append(seen, n)
	}
	all.Wait()
	select {
	case err := <-problems:
		return err
	default:
	}
	third := len(seen) / 3
	first, middle, last := median(seen[:third]), median(seen[third:2*third]), median(seen[2*third:])
	say("memory: over %s with %d saved and %d read: %d MB in the first third, %d in the second, %d in the last (most %d)",
		long, saves.Load(), reads.Load(), first>>20, middle>>20, last>>20, slices.Max(seen)>>20)
	if last > middle+middle/10 {
		return fmt.Errorf("it grows")
	}
	return nil
}

func median(list []int) int {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
