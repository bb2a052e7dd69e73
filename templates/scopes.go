package templates

import "strings"

// filterText writes a filter as the config would. The persons that nobody has to name have an empty user name; their
// own filter reads as the config's short form.
func filterText(filter string) string {
	if filter == "user=" {
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
