package rbac

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// random makes configs and questions out of a seed.
type random struct{ *rand.Rand }

func (r random) pick(list ...string) string { return list[r.IntN(len(list))] }
func (r random) chance(percent int) bool    { return r.IntN(100) < percent }

var (
	someUsers    = []string{"alice", "bob", "Carol", "dave", "eve!x", "zoë"}
	someGroups   = []string{"class-a", "class-b", "staff"}
	someServices = []string{"culler", "panel"}
)

func (r random) names(from []string, most int) []Name {
	var out []Name
	for range r.IntN(most + 1) {
		out = append(out, Name{Value: r.pick(from...), Ref: Ref(r.IntN(1000))})
	}
	return out
}

func (r random) scope(d *Definitions) Name {
	names := d.Scopes()
	base := names[r.IntN(len(names))]
	if r.chance(30) {
		base = r.pick("users", "servers", "read:users", "admin:servers", "groups", "self", "inherit", "tokens", "custom:grades:read", "custom:grades:write")
	}
	user := strings.ToLower(r.pick(someUsers...))
	filter := r.pick("", "", "", "!user", "!user="+user, "!group="+r.pick(someGroups...), "!server="+user+"/"+r.pick("", "lab"), "!server",
		"!service", "!service="+r.pick(someServices...))
	if r.chance(1) {
		filter = r.pick("!", "!user=", "!group", "!x=y", "!server=lab")
	}
	return Name{Value: base + filter, Ref: Ref(r.IntN(1000))}
}

func (r random) role(d *Definitions, name string) RoleSpec {
	s := RoleSpec{Name: Name{Value: name}, HasName: true, HasScopes: r.chance(95), HasUsers: r.chance(60), HasGroups: r.chance(50), HasServices: r.chance(40)}
	for range 1 + r.IntN(4) {
		s.Scopes = append(s.Scopes, r.scope(d))
	}
	if !s.HasScopes {
		s.Scopes = nil
	}
	if s.HasUsers {
		s.Users = union(r.names(someUsers, 3), nil)
	}
	if s.HasGroups {
		s.Groups = union(r.names(someGroups, 2), nil)
	}
	if s.HasServices {
		s.Services = union(r.names(someServices, 2), nil)
	}
	return s
}

func (r random) config(d *Definitions) *Config {
	c := &Config{}
	if r.chance(50) {
		c.CustomScopes = []CustomScope{
			{Name: Name{Value: "custom:grades:read"}, HasDescription: true},
			{Name: Name{Value: "custom:grades:write"}, HasDescription: r.chance(99), Subscopes: []Name{{Value: r.pick("custom:grades:read", "custom:grades:read", "custom:grades:write")}}},
		}
	}
	for _, g := range someGroups {
		if r.chance(70) {
			c.LoadGroups = append(c.LoadGroups, GroupSpec{Name: Name{Value: g}, Users: r.names(someUsers, 4), ListForm: r.chance(50)})
		}
	}
	for _, s := range someServices {
		if r.chance(90) {
			c.Services = append(c.Services, ServiceSpec{Name: Name{Value: s}, Admin: r.chance(10), APIToken: r.chance(50), Managed: r.chance(10), HasURL: r.chance(30), URL: "http://127.0.0.1:1"})
		}
	}
	for _, name := range []string{"reader", "teacher", "user", "admin", "token", "server", "Bad"} {
		switch {
		case name == "Bad" && r.chance(99), name == "admin" && r.chance(80), r.chance(40):
			continue
		}
		spec := r.role(d, name)
		if name == "admin" {
			spec.Scopes, spec.HasScopes = nil, false
		}
		c.LoadRoles = append(c.LoadRoles, spec)
	}
	c.AdminUsers = r.names(someUsers, 1)
	c.AllowedUsers = r.names(someUsers, 2)
	if r.chance(10) {
		c.BlockedUsers = r.names([]string{"alice", "bob"}, 1)
	}
	if r.chance(10) {
		c.LegacyUsers = r.names([]string{"old", "alice"}, 2)
		c.LegacyAdmins = r.names([]string{"boss"}, 1)
	}
	if r.chance(20) {
		c.ExtraUserScopes = []Name{r.scope(d)}
	}
	return c
}

