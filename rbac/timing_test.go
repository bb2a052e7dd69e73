package rbac_test

import (
	"testing"

	"rolecall.example/internal/bench/hubs"
	"rolecall.example/rbac"
)

func BenchmarkStart1000(b *testing.B)  { benchmarkStart(b, hubs.Sizes[1]) }
func BenchmarkStart10000(b *testing.B) { benchmarkStart(b, hubs.Sizes[2]) }

func benchmarkStart(b *testing.B, n hubs.Size) {
	c := hubs.Config(n)
	d, _ := rbac.Define(rbac.DefaultVersion)
	b.ReportAllocs()
	for b.Loop() {
		if h, _ := rbac.Start(d, nil, c); !h.Running() {
			b.Fatal("the Hub does not start")
		}
	}
}

func BenchmarkResolve100(b *testing.B)   { benchmarkResolve(b, hubs.Sizes[0], false) }
func BenchmarkResolve1000(b *testing.B)  { benchmarkResolve(b, hubs.Sizes[1], false) }
func BenchmarkResolve10000(b *testing.B) { benchmarkResolve(b, hubs.Sizes[2], false) }
func BenchmarkPrint100(b *testing.B)     { benchmarkResolve(b, hubs.Sizes[0], true) }
func BenchmarkPrint1000(b *testing.B)    { benchmarkResolve(b, hubs.Sizes[1], true) }
func BenchmarkPrint10000(b *testing.B)   { benchmarkResolve(b, hubs.Sizes[2], true) }

// benchmarkResolve works out what every user of a fresh Hub may do, and, with strings, spells every scope, as the Hub's
// own answer would.
func benchmarkResolve(b *testing.B, n hubs.Size, strings bool) {
	h := generated(b, n)
	users := h.Users()
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		fresh := h.WithUsers() // nothing is resolved yet
		b.StartTimer()
		for _, u := range users {
			p, err := fresh.Permissions(rbac.Subject{Kind: rbac.User, Name: u})
			if err != nil || strings && len(p.Strings()) == 0 {
				b.Fatal(u, err)
			}
		}
	}
}

func BenchmarkRestart10000(b *testing.B) {
	h := generated(b, hubs.Sizes[2])
	b.ReportAllocs()
	for b.Loop() {
		if next, _ := rbac.Start(h.Definitions(), h, h.Config()); !next.Running() {
			b.Fatal("the Hub does not start again")
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	h := generated(b, hubs.Sizes[1])
	s := rbac.Subject{Kind: rbac.User, Name: "u00042"}
	b.ReportAllocs()
	for b.Loop() {
		h.Check(s, "delete:servers!server=u00007/lab")
	}
}

func BenchmarkExplain(b *testing.B) {
	h := generated(b, hubs.Sizes[1])
	for _, one := range []struct {
		s     rbac.Subject
		scope string
	}{
		{rbac.Subject{Kind: rbac.User, Name: "u00042"}, "delete:servers!server=u00007/lab"},
		{rbac.Subject{Kind: rbac.User, Name: "u00042"}, "servers!user=u00042"},
		{rbac.Subject{Kind: rbac.AnyMember, Name: "g001"}, "access:servers!server=u00001/lab"},
	} {
		b.Run(one.scope, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				h.Explain(one.s, one.scope)
			}
		})
	}
}
