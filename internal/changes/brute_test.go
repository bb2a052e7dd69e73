package changes_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	. "rolecall.example/internal/changes"
	"rolecall.example/rbac"
)

// fact is one difference that asking both Hubs everything finds.
type fact struct {
	who          rbac.Subject
	verb, target string // target: "", or a filter
	sign         Sign
}

// brute asks both Hubs about every bearer, verb and target, by Hub.Check alone.
type brute struct {
	before, after *rbac.Hub
	verbs         []Verb
	targets       []string
	bearers       []rbac.Subject
}

func newBrute(before, after *rbac.Hub, verbs []Verb) *brute {
	b := &brute{before: before, after: after, verbs: verbs}
	seen := map[string]bool{}
	target := func(f string) {
		if !seen[f] {
			seen[f] = true
			b.targets = append(b.targets, f)
		}
	}
	bearer := func(kind rbac.SubjectKind, name string) {
		if s := (rbac.Subject{Kind: kind, Name: name}); !slices.Contains(b.bearers, s) {
			b.bearers = append(b.bearers, s)
		}
	}
	target("")
	bearer(rbac.AnyUser, "")
	bearer(rbac.AnyAdmin, "")
	for _, h := range []*rbac.Hub{before, after} {
		for _, u := range h.Users() {
			bearer(rbac.User, u)
			target("user=" + u)
			for _, s := range []string{"", "lab", "other"} {
				target("server=" + u + "/" + s)
			}
		}
		for _, g := range h.Groups() {
			bearer(rbac.AnyMember, g)
			target("group=" + g)
		}
		for _, s := range h.Services() {
			bearer(rbac.Service, s)
			target("service=" + s)
			target("user=" + s) // in JupyterHub 2 a service is what its "!user" names
		}
		for _, f := range h.Filters() {
			if f.Value != "" {
				target(f.String())
			}
		}
	}
	target("own")
	return b
}

// holds asks one Hub, with any user in the place of somebody whom it does not have.
func (b *brute) holds(h *rbac.Hub, s rbac.Subject, v *Verb, scope, target string) bool {
	on := s
	switch s.Kind {
	case rbac.User:
		if !h.HasUser(s.Name) {
			on = rbac.Subject{Kind: rbac.AnyUser}
		}
	case rbac.AnyMember:
		if !h.HasGroup(s.Name) {
			on = rbac.Subject{Kind: rbac.AnyUser}
		}
	case rbac.Service:
		if !h.HasService(s.Name) {
			return false
		}
	}
	if scope == "" {
		return false
	}
	if v.AnyFilter {
		p, err := h.Permissions(on)
		if err != nil {
			return false
		}
		everyone, filters := p.Reach(scope)
		return everyone || len(filters) > 0
	}
	own := map[rbac.SubjectKind]string{rbac.User: "user=" + on.Name, rbac.Service: "service=" + on.Name}[on.Kind]
	if own == "" {
		own = "user=" + rbac.AnyName
	}
	ask := func(f string) bool {
		kind, _, _ := strings.Cut(f, "=")
		if f == "" {
			return h.Check(on, scope).Yes()
		}
		return slices.Contains(v.Filters, kind) && h.Check(on, scope+"!"+f).Yes()
	}
	if target == "own" {
		return ask(own) || s.Kind == rbac.User && ask("user="+s.Name)
	}
	if s.Kind == rbac.User && target == "user="+s.Name {
		return ask(own) || ask(target)
	}
	if name, ok := strings.CutPrefix(target, "server="+s.Name+"/"); ok && s.Kind == rbac.User && on.Kind != rbac.User {
		return ask(target) || ask(own) || ask("server="+rbac.AnyName+"/"+name)
	}
	return ask(target)
}

func (b *brute) fails(h *rbac.Hub, s rbac.Subject) bool {
	if s.Kind == rbac.User && !h.HasUser(s.Name) || s.Kind == rbac.AnyMember && !h.HasGroup(s.Name) {
		s = rbac.Subject{Kind: rbac.AnyUser}
	}
	if s.Kind == rbac.Service && !h.HasService(s.Name) {
		return false
	}
	_, err := h.Permissions(s)
	return err != nil
}

