package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
)

const savers = 8

// saveUntil saves from several connections until stop is closed or a connection breaks, and calls saved with what was
// acknowledged.
func saveUntil(addr string, seed uint64, stop <-chan struct{}, saved func(id, document string)) {
	var all sync.WaitGroup
	for i := range savers {
		all.Go(func() {
			random := rand.New(rand.NewPCG(seed, uint64(i)))
			c, err := dial(addr)
			if err != nil {
				return
			}
			defer c.Close()
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				text := document(random, n)
				id, _, err := c.save(text)
				if err != nil {
					return
				}
				if id != "" {
					saved(id, text)
				}
			}
		})
	}
	all.Wait()
}

// kills ends the server with SIGKILL while people save, again and again over one database. Whatever was acknowledged must
// be there, byte for byte, and nothing half.
func kills(folder string, rounds int) error {
	begin, random := time.Now(), rand.New(rand.NewPCG(1, 2))
	acknowledged := map[string]string{}
	var mu sync.Mutex
	for round := range rounds {
		c, err := serve(databaseIn(folder))
		if err != nil {
			return fmt.Errorf("start %d: %w", round+1, err)
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			saveUntil(c.addr, uint64(round), nil, func(id, document string) {
				mu.Lock()
				defer mu.Unlock()
				acknowledged[id] = document
			})
		}()
		time.Sleep(time.Duration(20+random.IntN(230)) * time.Millisecond)
		c.kill()
		<-done
		// What the last rounds saved is read again now and then, all of it at the end.
		if round%50 == 49 || round == rounds-1 {
			if err := verify(databaseIn(folder), acknowledged); err != nil {
				return fmt.Errorf("after kill %d: %w", round+1, err)
			}
		}
	}
	say("kills: %d SIGKILLs while %d clients saved: %d scenarios were acknowledged, all are there byte for byte, none is half (%s)",
		rounds, savers, len(acknowledged), time.Since(begin).Round(time.Second))
	return nil
}

// verify opens a database as the next start would, and compares.
func verify(file string, acknowledged map[string]string) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, file)
	if err != nil {
		return err
	}
	defer db.Close()
	var problems []error
	left := len(acknowledged)
	err = db.Each(ctx, func(r *store.Row) error {
		if want, ok := acknowledged[r.ID]; ok {
			left--
			if r.Document != want {
				problems = append(problems, fmt.Errorf("%s is not what was acknowledged", r.ID))
			}
		}
		if r.Hash != store.Hash(r.Document) {
			problems = append(problems, fmt.Errorf("%s is half", r.ID))
		}
		return nil
	})
	if left > 0 {
		problems = append(problems, fmt.Errorf("%d of %d that were acknowledged are missing", left, len(acknowledged)))
	}
	return errors.Join(append(problems, err, db.Integrity(ctx))...)
}

// backups copies the database while people save, and opens each copy.
func backups(folder string) error {
	c, err := serve(databaseIn(folder))
	if err != nil {
		return err
	}
	defer c.stop()
	acknowledged := map[string]string{}
	var mu sync.Mutex
	stop, done := make(chan struct{}), make(chan struct{})
	var count atomic.Int64
	go func() {
		defer close(done)
		saveUntil(c.addr, 99, stop, func(id, document string) {
			mu.Lock()
			defer mu.Unlock()
			acknowledged[id] = document
			count.Add(1)
		})
	}()
	const copies = 10
	var problem error
	for n := range copies {
		time.Sleep(time.Second)
		mu.Lock()
		before := make(map[string]string, len(acknowledged))
		for id, text := range acknowledged {
			before[id] = text
		}
		mu.Unlock()
		to := filepath.Join(folder, fmt.Sprintf("copy-%d.db", n))
		if out, err := exec.Command(program, "backup", "--database", databaseIn(folder), to).CombinedOutput(); err != nil {
			problem = fmt.Errorf("copy %d: %w: %s", n+1, err, out)
			break
		}
		if err := verify(to, before); err != nil {
			problem = fmt.Errorf("copy %d: %w", n+1, err)
			break
		}
		os.Remove(to)
	}
	close(stop)
	<-done
	if problem == nil {
		problem = verify(databaseIn(folder), acknowledged)
	}
	if problem != nil {
		return problem
	}
	say("backup: %d copies while %d clients saved %d scenarios: each opens and holds all that was acknowledged before it", copies, savers, count.Load())
	return nil
}
