package login

import (
	"slices"
	"strings"
)

// Level of a Finding.
type Level uint8

const (
	Fatal  Level = iota + 1 // the Hub does not start
	Warn                    // the Hub logs a warning
	Advice                  // the Hub says nothing, and the config hardly does what it looks like
)

// Finding is something about a config that holds whoever logs in. IDs are stable.
type Finding struct {
	Level   Level
	ID      string
	Type    string   // Fatal: the Python class
	Setting string   // with its class
	Names   []string // what it speaks of
	Ref     Ref
}

// Check says what the Hub makes of the config at its start, and what looks like a mistake.
//
// Fatal: groups-not-managed, scopes-not-requested, idps-empty, idp-schema, idp-not-entity-id, setting-removed, groups-managed,
// username-invalid, roles-not-loaded.
//
// Warnings: no-allow-rule, testing-authenticator, no-password, password-without-admins, admins-without-password,
// strip-many-domains, setting-deprecated.
//
// Advice: allow-all-covers, groups-replace-users, admins-not-allowed, blocked-upper-case, map-upper-case, team-two-colons,
// google-domain-case, google-domain-not-hosted, google-group-address, hosted-domain-alone, groups-without-key,
// groups-key-unknown.
func Check(d *Definitions, c *Config) []Finding {
	k := &checker{run: newRun(d, c, &Person{}, nil)}
	k.construction()
	slices.SortStableFunc(k.out, func(a, b Finding) int { return k.when(a) - k.when(b) })
	k.start()
	k.advice()
	return k.out
}

// fatal is the first finding that stops the Hub.
func fatal(list []Finding) *Finding {
	for i := range list {
		if list[i].Level == Fatal {
			return &list[i]
		}
	}
	return nil
}

type checker struct {
	*run
	out []Finding
}

func (k *checker) add(level Level, id, class, trait string, ref Ref, names ...string) {
	setting := ""
	if trait != "" {
		setting = k.setting(trait)
	}
	k.out = append(k.out, Finding{Level: level, ID: id, Type: class, Setting: setting, Names: names, Ref: ref})
}

// construction is what traitlets and the classes' validators refuse as the authenticator is made.
func (k *checker) construction() {
	c, kind := k.c, k.c.Class.Kind
	if kind == SharedPassword && k.d.f.passwordGroups && len(c.PasswordGroups.Domains) > 0 && c.ManageGroups.or(no) == no {
		k.add(Fatal, "groups-not-managed", "ValueError", "password_groups", c.PasswordGroups.Ref, k.setting("manage_groups"))
	}
	if !kind.oauth() {
		return
	}
	for _, n := range c.Removed {
		k.add(Fatal, "setting-removed", "ValueError", n.Value, n.Ref, n.Value)
	}
	if kind == CILogon {
		k.idps()
	}
	if s := &c.AllowedScopes; k.d.f.grants && s.any() == yes && !c.Scope.Partial {
		scope := c.Scope
		scope.List = append(append([]Name(nil), scope.List...), k.defaultScope()...)
		for _, n := range s.List {
			if scope.has(n.Value) == no {
				k.add(Fatal, "scopes-not-requested", "ValueError", "allowed_scopes", n.Ref, n.Value)
				break
			}
		}
	}
	if k.d.f.managedGroups && c.ManageGroups.or(no) == no {
		for _, one := range []struct {
			trait string
			on    truth
			ref   Ref
		}{
			{"claim_groups_key", is(kind == Generic && (c.ClaimGroupsKey.Callable || c.ClaimGroupsKey.Value != "") && !c.ClaimGroupsKey.Unknown), c.ClaimGroupsKey.Ref},
			{"allowed_groups", c.AllowedGroups.any(), c.AllowedGroups.Ref},
			{"admin_groups", c.AdminGroups.any(), c.AdminGroups.Ref},
			{"auth_state_groups_key", k.keySet(), c.AuthStateGroupsKey.Ref},
		} {
			if one.on == yes {
				k.add(Fatal, "groups-not-managed", "ValueError", one.trait, one.ref, k.setting("manage_groups"))
			}
		}
	}
}

