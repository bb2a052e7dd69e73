package rbac

import (
	"strings"
	"testing"
)

// A token gets what it asks for and its owner holds: of a wider and a narrower filter the narrower.
func TestIntersection(t *testing.T) {
	t.Parallel()
	h := mustStart(t, &Config{LoadGroups: []GroupSpec{
		{Name: Name{Value: "g"}, Users: []Name{{Value: "ann"}}},
		{Name: Name{Value: "h"}, Users: []Name{{Value: "ann"}, {Value: "bob"}}},
	}})
	for _, c := range []struct{ a, b, want string }{
		{"servers", "servers", "servers"},
		{"servers", "tokens", ""},
		{"servers", "servers!user=ann", "servers!user=ann"},
		{"servers!user=ann", "servers!user=bob", ""},
		{"servers!user=ann", "servers!server=ann/lab", "servers!server=ann/lab"},
		{"servers!user=ann", "servers!server=bob/lab", ""},
		{"servers!group=g", "servers!server=ann/lab", "servers!server=ann/lab"},
		{"servers!group=g", "servers!user=ann", "servers!user=ann"},
		{"servers!group=g", "servers!user=bob", ""},
		{"servers!group=g", "servers!user=nobody", ""},
		{"servers!group=g", "servers!group=h", ""}, // ann is in both, and groups are not looked into
		{"servers!group=h", "servers!group=h", "servers!group=h"},
		{"access:services!service=x", "access:services!user=x", ""},
		{"servers!user=ann servers!group=h", "servers!user=bob servers!server=ann/", "servers!server=ann/ servers!user=bob"},
	} {
		pack := func(text string) *packed {
			e := &expansion{}
			for _, s := range strings.Fields(text) {
				// The scope alone, without what it includes.
				scope := ParseScope(s)
				var set scopeSet
				set.add(h.x.defs.ids[scope.Base])
				e.fixed.add(set, scope.Filter)
			}
			p, err := e.resolve(h.x.defs, targets{})
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		for _, ab := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			both, _ := h.x.intersect(pack(ab[0]), pack(ab[1]))
			got := h.x.defs.spell(both.list())
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s and %s: %v, want %q", ab[0], ab[1], got, c.want)
			}
		}
	}
}