// subjects are all that a question can be about.
func subjects(h *Hub) []Subject {
	out := []Subject{{Kind: AnyUser}, {Kind: AnyAdmin}}
	for _, u := range h.Users() {
		out = append(out, Subject{Kind: User, Name: u})
	}
	for _, s := range h.Services() {
		out = append(out, Subject{Kind: Service, Name: s})
	}
	for _, g := range h.Groups() {
		out = append(out, Subject{Kind: Group, Name: g}, Subject{Kind: AnyMember, Name: g})
	}
	return out
}

func FuzzStart(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(checkSeed)
}

func TestRandomConfigsKeepTheRules(t *testing.T) {
	t.Parallel()
	running := 0
	for seed := range uint64(400) {
		if startSeed(t, seed) != nil {
			running++
		}
		checkSeed(t, seed)
	}
	if running < 100 {
		t.Errorf("only %d of 400 random configs start: the rules are hardly tried", running)
	}
}

func versionOf(seed uint64) string { return Versions()[seed%uint64(len(Versions()))] }

func startSeed(t *testing.T, seed uint64) *Hub {
	d := mustDefine(t, versionOf(seed))
	h, _ := Start(d, nil, random{rand.New(rand.NewPCG(seed, 1))}.config(d))
	if !h.Running() {
		return nil
	}
	return h
}

func checkSeed(t *testing.T, seed uint64) {
	d := mustDefine(t, versionOf(seed))
	r := random{rand.New(rand.NewPCG(seed, 1))}
	c := r.config(d)
	h, events := Start(d, nil, c)
	if _, again := Start(d, nil, c); !reflect.DeepEqual(events, again) {
		t.Errorf("seed %d: two starts differ", seed)
	}
	if stopped := len(events) > 0 && events[len(events)-1].Level == Fatal; stopped == h.Running() {
		t.Errorf("seed %d: running %v with %d events", seed, h.Running(), len(events))
	}
	next, _ := Start(d, h, r.config(d)) // whatever the state, a restart ends
	if !h.Running() {
		return
	}
	if next.Running() {
		for _, s := range subjects(next) {
			next.Permissions(s)
		}
	}
	h = h.WithServers(map[string][]string{"alice": {"", "lab"}, "bob": {""}})
	d = h.Definitions()
	for _, s := range subjects(h) {
		p, err := h.Permissions(s)
		if err != nil {
			continue
		}
		held := p.Strings()
		checkAnswers(t, r, h, s, p, held, seed)
		if s.Kind == User || s.Kind == Service {
			checkTokens(t, r, h, s, held, seed)
		}
	}
	checkMoreRoles(t, r, h, c, seed)
}

// checkAnswers compares Check and Explain with what the list of scopes says by itself.
func checkAnswers(t *testing.T, r random, h *Hub, s Subject, p *Permissions, held []string, seed uint64) {
	if !slices.Equal(p.Reduced(), held) {
		t.Errorf("seed %d: %v holds %v, which reduces to %v", seed, s, held, p.Reduced())
	}
	questions := slices.Clone(held)
	for range 20 {
		questions = append(questions, r.scope(h.Definitions()).Value)
	}
	for _, q := range questions {
		want := ParseScope(q)
		got := h.Check(s, q)
		full := h.Explain(s, q)
		if got.Outcome != full.Outcome || got.Held != full.Held {
			t.Errorf("seed %d: %v %s: Check says %v, Explain %v", seed, s, q, got.Outcome, full.Outcome)
		}
		if got.Outcome == Failed {
			continue
		}
		if yes := plainly(h, s, held, want); yes != (got.Outcome == Allowed) {
			t.Errorf("seed %d: %v %s: outcome %v, holding %v", seed, s, q, got.Outcome, held)
		}
		if (len(full.Paths) > 0) != (got.Outcome == Allowed) || got.Outcome == Allowed && len(full.Near) > 0 {
			t.Errorf("seed %d: %v %s: outcome %v with %d paths and %d near misses", seed, s, q, got.Outcome, len(full.Paths), len(full.Near))
		}
		if got.Held && got.Outcome != Allowed && len(full.Near) == 0 {
			t.Errorf("seed %d: %v %s: held for others, and nothing comes near", seed, s, q)
		}
	}
}

