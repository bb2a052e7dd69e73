package rbac

import "slices"

// issue is a token that the config asks for.
type issue struct {
	owner   Name
	token   string
	service bool // else of a user
}

// key tells the token from others. A token whose text is not known is its owner's only one.
func (i issue) key() string {
	switch {
	case i.token != "":
		return i.token
	case i.service:
		return "\xffservice:" + i.owner.Value
	}
	return "\xffuser:" + i.owner.Value
}

// issueTokens mirrors jupyterhub.app.JupyterHub.init_api_tokens.
func (s *starter) issueTokens() bool {
	for _, t := range s.c.APITokens {
		s.tokens = append(s.tokens, issue{owner: t.Owner, token: t.Token})
	}
	for _, t := range s.tokens {
		if !s.issueToken(t) {
			return false
		}
	}
	return s.commit()
}

func (s *starter) issueToken(t issue) bool {
	if !t.service {
		name := s.c.normalize(t.owner.Value)
		if s.d.features.allowedAlone && len(s.allowed) > 0 && !s.allowed[name] {
			return s.fatal("ValueError", "user-not-allowed", Args{User: name, Ref: t.owner.Ref})
		}
		if !s.validUsername(name) {
			return s.fatal("ValueError", "username-invalid", Args{User: name, Ref: t.owner.Ref})
		}
		t.owner.Value = name
	}
	if t.service && !slices.ContainsFunc(s.c.Services, func(spec ServiceSpec) bool { return spec.Name.Value == t.owner.Value }) {
		s.warn("service-implicit", Args{Service: t.owner.Value, Ref: t.owner.Ref})
	}
	if _, issued := s.db.tokens[t.key()]; issued {
		return true
	}
	const shortest = 8 // jupyterhub.orm.APIToken.min_length
	if t.token != "" && len([]rune(t.token)) < shortest {
		return s.fatal("ValueError", "token-too-short", Args{User: t.owner.Value, Ref: t.owner.Ref})
	}
	if err := s.checkToken(t); err != nil {
		err.Args.Ref = t.owner.Ref
		return s.fail(err)
	}
	if t.service {
		i, known := s.db.services.find(t.owner.Value)
		if !known {
			i = s.addService(t.owner)
		}
		s.db.tokens[t.key()] = s.db.services.rows[i].serial
	} else {
		u, known := s.db.users.find(t.owner.Value)
		if !known {
			u = s.db.addUser(t.owner)
			s.note("user-created", Args{User: t.owner.Value, Ref: t.owner.Ref})
		}
		s.db.tokens[t.key()] = s.db.users.rows[u].serial
	}
	return s.commit()
}

// checkToken says why the Hub cannot issue a token at start-up, which always asks for the scopes of role `token`.
// Role assignments come later, so that a new service holds nothing but what `admin: True` gives it.
func (s *starter) checkToken(t issue) *HubError {
	if s.d.features.roleTokens {
		return nil // the role is given unseen
	}
	scopes, err := s.db.scopesOf([]string{roleToken})
	if err != nil || len(scopes) == 0 || len(scopes) == 1 && scopes[0] == "inherit" {
		return err
	}
	if s.lookup == nil {
		s.lookup = newIndex(s.d, s.db)
	}
	to := targets{user: t.owner.Value}
	if t.service {
		to = targets{service: t.owner.Value}
	}
	err = s.lookup.checkScopes(scopes, to, func() (*packed, *HubError) { return s.ownerNow(t, to) })
	if err == nil || err.ID != "token-scopes-not-held" {
		return err
	}
	if err.Args.User = to.user; t.service {
		err.Args.Service = to.service
	}
	if s.unread(UnreadRoles) || s.unreadIn(UnreadRoleScopes, roleToken) {
		s.note("token-assumed", err.Args)
		return nil
	}
	return err
}

// ownerNow is what the owner of a token holds in the middle of start-up.
func (s *starter) ownerNow(t issue, to targets) (*packed, *HubError) {
	var m merger
	if !t.service {
		if u, known := s.db.users.find(t.owner.Value); known && int(u) < len(s.lookup.profiles) {
			m.add(s.lookup.userProfile(u).expansion(s.lookup))
		}
		return m.result().resolve(s.d, to)
	}
	if i, known := s.db.services.find(t.owner.Value); known {
		for r := range s.db.roles.rows {
			if slices.ContainsFunc(s.db.roles.rows[r].services, func(b bearer) bool { return b.row == i }) {
				m.add(s.lookup.roleExpansion(int32(r)))
			}
		}
	}
	return m.result().resolve(s.d, to)
}
