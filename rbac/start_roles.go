package rbac

import "slices"

// createRoles mirrors jupyterhub.app.JupyterHub.init_role_creation.
func (s *starter) createRoles() bool {
	if !s.defineCustomScopes() {
		return false
	}
	if s.d.features.loginFirst {
		s.suspectLetters(s.c.AllowedUsers)
	}
	if !s.mergeRoles() {
		return false
	}
	s.upgrade = len(s.db.roles.at) == 0 && len(s.db.users.at) > 0
	overridden := map[string]bool{}
	keep := map[string]bool{}
	for _, spec := range s.specs {
		overridden[spec.Name.Value] = true
		keep[spec.Name.Value] = true
	}
	defaults := s.defaultRoles()
	for _, spec := range defaults {
		keep[spec.Name.Value] = true
	}
	for i := range s.db.roles.rows {
		r := &s.db.roles.rows[i]
		switch {
		case r.gone || r.managed || keep[r.name]:
		case s.unread(UnreadRoles):
			r.fromConfig = false // an entry that was not read may keep it
		default:
			s.warn("role-deleted", Args{Role: r.name, Ref: r.ref})
			s.db.dropRole(int32(i))
		}
	}
	s.resetRoles()
	if !s.roleDone() {
		return false
	}
	for _, spec := range defaults {
		if !overridden[spec.Name.Value] && !(s.createRole(spec, false) && s.roleDone()) {
			return false
		}
	}
	for _, spec := range s.specs {
		if !s.createRole(spec, true) || !s.roleDone() {
			return false
		}
	}
	return s.commit()
}

// roleDone makes a role durable in versions that do so one by one; others keep all or none.
func (s *starter) roleDone() bool { return !s.d.features.rolesOneByOne || s.commit() }

// defaultRoles are the version's, with extra_user_scopes.
func (s *starter) defaultRoles() []RoleSpec {
	var out []RoleSpec
	for _, r := range s.d.roles {
		description := ""
		spec := RoleSpec{Name: Name{Value: r.name}, HasName: true, HasScopes: true, Description: &description}
		if r.name == roleAdmin {
			description = s.d.features.adminDescription
		}
		for _, scope := range r.scopes {
			spec.Scopes = append(spec.Scopes, Name{Value: scope})
		}
		if r.name == roleUser && s.d.features.extraUserScopes {
			spec.Scopes = append(spec.Scopes, s.c.ExtraUserScopes...)
		}
		out = append(out, spec)
	}
	return out
}

// mergeRoles lays the entries of load_roles over the default roles of their name.
func (s *starter) mergeRoles() bool {
	count := map[string]int{}
	for _, spec := range s.c.LoadRoles {
		if !spec.HasName {
			return s.fatal("KeyError", "role-without-name", Args{Key: "name", Ref: spec.Ref})
		}
		count[spec.Name.Value]++
	}
	defaults := map[string]RoleSpec{}
	for _, spec := range s.defaultRoles() {
		defaults[spec.Name.Value] = spec
	}
	for _, spec := range s.c.LoadRoles {
		name := spec.Name.Value
		given := spec.HasScopes || spec.ScopesNone
		if base, ok := defaults[name]; ok {
			delete(defaults, name)
			if name == roleUser && given && !s.warnUserOverride(spec) {
				return false
			}
			if !given {
				spec.Scopes, spec.HasScopes = base.Scopes, true
			}
			if spec.Description == nil && !spec.DescriptionNone {
				spec.Description = base.Description
			}
		}
		if count[name] > 1 {
			return s.fatal("ValueError", "role-twice", Args{Role: name, Ref: s.lastRef(name)})
		}
		s.specs = append(s.specs, spec)
		if i, ok := s.db.roles.find(name); ok {
			if !given && s.d.features.leftOutStays && !spec.HasScopes {
				return s.fatal("KeyError", "role-keeps-no-scopes", Args{Role: name, Key: "scopes", Ref: spec.Ref})
			}
			if spec.ScopesNone {
				return s.scopesNone(spec) // the Hub makes a set of it, to see what is new
			}
			if s.db.roles.rows[i].scopesNone && s.d.features.noneFails {
				return s.scopesNone(spec) // and compares it with what was None before
			}
			if !s.subset(spec.Scopes, s.db.roles.rows[i].scopes) {
				s.warn("role-extended", Args{Role: name, Ref: spec.Ref})
				s.db.roles.rows[i].extended = s.db.next()
			}
		}
	}
	return true
}

// lastRef is where a role that stands twice in load_roles stands last.
func (s *starter) lastRef(name string) Ref {
	for _, spec := range slices.Backward(s.c.LoadRoles) {
		if spec.Name.Value == name {
			return spec.Name.Ref
		}
	}
	return 0
}

func (s *starter) scopesNone(spec RoleSpec) bool {
	return s.fatal("TypeError", "role-scopes-none", Args{Role: spec.Name.Value, Key: "scopes", Ref: either(spec.ScopesRef, spec.Ref)})
}

