package rbac

import "strings"

// defineCustomScopes mirrors jupyterhub.scopes.define_custom_scopes.
func (s *starter) defineCustomScopes() bool {
	if len(s.c.CustomScopes) == 0 || !s.d.HasSetting("JupyterHub.custom_scopes") {
		return true
	}
	defined := make(map[string]bool, len(s.c.CustomScopes))
	for _, c := range s.c.CustomScopes {
		defined[c.Name.Value] = true
	}
	for _, c := range s.c.CustomScopes {
		name := c.Name.Value
		args := Args{Scope: name, Ref: c.Name.Ref}
		switch {
		case s.d.Has(name):
			return s.fatal("ValueError", "custom-scope-redefined", args)
		case !validCustomScope(name):
			args.Suggestion = suggestCustomScope(name)
			return s.fatal("ValueError", "custom-scope-name-invalid", args)
		case !c.HasDescription:
			args.Key = "description"
			return s.fatal("ValueError", "custom-scope-without-description", args)
		case c.BadSubscopes:
			args.Key = "subscopes"
			return s.fatal("ValueError", "custom-scope-subscopes-invalid", args)
		}
		for _, sub := range c.Subscopes {
			if defined[sub.Value] {
				continue
			}
			args.Key, args.Ref = sub.Value, sub.Ref
			if s.d.Has(sub.Value) {
				return s.fatal("ValueError", "custom-scope-of-builtin", args)
			}
			if s.unread(UnreadCustomScopes) && validCustomScope(sub.Value) {
				s.note("scope-assumed", Args{Scope: sub.Value, Ref: sub.Ref})
				continue
			}
			args.Suggestion = nearest(sub.Value, names(s.c.CustomScopes))
			return s.fatal("ValueError", "custom-subscope-not-found", args)
		}
		for _, key := range c.UnknownKeys {
			s.warn("custom-scope-unknown-key", Args{Scope: name, Key: key.Value, Ref: key.Ref})
		}
	}
	s.d = s.d.withCustom(s.c.CustomScopes)
	return true
}

func names(custom []CustomScope) []string {
	out := make([]string, len(custom))
	for i, c := range custom {
		out[i] = c.Name.Value
	}
	return out
}

// assumeScope takes a custom scope for defined that a part of the config may define which was not read.
func (s *starter) assumeScope(n Name) bool {
	scope := ParseScope(n.Value)
	if !s.unread(UnreadCustomScopes) || !validCustomScope(scope.Base) || s.d.Has(scope.Base) {
		return false
	}
	s.d = s.d.withCustom([]CustomScope{{Name: Name{Value: scope.Base}}})
	if s.d.CheckScope(n.Value) != nil {
		return false
	}
	s.note("scope-assumed", Args{Scope: scope.Base, Ref: n.Ref})
	return true
}

func suggestCustomScope(name string) string {
	fixed := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
	if !strings.HasPrefix(fixed, "custom:") {
		fixed = "custom:" + fixed
	}
	fixed = strings.TrimRight(fixed, "-:")
	if validCustomScope(fixed) {
		return fixed
	}
	return ""
}

// suggestRoleName returns a valid role name like name, or "".
func suggestRoleName(name string) string {
	const longest = 255
	fixed := strings.Map(func(r rune) rune {
		switch {
		case r < 0x80 && (isLower(byte(r)) || isDigit(byte(r)) || strings.ContainsRune("-_~.", r)):
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == ' ', r == ':', r == '/', r == '@', r == '+':
			return '-'
		}
		return -1
	}, name)
	fixed = strings.Trim(fixed, "-_~.")
	fixed = strings.TrimRight(fixed[:min(len(fixed), longest)], "-_~.")
	if fixed != name && validRoleName(fixed) {
		return fixed
	}
	return ""
}
