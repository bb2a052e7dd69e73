package routes

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

const (
	maxActors = 5  // the bearer and what they came by
	maxMoves  = 24 // that one bearer makes, useful or not
	maxOfEach = 3  // targets of one move
	maxRoutes = 3  // of one bearer that are told
	maxKept   = 12
	maxScopes = 600
)

// held is an actor whom the bearer can act as, and the moves by which they came to it.
type held struct {
	actor Actor
	chain []int
}

// search is the closure of the moves for one bearer.
type search struct {
	*finder
	who    bearer
	user   string // who joins groups and becomes an admin; "" for a service
	begin  *rbac.Hub
	before *rbac.Permissions
	hub    *rbac.Hub
	moves  []Move
	actors []held
	known  map[string]bool // gains so far
	routes []Route
	over   bool                        // a route leads to everything, or there are enough
	perms  map[Actor]*rbac.Permissions // on hub
}

func (f *finder) bearer(b bearer) {
	s := &search{finder: f, who: b, known: map[string]bool{}, perms: map[Actor]*rbac.Permissions{}}
	r := Route{Who: b.who, As: b.as, Made: b.made}
	s.begin = r.Ready(f.start)
	s.hub = s.begin
	first := Actor{User, b.as}
	if b.who.Kind == rbac.Service {
		first.Kind = Service
	} else {
		s.user = b.as
	}
	if b.made {
		f.cost(true)
	}
	p := s.permissions(first)
	if p == nil {
		return
	}
	s.before = p
	s.actors = []held{{actor: first}}
	for i := 0; i < len(s.actors) && s.goes(); i++ {
		s.act(i)
	}
	f.found = append(f.found, s.best()...)
}

// act makes what moves an actor can. A move may give an actor from before more, so they all act again after one.
func (s *search) act(i int) {
	for again := true; again && s.goes(); {
		p := s.permissions(s.actors[i].actor)
		if p == nil {
			return
		}
		again = s.makeAdmin(i, p) || s.join(i, p) || s.addOthers(i, p) || s.rename(i, p)
		if !again {
			s.tokens(i, p)
			s.servers(i, p)
		}
	}
}

// goes reports whether there is reason to look further.
func (s *search) goes() bool { return len(s.moves) < maxMoves && s.left > 0 && !s.over }

// permissions are an actor's on the Hub as the moves have left it; nil where there is no such actor.
func (s *search) permissions(a Actor) *rbac.Permissions {
	if p, ok := s.perms[a]; ok {
		return p
	}
	var p *rbac.Permissions
	if who, ok := a.Subject(s.hub); ok && s.cost(false) {
		p, _ = s.hub.Permissions(who)
	}
	s.perms[a] = p
	return p
}

// do makes a move; its index, or -1 where the Hub refuses it.
func (s *search) do(m Move) int {
	if !s.goes() || !s.cost(m.Kind != Open) {
		return -1
	}
	after, ok := m.Do(s.hub)
	if !ok {
		return -1
	}
	if after != s.hub {
		s.hub = after
		clear(s.perms)
	}
	s.moves = append(s.moves, m)
	return len(s.moves) - 1
}

func (s *search) done(m Move) bool {
	return slices.ContainsFunc(s.moves, func(o Move) bool {
		return o.Kind == m.Kind && o.User == m.User && o.Group == m.Group && o.Name == m.Name
	})
}

// makeAdmin sets the bearer's own flag.
func (s *search) makeAdmin(i int, p *rbac.Permissions) bool {
	m := Move{Kind: Admin, By: s.actors[i].actor, User: s.user}
	if s.user == "" || s.done(m) || !covers(p, "admin:users", s.user) {
		return false
	}
	n := s.do(m)
	if n < 0 {
		return false
	}
	s.tell(with(s.actors[i].chain, n), Actor{User, s.user}, nil)
	return true
}

