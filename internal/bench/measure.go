package main

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"rolecall.example/internal/bench/hubs"
	"rolecall.example/rbac"
)

// figures are what the engine takes for a generated hub. Times are medians, in milliseconds of this process's
// processor time unless said otherwise: what else the machine does counts as little as it can.
type figures struct {
	Users     int        `json:"users"`
	Scopes    int        `json:"scopes"`    // of all users together, each under its filter: what a live Hub counts, too
	Start     float64    `json:"start"`     // rbac.Start
	Resolve   float64    `json:"resolve"`   // the permissions of every user of a hub that nobody has asked yet
	Strings   float64    `json:"strings"`   // the same, and every scope of every user printed
	Live      uint64     `json:"live"`      // bytes that the hub holds once everybody is resolved
	Allocated uint64     `json:"allocated"` // bytes that starting and resolving allocated on the way
	Decisions []decision `json:"decisions"`
}

// decision is how long one question takes.
type decision struct {
	Who         string  `json:"who"`
	Scope       string  `json:"scope"`
	Outcome     string  `json:"outcome"`
	Check       float64 `json:"check"`       // nanoseconds, without a trace
	Allocations float64 `json:"allocations"` // of Check
	Explain     float64 `json:"explain"`     // nanoseconds, with the trace
}

const (
	hubRuns  = 9      // of each size; the median is told
	together = 10_000 // users of one run: small hubs are made one after the other, so that collecting garbage counts for them, too
)

// measureHub times the engine with a generated hub.
func measureHub(d *rbac.Definitions, n hubs.Size) (figures, error) {
	out := figures{Users: n.Users}
	config := hubs.Config(n)
	count := max(together/n.Users, 1)
	var starts, resolves, prints []float64
	for range hubRuns {
		runtime.GC()
		var started, resolved, printed time.Duration
		for range count {
			h, taken, err := start(d, config, n)
			if err != nil {
				return out, err
			}
			started += taken
			if _, taken, err = each(h, false); err != nil {
				return out, err
			}
			resolved += taken
		}
		for range count {
			h, _, _ := start(d, config, n)
			scopes, taken, _ := each(h, true)
			out.Scopes, printed = scopes, printed+taken
		}
		starts = append(starts, milliseconds(started)/float64(count))
		resolves = append(resolves, milliseconds(resolved)/float64(count))
		prints = append(prints, milliseconds(printed)/float64(count))
	}
	out.Start, out.Resolve, out.Strings = median(starts), median(resolves), median(prints)
	out.decide(out.weigh(d, config))
	return out, nil
}

func start(d *rbac.Definitions, config *rbac.Config, n hubs.Size) (*rbac.Hub, time.Duration, error) {
	begin := processor()
	h, _ := rbac.Start(d, nil, config)
	taken := processor() - begin
	if !h.Running() || len(h.Users()) != n.Users {
		return nil, 0, fmt.Errorf("the hub of %d users does not start as it should", n.Users)
	}
	return h, taken, nil
}

// each resolves every user; with strings it prints and counts the scopes, too.
func each(h *rbac.Hub, strings bool) (scopes int, taken time.Duration, err error) {
	users := h.Users()
	begin := processor()
	for _, name := range users {
		p, failed := h.Permissions(rbac.Subject{Kind: rbac.User, Name: name})
		if failed != nil {
			return 0, 0, fmt.Errorf("%s cannot be resolved: %s", name, failed.ID)
		}
		if strings {
			scopes += len(p.Strings())
		}
	}
	return scopes, processor() - begin, nil
}

// weigh tells the memory of a hub, and gives the hub.
func (f *figures) weigh(d *rbac.Definitions, config *rbac.Config) *rbac.Hub {
	var before, busy, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	h, _ := rbac.Start(d, nil, config)
	_, _, _ = each(h, false)
	runtime.ReadMemStats(&busy)
	runtime.GC()
	runtime.ReadMemStats(&after)
	f.Allocated = busy.TotalAlloc - before.TotalAlloc
	f.Live = after.HeapAlloc - min(before.HeapAlloc, after.HeapAlloc)
	runtime.KeepAlive(h)
	return h
}

// questions are asked of every hub: of one's own, by a group, of others, of everybody, by somebody imagined.
var questions = []struct {
	who   rbac.Subject
	scope string
}{
	{rbac.Subject{Kind: rbac.User, Name: "u00042"}, "servers!user=u00042"},
	{rbac.Subject{Kind: rbac.User, Name: "u00042"}, "delete:servers!server=u00007/lab"},
	{rbac.Subject{Kind: rbac.User, Name: "u00013"}, "read:users!user=u00003"},
	{rbac.Subject{Kind: rbac.User, Name: "u00013"}, "list:users"},
	{rbac.Subject{Kind: rbac.User, Name: "u00013"}, "proxy"},
	{rbac.Subject{Kind: rbac.AnyMember, Name: "g001"}, "access:servers!server=u00001/lab"},
	{rbac.Subject{Kind: rbac.AnyUser}, "tokens!user=u00001"},
}

var outcomes = map[rbac.Outcome]string{rbac.Allowed: "yes", rbac.Forbidden: "403", rbac.NotFound: "404"}

func (f *figures) decide(h *rbac.Hub) {
	for _, q := range questions {
		d := decision{Who: q.who.Name, Scope: q.scope, Outcome: outcomes[h.Check(q.who, q.scope).Outcome]}
		if d.Who == "" {
			d.Who = "any user"
		}
		d.Check = perCall(2000, func() { h.Check(q.who, q.scope) })
		d.Allocations = testing.AllocsPerRun(100, func() { h.Check(q.who, q.scope) })
		d.Explain = perCall(500, func() { h.Explain(q.who, q.scope) })
		f.Decisions = append(f.Decisions, d)
	}
}

// perCall is how many nanoseconds one of many calls takes.
func perCall(calls int, call func()) float64 {
	var times []float64
	for range hubRuns {
		begin := processor()
		for range calls {
			call()
		}
		times = append(times, float64((processor()-begin).Nanoseconds())/float64(calls))
	}
	return median(times)
}

// processor is the time that this process has spent, all its threads and the system's part included.
func processor() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // it cannot fail for the process itself
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

func median(times []float64) float64 { return percentile(times, 50) }
