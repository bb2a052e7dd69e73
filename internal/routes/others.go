package routes

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// targets lists users whom a scope reaches, at most one of a sort, admins first.
func (s *search) targets(p *rbac.Permissions, base string) []string {
	everyone, filters := p.Reach(base)
	var out []string
	add := func(name string) {
		if name != s.who.as && s.hub.HasUser(name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	if everyone {
		for _, v := range s.victims {
			add(v)
		}
	}
	for _, f := range filters[:min(len(filters), maxOfGroup)] {
		kind, name, _ := strings.Cut(f, "=")
		switch kind {
		case "user":
			add(name)
		case "server":
			if user, server, _ := strings.Cut(name, "/"); server == "" {
				add(user)
			}
		case "group":
			members := s.hub.MembersOf(name)
			for _, a := range s.admins {
				if slices.Contains(members, a) {
					add(a)
					break
				}
			}
			for _, m := range members[:min(len(members), 2*maxOfEach)] {
				add(m)
			}
		}
	}
	return out
}

// tokens issues tokens for others.
func (s *search) tokens(i int, p *rbac.Permissions) {
	if s.defs.TokensCarryRoles() {
		return
	}
	tried := 0
	for _, v := range s.targets(p, "tokens") {
		end := Actor{TokenOf, v}
		if len(s.actors) >= maxActors || tried >= maxOfEach {
			return
		}
		if s.acts(end) || s.acts(Actor{ServerOf, v}) || !s.owns(v) {
			continue
		}
		if n := s.do(Move{Kind: Token, By: s.actors[i].actor, User: v}); n >= 0 {
			tried++
			chain := with(s.actors[i].chain, n)
			if s.tell(chain, end, nil) {
				s.actors = append(s.actors, held{end, chain})
			}
		}
	}
}

// owns reports whether a user holds something that the bearer did not: their tokens can have no more.
func (s *search) owns(user string) bool {
	p := s.permissions(Actor{User, user})
	if p == nil {
		return false
	}
	gains, _ := s.gains(p, Actor{TokenOf, user})
	return len(gains) > 0
}

// acts reports whether an actor is known already.
func (s *search) acts(a Actor) bool {
	return slices.ContainsFunc(s.actors, func(h held) bool { return h.actor == a })
}

// servers opens the servers of others, starting them where need be.
func (s *search) servers(i int, p *rbac.Permissions) {
	if s.defs.TokensCarryRoles() {
		return
	}
	tried := 0
	for _, v := range s.targets(p, "access:servers") {
		end := Actor{ServerOf, v}
		if len(s.actors) >= maxActors || tried >= maxOfEach {
			return
		}
		if s.acts(end) || s.acts(Actor{TokenOf, v}) || !s.rewarding(v) {
			continue
		}
		tried++
		chain := s.actors[i].chain
		if !s.hub.Active(v, "") {
			n := s.do(Move{Kind: Start, By: s.actors[i].actor, User: v})
			if n < 0 {
				n = s.do(Move{Kind: Start, By: Actor{User, v}, User: v})
			}
			if n < 0 {
				continue
			}
			chain = with(chain, n)
		}
		if n := s.do(Move{Kind: Open, By: s.actors[i].actor, User: v}); n >= 0 {
			if chain = with(chain, n); s.tell(chain, end, nil) {
				s.actors = append(s.actors, held{end, chain})
			}
		}
	}
}

// rewarding reports whether the token of a user's server would have anything that counts, before it is started.
func (s *search) rewarding(user string) bool {
	t, _, err := s.hub.ServerToken(user, "")
	if err != nil || !s.cost(false) {
		return false
	}
	p, err := s.hub.Permissions(rbac.Subject{Kind: rbac.Bearer, Token: t})
	if err != nil {
		return false
	}
	gains, _ := s.gains(p, Actor{ServerOf, user})
	return len(gains) > 0
}

// rename gives a user a name that an actor's filters have and nobody bears, or nobody any more.
func (s *search) rename(i int, p *rbac.Permissions) bool {
	everyone, filters := p.Reach("admin:users")
	if !everyone && len(filters) == 0 {
		return false
	}
	made := false
	for j := range s.actors {
		for _, name := range s.namesOf(j) {
			bases := s.filtered(j, "user="+name)
			if name == s.who.as || len(bases) == 0 {
				continue
			}
			made = s.renameTo(i, j, p, name, bases) || made
		}
	}
	return made
}

// namesOf lists the users whom the filters of an actor name.
func (s *search) namesOf(j int) []string {
	if k := s.actors[j].actor.Kind; k == TokenOf || k == ServerOf {
		return nil
	}
	p := s.permissions(s.actors[j].actor)
	if p == nil {
		return nil
	}
	var out []string
	for _, text := range s.strings(p) {
		if _, f, ok := strings.Cut(text, "!user="); ok && !slices.Contains(out, f) && len(out) < maxOfEach {
			out = append(out, f)
		}
	}
	return out
}

func (s *search) renameTo(i, j int, p *rbac.Permissions, name string, bases []string) bool {
	for _, v := range s.victims {
		m := Move{Kind: Rename, By: s.actors[i].actor, User: v, Name: name}
		if v == s.who.as || v == name || s.done(m) || !covers(p, "admin:users", v) || !s.hub.HasUser(v) {
			continue
		}
		var gains []Gain
		for _, base := range bases {
			if yes, err := s.before.HasScope(base+"!user="+v, false); !yes && err == nil {
				gains = append(gains, Gain{Scope: base + "!user=" + name, Was: base + "!user=" + v})
			}
		}
		if len(gains) == 0 || slices.ContainsFunc(s.moves, func(o Move) bool { return o.Kind == Rename && o.Name == name }) {
			continue
		}
		chain := with(s.actors[i].chain, s.actors[j].chain...)
		if s.hub.HasUser(name) {
			n := s.do(Move{Kind: Delete, By: s.actors[i].actor, User: name})
			if n < 0 {
				return false
			}
			chain = with(chain, n)
		}
		if n := s.do(m); n >= 0 {
			s.tell(with(chain, n), s.actors[j].actor, gains)
			return true
		}
	}
	return false
}