func (s *starter) warnUserOverride(spec RoleSpec) bool {
	if !s.d.features.overrideWarnings {
		return true
	}
	if len(s.c.ExtraUserScopes) > 0 {
		names := values(s.c.ExtraUserScopes)
		slices.Sort(names)
		s.warn("extra-user-scopes-ignored", Args{Role: roleUser, Names: names, Ref: s.c.ExtraUserScopes[0].Ref})
	}
	if spec.ScopesNone {
		return s.scopesNone(spec) // the Hub looks for `self` in it
	}
	if !s.unreadIn(UnreadRoleScopes, roleUser) && !slices.ContainsFunc(spec.Scopes, func(n Name) bool { return n.Value == "self" }) {
		ref := spec.ScopesRef
		if ref == 0 {
			ref = spec.Ref
		}
		s.warn("user-role-without-self", Args{Role: roleUser, Ref: ref})
	}
	return true
}

// subset is subset for lists that thousands of roles may share.
func (s *starter) subset(list, of []Name) bool {
	a, _ := s.compared.number(list)
	b, _ := s.compared.number(of)
	if a < 0 || b < 0 {
		return subset(list, of)
	}
	pair := [2]int{a, b}
	known, ok := s.subsets[pair]
	if !ok {
		known = a == b || subset(list, of)
		if s.subsets == nil {
			s.subsets = map[[2]int]bool{}
		}
		s.subsets[pair] = known
	}
	return known
}

func subset(list, of []Name) bool {
	has := make(map[string]bool, len(of))
	for _, n := range of {
		has[n.Value] = true
	}
	return !slices.ContainsFunc(list, func(n Name) bool { return !has[n.Value] })
}

// createRole mirrors jupyterhub.roles.create_role.
func (s *starter) createRole(spec RoleSpec, fromConfig bool) bool {
	name := spec.Name.Value
	if !validRoleName(name) {
		return s.fatal("InvalidNameError", "role-name-invalid", Args{Role: name, Ref: spec.Name.Ref, Suggestion: suggestRoleName(name)})
	}
	if name == roleAdmin && fromConfig && !s.unreadIn(UnreadRoleScopes, name) && !s.keepsAdmin(spec) {
		return false
	}
	check := spec.Scopes
	if _, first := s.checked.number(check); !first {
		check = nil
	}
	for _, n := range check {
		if err := s.d.CheckScope(n.Value); err != nil {
			if s.assumeScope(n) {
				continue
			}
			err.Args.Role, err.Args.Ref = name, n.Ref
			return s.fail(err)
		}
	}
	i, known := s.db.roles.find(name)
	quiet := known && s.d.features.emptySaidOnce
	if len(spec.Scopes) == 0 && !quiet && !s.unreadIn(UnreadRoleScopes, name) {
		s.warn("role-without-scopes", Args{Role: name, Ref: spec.Ref})
	}
	row := roleRow{scopesNone: !spec.HasScopes, name: name, ref: spec.Ref, description: spec.Description, scopes: spec.Scopes, fromConfig: fromConfig, scopesGiven: fromConfig && (spec.HasScopes || spec.ScopesNone)}
	if !known {
		s.db.roles.insert(name, row)
		if fromConfig {
			s.note("role-created", Args{Role: name, Ref: spec.Ref})
		}
		return true
	}
	old := s.db.roles.rows[i]
	row.users, row.services, row.groups, row.extended, row.managed = old.users, old.services, old.groups, old.extended, old.managed
	if s.d.features.leftOutStays && spec.Description == nil && !spec.DescriptionNone {
		row.description = old.description
	}
	s.db.roles.rows[i] = row
	if !slices.EqualFunc(old.scopes, row.scopes, func(a, b Name) bool { return a.Value == b.Value }) {
		s.note("role-changed", Args{Role: name, Ref: spec.Ref})
	}
	return true
}

// keepsAdmin reports whether an entry of load_roles for `admin` repeats what the default role has.
func (s *starter) keepsAdmin(spec RoleSpec) bool {
	if spec.DescriptionNone || spec.Description != nil && *spec.Description != s.d.features.adminDescription {
		return s.fatal("RoleValueError", "admin-role-override", Args{Role: roleAdmin, Key: "description", Ref: either(spec.DescriptionRef, spec.Ref)})
	}
	var own []string
	for _, r := range s.d.roles {
		if r.name == roleAdmin {
			own = r.scopes
		}
	}
	if !slices.EqualFunc(spec.Scopes, own, func(n Name, scope string) bool { return n.Value == scope }) {
		return s.fatal("RoleValueError", "admin-role-override", Args{Role: roleAdmin, Key: "scopes", Ref: either(spec.ScopesRef, spec.Ref)})
	}
	return true
}

func either(a, b Ref) Ref {
	if a != 0 {
		return a
	}
	return b
}
