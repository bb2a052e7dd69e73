package checks

import (
	"fmt"
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// phrase names a subject in a sentence.
func (s Subject) phrase() string {
	switch s.Kind {
	case TokenOf:
		return "this token"
	case Server:
		return "this server's token"
	}
	return s.String()
}

// each visits the paths and, behind those of a token, its owner's.
func each(paths []rbac.Path, visit func(*rbac.Path)) {
	for i := range paths {
		visit(&paths[i])
		each(paths[i].Owner, visit)
	}
}

// throughRole reports whether some path runs through the role.
func throughRole(paths []rbac.Path, role string) bool {
	found := false
	each(paths, func(p *rbac.Path) { found = found || p.Role == role })
	return found
}

// rolesOf lists the roles that paths run through, for a sentence.
func rolesOf(paths []rbac.Path) string {
	var list []string
	each(paths, func(p *rbac.Path) {
		switch {
		case p.Role != "" && !slices.Contains(list, "role "+p.Role):
			list = append(list, "role "+p.Role)
		case p.Holding == rbac.ByShare && !slices.Contains(list, "a share"):
			list = append(list, "a share")
		}
	})
	if len(list) == 0 {
		return "through no role"
	}
	return "through " + some(list)
}

// how tells a yes by its first path.
func how(a rbac.Result) string {
	var first *rbac.Path
	each(a.Paths, func(p *rbac.Path) {
		if first == nil && (p.Role != "" || p.Holding == rbac.ByShare) {
			first = p
		}
	})
	switch {
	case first == nil:
		return ""
	case first.Holding == rbac.ByShare:
		return ", by a share"
	case first.Holding == rbac.ByGroup:
		return fmt.Sprintf(", as a member of %s, by role %s, which has %s", first.Group, first.Role, first.Raw)
	}
	return fmt.Sprintf(", by role %s, which has %s", first.Role, first.Raw)
}

// whyNot tells a no by what comes close to a yes.
func whyNot(a rbac.Result, s Scope) string {
	var filters, related []string
	lost := map[rbac.Missed]bool{}
	for _, n := range a.Near {
		held := n.Path.Scope
		if held == "" {
			held = n.Path.Raw
		}
		lost[n.Reason] = true
		switch n.Reason {
		case rbac.OtherFilter:
			if _, filter, ok := strings.Cut(held, "!"); ok && !slices.Contains(filters, "!"+filter) {
				filters = append(filters, "!"+strings.TrimSuffix(filter, "="+rbac.AnyName))
			}
		case rbac.NotIncluded:
			if !slices.Contains(related, held) {
				related = append(related, held)
			}
		}
	}
	switch {
	case len(filters) > 0:
		return fmt.Sprintf("%s is held with %s only", s.Base, some(filters))
	case lost[rbac.NotOfOwner]:
		return "the token asks for it, and its owner does not hold it"
	case lost[rbac.NotOfToken]:
		return "the owner holds it, and the token does not carry it"
	case lost[rbac.DroppedBare]:
		return "the role that has it names a filter that stands for nothing here"
	case len(related) > 0:
		if len(related) == 1 {
			return fmt.Sprintf("%s does not include %s", related[0], s.Base)
		}
		return fmt.Sprintf("%s do not include %s", some(related), s.Base)
	}
	return "nothing held includes " + s.Base
}

// errorText tells what the Hub raises, with the names that it speaks of.
func errorText(e *rbac.HubError) string {
	if e == nil {
		return "it gives no answer"
	}
	var about []string
	for _, s := range append([]string{e.Args.Scope, e.Args.Role, e.Args.User, e.Args.Service}, e.Args.Names...) {
		if s != "" {
			about = append(about, s)
		}
	}
	switch e.ID {
	case "token-with-scopes":
		return "tokens of this JupyterHub carry roles and cannot be given scopes"
	case "token-scopes-not-held", "token-role-not-held":
		owner := e.Args.User
		if owner == "" {
			owner = e.Args.Service
		}
		return owner + " does not hold " + some(e.Args.Names)
	}
	text := e.Type + " (" + e.ID + ")"
	if len(about) > 0 {
		text += " at " + some(about)
	}
	return strings.ReplaceAll(text, rbac.AnyName, "any user")
}
