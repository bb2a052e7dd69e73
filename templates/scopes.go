package templates

import "strings"

// filterText writes a filter as the config would. That of the persons whom nobody has to name reads as the short form
// that stands for it.
func filterText(filter string) string {
	if filter == ownOfAnyone {
		return "user"
	}
	kind, name, ok := strings.Cut(filter, "=")
	if !ok {
		return shown(filter)
	}
	return kind + "=" + shown(name)
}

// baseOf is a scope without its filter.
func baseOf(scope string) string {
	base, _, _ := strings.Cut(scope, "!")
	return base
}
