package routes

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// trivial is what the token of any server may do for its own user by default, or reads about them: no way to anything.
var trivial = []string{"users:activity", "read:users:activity", "read:users:name", "read:users:groups", "access:servers"}

// gains lists what a subject holds that the bearer did not hold at the start, and that no earlier route gives. all tells that
// it is as much as an admin has.
func (s *search) gains(p *rbac.Permissions, as Actor) (out []Gain, all bool) {
	list := s.strings(p)
	had, _ := s.before.HasScope("shutdown", false)
	users, _ := p.HasScope("admin:users", false)
	down, _ := p.HasScope("shutdown", false)
	for _, text := range list {
		base, filter, _ := strings.Cut(text, "!")
		switch {
		case base == "inherit" || base == "(no_scope)" || base == "self":
			continue
		case as.Kind == ServerOf && slices.Contains(trivial, base):
			continue
		}
		if filter == "user" || filter == "service" || filter == "server" || strings.HasSuffix(filter, "=") {
			continue
		}
		if yes, err := s.before.HasScope(text, false); !yes && err == nil {
			out = append(out, Gain{Scope: text})
		}
	}
	return out, users && down && !had
}

// tell makes a route of a chain of moves, if its end has something new: the gains, or, where they are nil, what the end
// holds. Of what the chain needs no more is told than a replay from the start confirms. It is false where nothing is new.
func (s *search) tell(chain []int, end Actor, gains []Gain) bool {
	all := false
	if gains == nil {
		p := s.permissions(end)
		if p == nil {
			return false
		}
		gains, all = s.gains(p, end)
	}
	gains = s.unknown(gains)
	if len(gains) == 0 {
		return false
	}
	r := Route{Who: s.who.who, As: s.who.as, Made: s.who.made, Others: s.who.others, End: end, Gains: s.widest(gains), All: all}
	for _, n := range chain {
		r.Moves = append(r.Moves, s.moves[n])
	}
	if !s.confirmed(&r, len(chain) == len(s.moves)) {
		return false
	}
	for _, g := range gains {
		if g.Was != "" {
			s.known[g.Was] = true
		} else {
			s.known[g.Scope] = true
		}
	}
	s.routes = append(s.routes, r)
	s.over = all || len(s.routes) >= maxKept
	return true
}

// unknown leaves out the gains that the bearer held at the start, or has by a route already.
func (s *search) unknown(gains []Gain) []Gain {
	fresh := gains[:0:0]
	for _, g := range gains {
		key := g.Scope
		if g.Was != "" {
			key = g.Was
		} else if yes, err := s.before.HasScope(g.Scope, false); yes || err != nil {
			continue
		}
		if !s.known[key] {
			fresh = append(fresh, g)
		}
	}
	return fresh
}

func (s *search) fresh(gains []Gain) bool { return len(s.unknown(gains)) > 0 }

// confirmed replays a route from the start, and leaves out the moves that it does not need. A route of one move, when no
// other was made, has just been tried.
func (s *search) confirmed(r *Route, tried bool) bool {
	replay := func() bool {
		for range r.Moves {
			if !s.cost(true) {
				return false
			}
		}
		return r.Replay(s.start)
	}
	if tried && len(r.Moves) == 1 && len(s.start.Config().Unread) == 0 {
		return true
	}
	if !replay() {
		return false
	}
	for i := len(r.Moves) - 1; i >= 0 && len(r.Moves) > 1; i-- {
		whole := r.Moves
		r.Moves = slices.Delete(slices.Clone(whole), i, i+1)
		if !replay() {
			r.Moves = whole
		}
	}
	return true
}

// widest leaves out what another gain of the same filter includes.
func (s *search) widest(gains []Gain) []Gain {
	included := map[string]bool{}
	for _, g := range gains {
		base, filter, _ := strings.Cut(g.Scope, "!")
		for _, sub := range s.defs.Includes(base) {
			if sub != base {
				included[sub+"!"+filter] = true
			}
		}
	}
	var out []Gain
	for _, g := range gains {
		base, filter, _ := strings.Cut(g.Scope, "!")
		if !included[base+"!"+filter] {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b Gain) int { return strings.Compare(a.Scope, b.Scope) })
	return out
}

// best are the routes that are worth telling: those to everything, else the shortest, and no two that end alike.
func (s *search) best() []Route {
	list := s.routes
	slices.SortStableFunc(list, func(a, b Route) int {
		if a.All != b.All {
			return boolFirst(a.All, b.All)
		}
		return len(a.Moves) - len(b.Moves)
	})
	if len(list) > 0 && list[0].All {
		return list[:1] // nothing is more
	}
	return list[:min(len(list), maxRoutes)]
}
