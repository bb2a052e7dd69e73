package rbac

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func FuzzStart(f *testing.F) {
	seeds(f, 40)
	f.Fuzz(checkStart)
}

func TestRandomConfigsKeepTheRules(t *testing.T) {
	t.Parallel()
	running, versions := 0, map[string]int{}
	for seed := range uint64(300) {
		r := newRandom(bytesOf(seed))
		d := r.definitions(t)
		if r.running(d, 0) != nil {
			running++
			versions[d.Version()]++
		}
		checkStart(t, bytesOf(seed))
	}
	if running < 100 || len(versions) < len(Versions()) {
		t.Errorf("only %d of 300 random configs start, %v: the rules are hardly tried", running, versions)
	}
}

// checkStart starts a Hub twice, lets it live, and asks everybody for everything in several ways, which agree.
func checkStart(t *testing.T, data []byte) {
	r := newRandom(data)
	d := r.definitions(t)
	c := r.config(d)
	h, events := Start(d, nil, c)
	if _, again := Start(d, nil, c); !reflect.DeepEqual(events, again) {
		t.Errorf("two starts differ")
	}
	if stopped := len(events) > 0 && events[len(events)-1].Level == Fatal; stopped == h.Running() {
		t.Errorf("running %v with %d events", h.Running(), len(events))
	}
	Start(d, h, r.config(d)) // whatever a failed start has left, the next one ends
	if !h.Running() {
		return
	}
	for _, happens := range append([]change{func(h *Hub) *Hub { return h.WithServers(map[string][]string{"alice": {"", "lab"}}) }}, r.life(d, 5)...) {
		h = happens(h)
	}
	for _, s := range subjects(h) {
		if p, err := h.Permissions(s); err == nil {
			checkAnswers(t, r, h, s, p)
		}
	}
	h.Authorize("alice", "server:alice/lab", nil)
	h.Authorize("alice", "service:panel", []string{r.scope(h.Definitions()).Value})
}

// checkAnswers compares Check and Explain with what the list of scopes says by itself.
func checkAnswers(t *testing.T, r *random, h *Hub, s Subject, p *Permissions) {
	held := p.Strings()
	questions := slices.Clone(held)
	for range 10 {
		questions = append(questions, r.scope(h.Definitions()).Value)
	}
	for _, q := range questions {
		want := ParseScope(q)
		got := h.Check(s, q)
		full := h.Explain(s, q)
		if got.Outcome != full.Outcome || got.Held != full.Held {
			t.Errorf("%v %s: Check says %v, Explain %v", s, q, got.Outcome, full.Outcome)
		}
		if got.Outcome == Failed {
			continue
		}
		if yes := plainly(h, s, held, want); yes != (got.Outcome == Allowed) {
			t.Errorf("%v %s: outcome %v, holding %v", s, q, got.Outcome, held)
		}
		if (len(full.Paths) > 0) != (got.Outcome == Allowed) || got.Outcome == Allowed && len(full.Near) > 0 {
			t.Errorf("%v %s: outcome %v with %d paths and %d near misses", s, q, got.Outcome, len(full.Paths), len(full.Near))
		}
		if got.Held && got.Outcome != Allowed && len(full.Near) == 0 {
			t.Errorf("%v %s: held for others, and nothing comes near", s, q)
		}
	}
}

// plainly decides by strings alone.
func plainly(h *Hub, s Subject, held []string, want Scope) bool {
	has := func(f string) bool { return slices.Contains(held, want.Base+f) }
	if has("") || has("!") || want.Filter.Kind != NoFilter && has("!"+want.Filter.String()) {
		return true
	}
	user := want.Filter.Value
	switch want.Filter.Kind {
	case ServerFilter:
		user, _, _ = strings.Cut(user, "/")
		if has("!user=" + user) {
			return true
		}
	case UserFilter:
	default:
		return false
	}
	groups := h.GroupsOf(user)
	if user == AnyName && s.Kind == AnyMember {
		groups = []string{s.Name}
	}
	return slices.ContainsFunc(groups, func(g string) bool { return has("!group=" + g) })
}