// plainly decides by strings alone.
func plainly(h *Hub, s Subject, held []string, want Scope) bool {
	has := func(f string) bool { return slices.Contains(held, want.Base+f) }
	if has("") || want.Filter.Kind != NoFilter && has("!"+want.Filter.String()) {
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

// checkTokens issues tokens and wants none to exceed its owner.
func checkTokens(t *testing.T, r random, h *Hub, s Subject, held []string, seed uint64) {
	requests := []TokenRequest{{Owner: s}, {Owner: s, HasRoles: true, Roles: []string{"reader", "user"}}}
	for range 4 {
		req := TokenRequest{Owner: s, HasScopes: true, Client: r.pick("", "", "service:panel", "server:alice/lab")}
		for range r.IntN(3) {
			if len(held) > 0 && r.chance(60) {
				req.Scopes = append(req.Scopes, held[r.IntN(len(held))])
			} else {
				req.Scopes = append(req.Scopes, r.scope(h.Definitions()).Value)
			}
		}
		requests = append(requests, req)
	}
	check := func(token *Token, of string) {
		b := Subject{Kind: Bearer, Token: token}
		p, err := h.Permissions(b)
		if err != nil {
			return
		}
		for _, scope := range p.Strings() {
			if a := h.Check(s, scope); a.Outcome != Allowed {
				t.Errorf("seed %d: %s of %v has %s, the owner's answer is %v", seed, of, s, scope, a.Outcome)
			}
			full := h.Explain(b, scope)
			if full.Outcome != Allowed || len(full.Paths) == 0 || len(full.Paths[0].Owner) == 0 {
				t.Errorf("seed %d: %s of %v: %s is explained as %v with %v", seed, of, s, scope, full.Outcome, full.Paths)
			}
		}
		for range 5 {
			q := r.scope(h.Definitions()).Value
			if a, b := h.Check(b, q), h.Explain(b, q); a.Outcome != b.Outcome {
				t.Errorf("seed %d: %s of %v: %s is %v, explained as %v", seed, of, s, q, a.Outcome, b.Outcome)
			}
		}
		h.DroppedOf(token)
	}
	for _, req := range requests {
		if token, err := h.NewToken(req); err == nil {
			check(token, fmt.Sprintf("token %v", req.Scopes))
		} else if err.ID == "token-scopes-not-held" && len(err.Args.Names) == 0 {
			t.Errorf("seed %d: refused without a scope", seed)
		}
	}
	if s.Kind == User {
		if token, _, err := h.ServerToken(s.Name, "lab"); err == nil {
			check(token, "server token")
		}
		h.Authorize(s.Name, "server:alice/lab", nil)
	}
}

// checkMoreRoles adds a role and wants nobody to lose by it. At an upgrade somebody may: only who has no role then
// gets the default ones.
func checkMoreRoles(t *testing.T, r random, h *Hub, c *Config, seed uint64) {
	if len(c.LegacyUsers)+len(c.LegacyAdmins) > 0 {
		return
	}
	more := *c
	more.LoadRoles = append(slices.Clone(c.LoadRoles), r.role(h.Definitions(), "one-more"))
	after, _ := Start(mustDefine(t, versionOf(seed)), nil, &more)
	if !after.Running() {
		return
	}
	for _, s := range subjects(h) {
		before, err := h.Permissions(s)
		if err != nil {
			continue
		}
		if _, err := after.Permissions(s); err != nil {
			continue // the new role's filter is empty
		}
		for _, scope := range before.Strings() {
			if a := after.Check(s, scope); a.Outcome != Allowed && a.Outcome != Failed {
				t.Errorf("seed %d: %v loses %s by one more role", seed, s, scope)
			}
		}
	}
}
