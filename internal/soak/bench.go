package main

import (
	"fmt"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// bare serves one file with net/http and nothing else: what GET /s/ID is held against.
func bare(file string) {
	body, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("http://%s\n", on.Addr())
	length := strconv.Itoa(len(body))
	log.Fatal(http.Serve(on, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", length)
		w.Write(body)
	})))
}

// bench measures how many pages a second the server answers beside a bare handler, in turns so that both meet the same
// machine; then how long answers take at a steady load.
func bench(folder string) error {
	c, err := serve(databaseIn(folder))
	if err != nil {
		return err
	}
	defer c.stop()
	conn, err := dial(c.addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	random := rand.New(rand.NewPCG(5, 6))
	var ids []string
	for n := range 200 {
		id, status, err := conn.save(document(random, n))
		if err != nil || id == "" {
			return fmt.Errorf("saving: %d, %w", status, err)
		}
		ids = append(ids, id)
	}
	path := "/s/" + ids[0]
	status, page, err := conn.do(getRequest(path), true)
	if err != nil || status != 200 {
		return fmt.Errorf("GET %s: %d, %w", path, status, err)
	}
	begin := time.Now()
	for _, id := range ids[1:] {
		if status, _, err := conn.do(getRequest("/s/"+id), false); err != nil || status != 200 {
			return fmt.Errorf("GET /s/%s: %d, %w", id, status, err)
		}
	}
	say("bench: a page takes %s to draw when it is first asked for", (time.Since(begin) / time.Duration(len(ids)-1)).Round(10*time.Microsecond))
	file := folder + "/page"
	if err := os.WriteFile(file, page, 0o600); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	other, err := start(self, "bare", file)
	if err != nil {
		return err
	}
	defer other.kill()
	const rounds, span = 5, 3 * time.Second
	var ours, theirs []int
	for range rounds {
		a, err := throughput(c.addr, path, span)
		if err != nil {
			return err
		}
		b, err := throughput(other.addr, "/", span)
		if err != nil {
			return err
		}
		ours, theirs = append(ours, a), append(theirs, b)
	}
	ratio := float64(median(ours)) / float64(median(theirs))
	say("bench: GET /s/ID, %d bytes: %d a second; a bare handler that writes the same: %d a second; %.0f %%", len(page), median(ours), median(theirs), 100*ratio)
	if err := steady(c.addr, ids, 500, 50, 20*time.Second); err != nil {
		return err
	}
	if ratio < 0.5 {
		return fmt.Errorf("less than half of a bare handler's")
	}
	return nil
}

// throughput asks for one page from several connections for a while, and returns answers a second.
func throughput(addr, path string, span time.Duration) (int, error) {
	request := getRequest(path)
	var count atomic.Int64
	problems := make(chan error, 16)
	var all sync.WaitGroup
	end := time.Now().Add(span)
	for range 16 {
		all.Go(func() {
			c, err := dial(addr)
			if err != nil {
				problems <- err
				return
			}
			defer c.Close()
			for time.Now().Before(end) {
				status, _, err := c.do(request, false)
				if err != nil || status != 200 {
					problems <- fmt.Errorf("GET %s: %d, %w", path, status, err)
					return
				}
				count.Add(1)
			}
		})
	}
	all.Wait()
	select {
	case err := <-problems:
		return 0, err
	default:
	}
	return int(float64(count.Load()) / span.Seconds()), nil
}

// steady asks and saves at fixed rates, a second, and prints how long answers take from the moment at which they were due. A
// tenth of what is read is what was saved last, so its page is drawn.
func steady(addr string, ids []string, reads, saves int, span time.Duration) error {
	var mu sync.Mutex
	newest := ""
	problems := make(chan error, 256)
	pace := func(rate, connections int, do func(c *conn, random *rand.Rand, n int) error) []time.Duration {
		due := make(chan time.Time, rate*int(span.Seconds())+1)
		var all sync.WaitGroup
		var lock sync.Mutex
		var took []time.Duration
		for i := range connections {
			all.Go(func() {
				random := rand.New(rand.NewPCG(uint64(rate), uint64(i)))
				c, err := dial(addr)
				if err != nil {
					problems <- err
					return
				}
				defer c.Close()
				n := i
				for at := range due {
					if err := do(c, random, n); err != nil {
						problems <- err
						return
					}
					lock.Lock()
					took = append(took, time.Since(at))
					lock.Unlock()
					n += connections
				}
			})
		}
		begin := time.Now()
		for n := 0; n < rate*int(span.Seconds()); n++ {
			at := begin.Add(time.Duration(n) * time.Second / time.Duration(rate))
			time.Sleep(time.Until(at))
			due <- at
		}
		close(due)
		all.Wait()
		return took
	}
	var readTimes, saveTimes []time.Duration
	var all sync.WaitGroup
	all.Go(func() {
		saveTimes = pace(saves, 8, func(c *conn, random *rand.Rand, n int) error {
			id, status, err := c.save(document(random, n))
			if err == nil && id == "" {
				err = fmt.Errorf("saving: %d", status)
			}
			mu.Lock()
			newest = id
			mu.Unlock()
			return err
		})
	})
	all.Go(func() {
		readTimes = pace(reads, 32, func(c *conn, random *rand.Rand, n int) error {
			id := ids[random.IntN(len(ids))]
			if n%10 == 0 {
				mu.Lock()
				if newest != "" {
					id = newest
				}
				mu.Unlock()
			}
			status, _, err := c.do(getRequest("/s/"+id), false)
			if err == nil && status != 200 {
				err = fmt.Errorf("GET /s/%s: %d", id, status)
			}
			return err
		})
	})
	all.Wait()
	select {
	case err := <-problems:
		return err
	default:
	}
	for _, list := range [][]time.Duration{readTimes, saveTimes} {
		slices.Sort(list)
	}
	at := func(list []time.Duration, percent int) time.Duration {
		return list[(len(list)-1)*percent/100].Round(10 * time.Microsecond)
	}
	say("bench: at %d pages and %d savings a second for %s: pages %s at the median, %s at p99; savings %s and %s", reads, saves, span,
		at(readTimes, 50), at(readTimes, 99), at(saveTimes, 50), at(saveTimes, 99))
	if p99 := at(readTimes, 99); p99 > 20*time.Millisecond {
		return fmt.Errorf("p99 is %s, above 20 ms", p99)
	}
	return nil
}
