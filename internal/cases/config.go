package cases

import (
	"encoding/json"
	"slices"

	"rolecall.example/rbac"
)

// engine gives the config as the engine takes it. The cases have no places, so all marks are zero.
func (c *Config) engine(d *rbac.Definitions) *rbac.Config {
	out := &rbac.Config{
		AdminUsers: named(c.AdminUsers), AllowedUsers: named(c.AllowedUsers), BlockedUsers: named(c.BlockedUsers),
		LegacyUsers: named(c.LegacyUsers), LegacyAdmins: legacyAdmins(c),
		UsernameMap: c.UsernameMap, UsernamePattern: c.UsernamePattern,
		ServerTokenScopes: named(c.ServerScopes), ServerClientAllowedScopes: named(c.ClientScopes),
	}
	if d.HasSetting("Authenticator.allow_all") && c.AllowAll != nil && !*c.AllowAll {
		out.AllowExisting = len(c.AllowedUsers) > 0
		if c.AllowExisting != nil {
			out.AllowExisting = *c.AllowExisting
		}
	}
	for _, r := range c.LoadRoles {
		out.LoadRoles = append(out.LoadRoles, r.engine())
	}
	for _, g := range c.LoadGroups {
		out.LoadGroups = append(out.LoadGroups, rbac.GroupSpec{Name: rbac.Name{Value: g.Key}, Users: named(g.Value.Users), ListForm: g.Value.list})
	}
	for _, s := range c.Services {
		out.Services = append(out.Services, s.engine(d))
	}
	if d.HasSetting("JupyterHub.extra_user_scopes") {
		out.ExtraUserScopes = named(setOrder(c.ExtraUserScopes))
	}
	for _, s := range c.CustomScopes {
		if !d.HasSetting("JupyterHub.custom_scopes") {
			break
		}
		out.CustomScopes = append(out.CustomScopes, s.Value.engine(s.Key))
	}
	for _, t := range c.ServiceTokens {
		out.ServiceTokens = append(out.ServiceTokens, rbac.TokenEntry{Owner: rbac.Name{Value: t.Value}, Token: t.Key})
	}
	for _, t := range c.APITokens {
		out.APITokens = append(out.APITokens, rbac.TokenEntry{Owner: rbac.Name{Value: t.Value}, Token: t.Key})
	}
	return out
}

// refused reports whether the Hub stops while it reads the config, before there is anything to start: groups are
// lists before JupyterHub 4.
func (c *Config) refused(d *rbac.Definitions) bool {
	return !d.HasSetting("Group.users") && slices.ContainsFunc(c.LoadGroups, func(g Entry[Group]) bool { return !g.Value.list })
}

// legacyAdmins are those of legacy_users that legacy_admins names.
func legacyAdmins(c *Config) []rbac.Name {
	users := map[string]bool{}
	for _, u := range c.LegacyUsers {
		users[u] = true
	}
	var out []rbac.Name
	for _, a := range c.LegacyAdmins {
		if users[a] {
			out = append(out, rbac.Name{Value: a})
		}
	}
	return out
}

func (r *Role) engine() rbac.RoleSpec {
	out := rbac.RoleSpec{Description: r.Description, ScopesNone: r.scopesNull, DescriptionNone: r.descriptionNull}
	if r.Name != nil {
		out.Name, out.HasName = rbac.Name{Value: *r.Name}, true
	}
	take := func(to *[]rbac.Name, has *bool, from *[]string) {
		if from != nil {
			*to, *has = named(*from), true
		}
	}
	take(&out.Scopes, &out.HasScopes, r.Scopes)
	take(&out.Users, &out.HasUsers, r.Users)
	take(&out.Groups, &out.HasGroups, r.Groups)
	take(&out.Services, &out.HasServices, r.Services)
	return out
}

func (s *Service) engine(d *rbac.Definitions) rbac.ServiceSpec {
	var unknown []string
	before := 0
	for _, k := range s.keys {
		if !slices.Contains(d.ServiceKeys(), k.Key) {
			unknown = append(unknown, k.Key)
		} else if k.Key == "oauth_client_id" {
			before = len(unknown)
		}
	}
	out := rbac.ServiceSpec{
		Name: rbac.Name{Value: s.Name}, Admin: s.Admin, APIToken: s.APIToken != "", Token: s.APIToken, Managed: len(s.Command) > 0,
		OAuthClientID: rbac.Name{Value: s.ClientID}, OAuthClientAllowedScopes: named(s.ClientScopes), OAuthRoles: named(s.OAuthRoles), UnknownKeys: named(unknown), UnknownBefore: before,
	}
	out.URL, out.HasURL = s.URL, s.URL != ""
	out.OAuthRedirectURI, out.HasOAuthRedirectURI = s.RedirectURI, s.RedirectURI != ""
	out.OAuthNoConfirm = s.NoConfirm
	return out
}

func (c *CustomScope) engine(name string) rbac.CustomScope {
	out := rbac.CustomScope{Name: rbac.Name{Value: name}, HasDescription: c.Description != nil, UnknownKeys: named(c.unknown)}
	if c.Subscopes != nil {
		var list []string
		out.BadSubscopes = string(c.Subscopes) == "null" || json.Unmarshal(c.Subscopes, &list) != nil
		out.Subscopes = named(list)
	}
	return out
}

func named(list []string) []rbac.Name {
	var out []rbac.Name
	for _, s := range list {
		out = append(out, rbac.Name{Value: s})
	}
	return out
}