// facts are all differences. Whoever one of the Hubs cannot resolve is left out and counted.
func (b *brute) facts() (out map[fact]bool, failing int) {
	out = map[fact]bool{}
	for _, s := range b.bearers {
		before, after := b.fails(b.before, s), b.fails(b.after, s)
		if before != after {
			failing++
		}
		if before || after {
			continue
		}
		for i := range b.verbs {
			v := &b.verbs[i]
			for _, target := range b.targets {
				if !fits(v, s, target) {
					continue
				}
				was, is := b.holds(b.before, s, v, v.Before, target), b.holds(b.after, s, v, v.After, target)
				if was != is {
					sign := Gained
					if was {
						sign = Lost
					}
					out[fact{s, v.ID, target, sign}] = true
				}
			}
		}
	}
	return out, failing
}

// fits reports whether a target is one of a verb's.
func fits(v *Verb, s rbac.Subject, target string) bool {
	kind, _, _ := strings.Cut(target, "=")
	if target == "own" {
		kind = "user"
		if s.Kind == rbac.Service {
			kind = "service"
		}
	}
	return target == "" || slices.Contains(v.Filters, kind)
}

// claimed turns a result into the facts that it claims, by what the types' comments say.
func (b *brute) claimed(r *Result) map[fact]bool {
	out := map[fact]bool{}
	for _, c := range r.Changes {
		for _, l := range c.Lines {
			for _, id := range l.Verbs {
				v := &b.verbs[slices.IndexFunc(b.verbs, func(v Verb) bool { return v.ID == id })]
				for _, who := range c.Who.All {
					for _, target := range b.targets {
						if fits(v, who, target) && b.means(&l, v, who, target) {
							out[fact{who, id, target, l.Sign}] = true
						}
					}
				}
			}
		}
	}
	return out
}

// means reports whether a line says something of a target.
func (b *brute) means(l *Line, v *Verb, who rbac.Subject, target string) bool {
	with, other, otherScope := b.after, b.before, v.Before
	if l.Sign == Lost {
		with, other, otherScope = b.before, b.after, v.After
	}
	if l.Over.Everyone {
		// Over everyone but what was, or is, kept: that is what the other Hub holds.
		return !b.holds(other, who, v, otherScope, target)
	}
	self := "user=" + who.Name
	if who.Kind == rbac.Service {
		self = "service=" + who.Name
	}
	if target == "own" || target == self && (who.Kind == rbac.User || who.Kind == rbac.Service) {
		return l.Over.Own
	}
	kind, name, _ := strings.Cut(target, "=")
	user := name
	if kind == "server" {
		user, _, _ = strings.Cut(name, "/")
	}
	for _, t := range l.Over.Targets {
		if t.Kind == kind && t.Name == name {
			return true
		}
		if kind != "user" && kind != "server" {
			continue
		}
		reached := t.Kind == "user" && t.Name == user
		if t.Kind == "group" && !t.Future && slices.Contains(with.MembersOf(t.Name), user) && !(who.Kind == rbac.User && user == who.Name) {
			reached = true
		}
		if reached && (kind == "user" || !b.holds(other, who, v, otherScope, target)) {
			return true
		}
	}
	if kind == "server" && who.Kind == rbac.User && user == who.Name && l.Over.Own {
		return !b.holds(other, who, v, otherScope, target)
	}
	return false
}

