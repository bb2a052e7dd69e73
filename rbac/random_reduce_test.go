package rbac

import (
	"reflect"
	"slices"
	"testing"
)

func FuzzReduce(f *testing.F) {
	seeds(f, 40)
	f.Fuzz(checkReduce)
}

// checkReduce resolves a list of raw scopes in two orders, with repeats, and wants one answer; what is reduced
// already stays as it is; and intersections do not ask which side comes first. All in every version's own way.
func checkReduce(t *testing.T, data []byte) {
	r := newRandom(data)
	d := r.definitions(t)
	to := targets{user: r.pick("", r.user()), service: r.pick("", "panel"), server: r.pick("", "alice/lab")}
	var raw []string
	for _, n := range r.scopes(d, 0, 12) {
		if d.CheckScope(n.Value) == nil {
			raw = append(raw, n.Value)
		}
	}
	other := slices.Concat(raw, raw)
	r.shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
	p, err := d.expandStrings(raw).resolve(d, to)
	q, twice := d.expandStrings(other).resolve(d, to)
	if (err == nil) != (twice == nil) {
		t.Fatalf("%s %q: %+v in one order, %+v in another", d.Version(), raw, err, twice)
	}
	if err != nil {
		return
	}
	want := d.spell(p.list())
	if got := d.spell(q.list()); !slices.Equal(got, want) {
		t.Errorf("%s %q gives %q, and %q in another order", d.Version(), raw, want, got)
	}
	if again, err := d.reduce(p.list()); err != nil || !slices.Equal(d.spell(again.list()), want) {
		t.Errorf("%s %q: reduced twice, %q becomes %q", d.Version(), raw, want, d.spell(again.list()))
	}
	for _, s := range want {
		w := ParseScope(s)
		if id := d.ids[w.Base]; !p.holds(id) || !p.under(w.Filter).has(id) && !p.all.has(id) {
			t.Errorf("%s: %s is printed and not held", d.Version(), s)
		}
	}
	checkIntersection(t, r, d, p)
}

func checkIntersection(t *testing.T, r *random, d *Definitions, a *packed) {
	h := r.running(d, 0)
	if h == nil {
		return
	}
	var raw []string
	for _, n := range r.scopes(d, 0, 12) {
		raw = append(raw, n.Value)
	}
	b, err := d.expandStrings(slices.DeleteFunc(raw, func(s string) bool { return d.CheckScope(s) != nil })).resolve(d, targets{user: r.user()})
	if err != nil {
		return
	}
	x := h.x
	x.defs = d // the lists speak of the version's own scopes
	ab, err := x.intersect(a, b)
	ba, other := x.intersect(b, a)
	if !reflect.DeepEqual(err, other) {
		t.Fatalf("%s: intersecting %q and %q gives %+v, the other way round %+v", d.Version(), d.spell(a.list()), d.spell(b.list()), err, other)
	}
	if err != nil {
		return
	}
	if !slices.Equal(d.spell(ab.list()), d.spell(ba.list())) {
		t.Errorf("%s: %q and %q have %q in common, but %q the other way round", d.Version(), d.spell(a.list()), d.spell(b.list()), d.spell(ab.list()), d.spell(ba.list()))
	}
}

func (r *random) shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, r.IntN(i+1))
	}
}
