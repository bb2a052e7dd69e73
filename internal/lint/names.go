package lint

import (
	"strings"

	"rolecall.example/rbac"
)

// names advises about names that the Hub writes otherwise.
func (l *linter) names() {
	if l.Config.Usernames != rbac.NamesInLowerCase {
		return
	}
	check := func(list []rbac.Name) {
		if l.counts["name-normalised"] >= maxOfOne {
			return
		}
		for _, n := range list {
			// Ready names are told without making another string.
			if strings.IndexFunc(n.Value, func(r rune) bool { return r > 0x7f || 'A' <= r && r <= 'Z' }) < 0 {
				continue
			}
			if lower := strings.ToLower(n.Value); lower != n.Value && l.Config.UsernameMap[lower] == "" {
				l.add(n.Ref, "name-normalised", "the Hub calls this user "+quote(lower)+": names are compared and kept in lower case",
					"write "+quote(lower)+", as filters and checks have to", l.rewrite(n.Ref, n.Value, lower)...)
			}
		}
	}
	check(l.Config.AdminUsers)
	check(l.Config.AllowedUsers)
	for i := range l.Config.LoadGroups {
		check(l.Config.LoadGroups[i].Users)
	}
	for i := range l.Config.LoadRoles {
		check(l.Config.LoadRoles[i].Users)
	}
}