// compare holds a result against brute force and returns how many facts there are.
func compare(t *testing.T, name string, before, after *rbac.Hub, verbs []Verb) int {
	t.Helper()
	r := Compare(before, after, verbs)
	b := newBrute(before, after, verbs)
	want, failing := b.facts()
	got := b.claimed(&r)
	for f := range want {
		if !got[f] {
			t.Errorf("%s: nothing is said of %+v", name, f)
		}
	}
	for f := range got {
		if !want[f] {
			t.Errorf("%s: it is not so that %+v", name, f)
		}
	}
	failed := 0
	for _, f := range r.Failing {
		failed += len(f.Who.All)
	}
	if (len(r.Changes) == 0) != (len(want) == 0) || failed != failing {
		t.Errorf("%s: %d changes, %d failing; brute force found %d facts, %d failing", name, len(r.Changes), failed, len(want), failing)
	}
	names := r.Users.New == nil && r.Users.Gone == nil && r.Groups.New == nil && r.Groups.Gone == nil && r.Services.New == nil && r.Services.Gone == nil
	if r.Empty() != (len(want) == 0 && failing == 0 && names) {
		t.Errorf("%s: Empty is %v", name, r.Empty())
	}
	if t.Failed() {
		t.FailNow()
	}
	return len(want)
}

// verbsOf are the scopes of two versions as verbs, with the filters that have an effect on each.
func verbsOf(before, after *rbac.Definitions) []Verb {
	var out []Verb
	at := map[string]int{}
	for i, d := range []*rbac.Definitions{before, after} {
		for _, s := range d.Scopes() {
			if s == "self" || s == "inherit" || s == "(no_scope)" {
				continue
			}
			j, ok := at[s]
			if !ok {
				j = len(out)
				at[s] = j
				out = append(out, Verb{ID: strings.SplitN(s, ":", 2)[0] + "." + s, Filters: filtersOf(s), AnyFilter: s == "read:metrics"})
			}
			if i == 0 {
				out[j].Before = s
			} else {
				out[j].After = s
			}
		}
	}
	return out
}

func filtersOf(scope string) []string {
	switch {
	case strings.HasPrefix(scope, "custom:"):
		return []string{"user", "server", "group", "service"}
	case strings.Contains(scope, "servers"), strings.HasSuffix(scope, "shares") && !strings.Contains(scope, "users") && !strings.Contains(scope, "groups"):
		return []string{"user", "server", "group"}
	case strings.Contains(scope, "users"), strings.Contains(scope, "tokens"), scope == "admin:auth_state":
		return []string{"user", "group"}
	case strings.Contains(scope, "groups"):
		return []string{"group"}
	case strings.Contains(scope, "services"):
		return []string{"service"}
	}
	return nil
}

// TestChangesAreWhatAskingEverythingFinds compares 300 pairs of generated Hubs: respelt, changed a little, and others.
func TestChangesAreWhatAskingEverythingFinds(t *testing.T) {
	t.Parallel()
	pairs, same, facts := 0, 0, 0
	for seed := uint64(0); pairs < 300; seed++ {
		g := generator{rand.New(rand.NewPCG(seed, 7))}
		versions := rbac.Versions()
		d := define(t, g.pick(versions))
		e := d
		config := g.config(d)
		other := config
		switch seed % 4 {
		case 0:
			other = g.respell(d, config)
		case 1, 2:
			other = g.change(d, config)
		case 3:
			if g.IntN(2) == 0 {
				e = define(t, g.pick(versions))
			}
			other = g.config(e)
		}
		state := g.Uint64()
		before := generator{rand.New(rand.NewPCG(state, 1))}.start(d, config)
		after := generator{rand.New(rand.NewPCG(state, 1))}.start(e, other)
		if before == nil || after == nil {
			continue
		}
		pairs++
		name := fmt.Sprintf("seed %d, %s to %s", seed, d.Version(), e.Version())
		n := compare(t, name, before, after, verbsOf(before.Definitions(), after.Definitions()))
		if facts += n; n == 0 {
			same++
		}
		if seed%4 == 0 && n > 0 {
			t.Errorf("%s: respelling changed %d facts", name, n)
		}
	}
	t.Logf("%d pairs, %d without a difference, %d differences in the others", pairs, same, facts)
	if same < 50 || pairs-same < 150 {
		t.Errorf("the pairs are not what they should be: %d of %d have no difference", same, pairs)
	}
}
