package export

import (
	"slices"

	"rolecall.example/internal/settings"
)

// The order in which people write the keys of an entry. Others follow as the config has them.
var (
	roleOrder    = []string{"name", "description", "scopes", "users", "groups", "services"}
	serviceOrder = []string{"name", "admin", "url", "api_token", "command"}
	scopeOrder   = []string{"description", "subscopes"}
	groupOrder   = []string{"users", "properties"}
)

// ordered puts a dict's keys in an order.
func ordered(v settings.Value, order []string) settings.Value {
	if v.Kind != settings.Dict || order == nil {
		return v
	}
	rank := func(p settings.Pair) int {
		if p.Key.Kind == settings.Str {
			if i := slices.Index(order, p.Key.Text); i >= 0 {
				return i
			}
		}
		return len(order)
	}
	v.Pairs = slices.Clone(v.Pairs)
	slices.SortStableFunc(v.Pairs, func(a, b settings.Pair) int { return rank(a) - rank(b) })
	return v
}

// orderOf is the order of the keys of a setting's entries.
func orderOf(trait string) []string {
	switch trait {
	case "load_roles":
		return roleOrder
	case "services":
		return serviceOrder
	case "load_groups":
		return groupOrder
	case "custom_scopes":
		return scopeOrder
	}
	return nil
}
