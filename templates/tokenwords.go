package templates

import (
	"slices"
	"strings"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// The controls of the Tokens view.
const (
	TokenOwnerField  = "tokens.owner"
	TokenScopesField = "tokens.scopes"
	TokenClientField = "tokens.client"
)

// heldLimit is how many scopes a list shows.
const heldLimit = 80

func tokenOwnerOptions(t *playground.Tokens) []optionGroup {
	var out []optionGroup
	for _, x := range t.Owners {
		out = add(out, heading(x.Group), option{x.Value, shown(x.Label), x.Value == t.Ask.Owner})
	}
	return out
}

func tokenClientOptions(t *playground.Tokens) []optionGroup {
	out := add(nil, "", option{"", "the Hub itself", t.Ask.Client == ""})
	for _, x := range t.Clients {
		out = add(out, heading(x.Group), option{x.Value, shown(x.Label), x.Value == t.Ask.Client})
	}
	return out
}

// tokenWord is what this JupyterHub's tokens are asked for by.
func tokenWord(t *playground.Tokens, n int) string {
	switch {
	case t.ByRoles && n == 1:
		return "role"
	case t.ByRoles:
		return "roles"
	case n == 1:
		return "scope"
	}
	return "scopes"
}

// tokenTitle says what the Hub makes of the request.
func tokenTitle(t *playground.Tokens) phrase {
	p := phrase{say("a token of ")}
	p = append(p, named(t.Ask.Owner))
	switch n := len(t.Asked); {
	case n == 0 && t.ByRoles:
		p = append(p, say(", asked for without roles,"))
	case n == 0:
		p = append(p, say(", asked for without scopes,"))
	default:
		p = append(p, say(" with "+count(n, tokenWord(t, 1), tokenWord(t, n))))
	}
	if t.Token.Refused != nil {
		return append(p, say(" is refused")).capital()
	}
	return append(p, say(" is issued")).capital()
}

// tokenNote adds what the title leaves open.
func tokenNote(t *playground.Tokens) string {
	switch {
	case t.Token.Refused != nil && len(t.Asked) > 1 && t.ByRoles:
		return "All or nothing: the Hub issues no token with a part of the roles."
	case t.Token.Refused != nil && len(t.Asked) > 1:
		return "All or nothing: the Hub issues no token with a part of the scopes."
	case t.Token.Refused != nil:
		return ""
	case len(t.Asked) == 0:
		return "It has the scopes of the role token, which inherits all that its owner holds unless the config says otherwise."
	}
	return "It is held against its owner’s scopes again whenever it is used."
}

// tokenRefusal says why one scope, role or token is refused.
func tokenRefusal(e *rbac.HubError) string {
	switch e.ID {
	case "scope-not-found":
		s := "this JupyterHub has no such scope"
		if e.Args.Suggestion != "" {
			s += "; perhaps " + printable(e.Args.Suggestion)
		}
		return s
	case "scope-renamed":
		return "the scope is called inherit now"
	case "filter-not-found":
		s := "JupyterHub has no filter !" + printable(e.Args.Filter)
		if e.Args.Suggestion != "" {
			s += "; perhaps " + printable(e.Args.Suggestion)
		}
		return s
	case "token-scopes-not-held":
		return "the owner does not hold " + someScopes(e.Args.Names)
	case "token-role-not-held":
		return "the role has more than the owner holds: " + someScopes(e.Args.Names)
	}
	message, hint := playground.TokenTrouble(e)
	if hint != "" {
		message += "; " + hint
	}
	return printable(strings.ReplaceAll(message, rbac.AnyName, "any user"))
}

// someScopes lists scopes, a few of many.
func someScopes(list []string) string {
	const most = 4
	var out []string
	for i, s := range list {
		if i == most && len(list) > most+1 {
			out = append(out, digits(len(list)-i)+" more")
			break
		}
		out = append(out, ownScope(s))
	}
	return lastAnd(strings.Join(out, ", "))
}

// ownScope prints a scope; the filter of a person whom the config need not name is their own.
func ownScope(s string) string {
	return printable(strings.ReplaceAll(s, "user="+rbac.AnyName, "user"))
}

// droppedWord says why a token has less than it stores.
func droppedWord(d *rbac.Dropped) string {
	if d.Reason == rbac.DroppedBare {
		return "there is nothing that it could stand for"
	}
	return "the owner does not hold it"
}

// deed is what a token may do: verbs of one family over the same targets.
type deed struct {
	family  string
	words   phrase
	unclear bool
}

// deedsIn says a row's cells in sentences, a family's verbs together where they reach equally far.
func deedsIn(fs []playground.Family, row *playground.Row) []deed {
	var out []deed
	at := 0
	for _, f := range fs {
		cells := row.Cells[min(at, len(row.Cells)):min(at+len(f.Verbs), len(row.Cells))]
		at += len(f.Verbs)
		for i := range cells {
			if cells[i].Reach == playground.Nothing || slices.ContainsFunc(cells[:i], func(c playground.Cell) bool { return equalReach(&c, &cells[i]) }) {
				continue
			}
			var verbs []playground.Verb
			for j := i; j < len(cells); j++ {
				if equalReach(&cells[i], &cells[j]) {
					verbs = append(verbs, f.Verbs[j])
				}
			}
			out = append(out, deed{familyName(f.ID), deedWords(verbs, reachOf(&cells[i])), cells[i].Reach == playground.Unclear})
		}
	}
	return out
}

func equalReach(a, b *playground.Cell) bool { return sameReach(a, b) && a.Own == b.Own }

func reachOf(c *playground.Cell) *playground.ChangeReach {
	r := &playground.ChangeReach{Everyone: c.Reach == playground.Everyone || c.Reach == playground.Unclear, Own: c.Own || c.Reach == playground.Self}
	for _, t := range c.Targets {
		r.Targets = append(r.Targets, playground.ChangeTarget{Kind: t.Kind, Name: t.Name})
	}
	return r
}

func tokenMark(a *playground.TokenAnswer) string {
	if a.Refused != nil {
		return "no"
	}
	return "yes"
}

func tokenPlaceholder(t *playground.Tokens) string {
	if t.ByRoles {
		return "names of roles, as server, token"
	}
	return "list:users, servers!user=NAME …"
}

// notebookNote says where the token of a notebook comes from.
func notebookNote(a *playground.TokenAnswer) string {
	s := "JUPYTERHUB_API_TOKEN in a notebook: the scopes of the role server, or c.Spawner.server_token_scopes, as far as the owner holds them."
	if len(a.Added) > 0 {
		s += " The Hub adds " + someScopes(a.Added) + ", with a warning: without it the server could not report its activity."
	}
	return s
}
