package amend

import (
	"slices"
	"strconv"
	"strings"

	"rolecall.example/rbac"
)

// Same reports whether two configs say the same about who there is and who may do what. Places do not count, nor does the
// order of roles, groups and names.
func Same(a, b *rbac.Config) bool { return print(a) == print(b) }

// print writes a config as one text in which equal ones are equal.
func print(c *rbac.Config) string {
	var all []string
	for i := range c.LoadRoles {
		r := &c.LoadRoles[i]
		p := page{}
		p.word("role", r.Name.Value)
		p.flags(r.HasName, r.HasScopes, r.ScopesNone, r.HasUsers, r.HasGroups, r.HasServices, r.Description != nil, r.DescriptionNone)
		if r.Description != nil {
			p.word("described", *r.Description)
		}
		p.names("scopes", r.Scopes)
		p.names("users", r.Users)
		p.names("groups", r.Groups)
		p.names("services", r.Services)
		all = append(all, p.String())
	}
	for i := range c.LoadGroups {
		g := &c.LoadGroups[i]
		p := page{}
		p.word("group", g.Name.Value)
		p.names("users", g.Users)
		p.names("properties", g.Properties)
		all = append(all, p.String())
	}
	for i := range c.Services {
		s := &c.Services[i]
		p := page{}
		p.word("service", s.Name.Value)
		p.flags(s.Admin, s.APIToken, s.HasURL, s.Managed, s.HasOAuthRedirectURI, s.OAuthNoConfirm)
		p.names("allowed", s.OAuthClientAllowedScopes)
		p.names("roles", s.OAuthRoles)
		all = append(all, p.String())
	}
	for i := range c.CustomScopes {
		s := &c.CustomScopes[i]
		p := page{}
		p.word("custom", s.Name.Value)
		p.names("includes", s.Subscopes)
		all = append(all, p.String())
	}
	for _, t := range slices.Concat(c.APITokens, c.ServiceTokens) {
		p := page{}
		p.word("token", t.Owner.Value)
		all = append(all, p.String())
	}
	for _, u := range c.Unread {
		p := page{}
		p.word("unread", strconv.Itoa(int(u.Kind))+" "+u.In)
		all = append(all, p.String())
	}
	p := page{}
	p.names("admins", c.AdminUsers)
	p.names("allowed", c.AllowedUsers)
	p.names("blocked", c.BlockedUsers)
	p.names("extra", c.ExtraUserScopes)
	p.names("server", c.ServerTokenScopes)
	p.names("client", c.ServerClientAllowedScopes)
	p.word("pattern", c.UsernamePattern)
	p.flags(c.ManageGroups, c.AllowExisting)
	var mapped []string
	for from, to := range c.UsernameMap {
		mapped = append(mapped, strconv.Quote(from)+strconv.Quote(to))
	}
	slices.Sort(mapped)
	all = append(all, p.String(), strings.Join(mapped, " "))
	slices.Sort(all)
	return strings.Join(all, "\n")
}

type page struct{ strings.Builder }

func (p *page) word(what, text string) {
	p.WriteString(what)
	p.WriteByte(' ')
	p.WriteString(strconv.Quote(text))
}

func (p *page) flags(list ...bool) {
	for _, f := range list {
		if f {
			p.WriteByte('+')
		} else {
			p.WriteByte('-')
		}
	}
}

func (p *page) names(what string, list []rbac.Name) {
	sorted := make([]string, len(list))
	for i, n := range list {
		sorted[i] = strconv.Quote(n.Value)
	}
	slices.Sort(sorted)
	p.WriteString(" " + what + strings.Join(sorted, ","))
}