// when orders what stops the making of the authenticator. traitlets first asks the validators, in the order in which it has
// loaded the settings; an error of what observes settings, which are told next and in the same order, replaces theirs.
func (k *checker) when(f Finding) int {
	idps := strings.HasPrefix(f.ID, "idp")
	observed := f.ID == "setting-removed" || f.ID == "groups-not-managed" || idps && k.c.IDPs.Renamed
	_, trait, _ := strings.Cut(f.Setting, ".")
	n := 0
	if !observed {
		n += 3
	}
	if idps {
		return n + 1
	}
	if !slices.Contains(k.c.IDPs.After, trait) {
		return n + 2
	}
	return n
}

// keySet tells whether auth_state_groups_key is set to something.
func (k *checker) keySet() truth {
	key := &k.c.AuthStateGroupsKey
	if key.Unknown {
		return unsure
	}
	return is(key.Callable || key.Value != "")
}

// defaultScope is what a class asks for where the config does not set scope.
func (k *checker) defaultScope() []Name {
	var list []string
	c := k.c
	if !c.Scope.Set {
		switch c.Class.Kind {
		case Google:
			list = []string{"openid", "email"}
		case OpenShift:
			list = []string{"user:info"}
		case CILogon:
			list = []string{"openid", "email", "org.cilogon.userinfo", "profile"}
		case Globus:
			list = []string{"openid", "profile", "urn:globus:auth:scope:transfer.api.globus.org:all"}
			if c.AllowedGlobusGroups.any() != no || c.AdminGlobusGroups.any() != no {
				list = append(list, "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships")
			}
			if c.UsernameFromEmail.or(no) != no {
				list = append(list, "email")
			}
		}
	} else if c.Class.Kind == CILogon {
		list = []string{"openid", "org.cilogon.userinfo"}
	}
	var out []Name
	for _, s := range list {
		out = append(out, Name{Value: s})
	}
	return out
}

// idps holds CILogon's entries against the schema that comes with the class.
func (k *checker) idps() {
	trait := "allowed_idps"
	if k.d.f.idpsRenamed {
		trait = "idps"
	}
	if k.d.f.grants && k.c.IDPs.Set && len(k.c.IDPs.List) == 0 && !k.c.IDPs.Partial {
		k.add(Fatal, "idps-empty", "ValueError", trait, k.c.IDPs.Ref)
	}
	for i := range k.c.IDPs.List {
		one := &k.c.IDPs.List[i]
		bad := ""
		switch {
		case len(one.BadKeys) > 0:
			bad = one.BadKeys[0].Value
		case len(one.WrongTypes) > 0:
			bad = one.WrongTypes[0].Value
		case !one.HasDerivation:
			bad = "username_derivation"
		case !one.UsernameClaim.Set:
			bad = "username_claim"
		case one.Action.Set && !one.Action.Unknown && one.Action.Value != "strip_idp_domain" && one.Action.Value != "prefix":
			bad = "action"
		case one.Action.Value == "strip_idp_domain" && !one.Domain.Set:
			bad = "domain"
		case one.Action.Value == "prefix" && !one.Prefix.Set:
			bad = "prefix"
		case !k.d.f.grants && (one.AllowAll.Set || one.DomainsClaim.Set):
			bad = "allow_all"
		}
		if bad != "" {
			k.add(Fatal, "idp-schema", "ValidationError", trait, one.EntityID.Ref, one.EntityID.Value, bad)
			return
		}
		if scheme, _, ok := strings.Cut(one.EntityID.Value, ":"); !ok || !entityScheme(lower(scheme)) {
			k.add(Fatal, "idp-not-entity-id", "ValueError", trait, one.EntityID.Ref, one.EntityID.Value)
			return
		}
	}
}

func entityScheme(s string) bool { return s == "urn" || s == "https" || s == "http" }
