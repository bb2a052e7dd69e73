package reference

import (
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// alike reports whether two names end in the same word, or one is the other with a word more at its end.
func alike(a, b string) bool {
	x, y := strings.Split(a, ":"), strings.Split(b, ":")
	return x[len(x)-1] == y[len(y)-1] || strings.HasPrefix(a, b+":") || strings.HasPrefix(b, a+":")
}

// misspelt lists names that are no scopes and that the Hub's author would take for this one: its words in the singular.
func misspelt(d *rbac.Definitions, name string) (out []string, class string) {
	words := strings.Split(name, ":")
	for i, w := range words {
		one, plural := strings.CutSuffix(w, "s")
		if !plural {
			continue
		}
		other := slices.Clone(words)
		other[i] = one
		wrong := strings.Join(other, ":")
		if err := d.CheckScope(wrong); err != nil && err.Args.Suggestion == name {
			out, class = append(out, wrong), err.Type
		}
	}
	return out, class
}