// join makes the bearer a member of groups that give something.
func (s *search) join(i int, p *rbac.Permissions) bool {
	if s.user == "" {
		return false
	}
	made := false
	for _, g := range s.groups(p, true) {
		m := Move{Kind: Join, By: s.actors[i].actor, User: s.user, Group: g}
		if s.done(m) || slices.Contains(s.hub.GroupsOf(s.user), g) || !s.gives(g) {
			continue
		}
		if n := s.do(m); n >= 0 {
			chain := with(s.actors[i].chain, n)
			if s.tell(chain, Actor{User, s.user}, nil) {
				s.actors[0].chain = with(s.actors[0].chain, chain...)
				made = true
			}
		}
	}
	return made
}

// gives reports whether a group's roles have something that the bearer did not hold.
func (s *search) gives(group string) bool {
	for _, role := range s.rich[group] {
		for _, n := range s.start.RoleScopes(role) {
			if yes, err := s.before.HasScope(n.Value, false); !yes || err != nil {
				return true
			}
		}
	}
	return s.shared[group]
}

// groups lists the groups that somebody may edit: those that give something, or that filters name.
func (s *search) groups(p *rbac.Permissions, rich bool) []string {
	everyone, filters := p.Reach("groups")
	if !everyone {
		var out []string
		for _, f := range filters[:min(len(filters), maxOfGroup)] {
			if g, ok := strings.CutPrefix(f, "group="); ok && s.hub.HasGroup(g) && (!rich || s.isRich(g)) {
				out = append(out, g)
			}
		}
		return out
	}
	if rich {
		return s.rewards
	}
	return s.filtering
}

func (s *search) isRich(g string) bool { return len(s.rich[g]) > 0 || s.shared[g] }

// addOthers makes somebody else a member of groups that filters of an actor name.
func (s *search) addOthers(i int, p *rbac.Permissions) bool {
	made := false
	for _, g := range s.groups(p, false) {
		for j := range s.actors {
			filtered := s.filtered(j, "group="+g)
			if len(filtered) == 0 {
				continue
			}
			tried := 0
			for _, v := range s.victims {
				m := Move{Kind: Add, By: s.actors[i].actor, User: v, Group: g}
				if v == s.who.as || s.done(m) || slices.Contains(s.hub.GroupsOf(v), g) {
					continue
				}
				if tried++; tried > maxOfEach-1 {
					break
				}
				var gains []Gain
				for _, base := range filtered {
					gains = append(gains, Gain{Scope: base + "!user=" + v})
				}
				if !s.fresh(gains) {
					continue
				}
				n := s.do(m)
				if n < 0 {
					break
				}
				if s.tell(with(s.actors[i].chain, append(slices.Clone(s.actors[j].chain), n)...), s.actors[j].actor, gains) {
					s.actors[j].chain = with(s.actors[j].chain, with(s.actors[i].chain, n)...)
					made = true
				}
			}
		}
	}
	return made
}

// filtered lists the scopes about users that an actor holds with a filter.
func (s *search) filtered(j int, filter string) []string {
	p := s.permissions(s.actors[j].actor)
	if p == nil {
		return nil
	}
	var out []string
	for _, text := range s.strings(p) {
		base, f, ok := strings.Cut(text, "!")
		if ok && f == filter && aboutUsers(base) {
			out = append(out, base)
		}
	}
	return out
}

// strings lists what somebody holds, up to a bound.
func (s *search) strings(p *rbac.Permissions) []string {
	list := p.Strings()
	s.left -= len(list) / 50
	if len(list) > maxScopes {
		s.partial = true
		return list[:maxScopes]
	}
	return list
}

// aboutUsers reports whether a scope speaks of users or their servers, so that a filter by a group covers its members.
func aboutUsers(base string) bool {
	for _, part := range []string{"groups", "services", "custom:", "hub", "proxy", "shutdown", "metrics", "inherit", "admin-ui", "self"} {
		if strings.HasSuffix(base, part) || strings.HasPrefix(base, part) {
			return base == "read:users:groups"
		}
	}
	return !strings.Contains(base, "groups") && !strings.Contains(base, "services") || base == "read:users:groups"
}

// covers reports whether a scope is held for a user.
func covers(p *rbac.Permissions, base, user string) bool {
	yes, err := p.HasScope(base+"!user="+user, false)
	return yes && err == nil
}

// with joins chains of moves, each once and in order.
func with(chain []int, more ...int) []int {
	out := slices.Concat(chain, more)
	slices.Sort(out)
	return slices.Compact(out)
}
