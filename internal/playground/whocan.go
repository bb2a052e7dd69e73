package playground

import (
	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// WhoCan is everybody who can do one thing.
type WhoCan struct {
	Request string // in the check language
	Scope   string // the scope, where it was one
	Whos    []Who  // in the order of Access: imagined persons, users, services
	Unclear []Who  // those of whom it hangs on something unread
	// Unasked counts those at the end who were not asked, since the Hub is too large for this question.
	Unasked int
	Trouble string // why nobody can be asked: a name that nobody bears, a scope that is not there
	Hint    string
}

// whoCan asks everybody.
func (r *run) whoCan(q checks.Request) *WhoCan {
	out := &WhoCan{Request: q.String()}
	asker := checks.NewAsker(r.hub)
	all := subjects(r.hub)
	for i, row := range all {
		asked := asker.Ask(row.Subject, q, false)
		switch asked.ID {
		case "":
		case "no-own": // a bare filter that stands for nothing of this one: no
			continue
		case "unread", "not-known", "hub-error":
			out.Unclear = append(out.Unclear, Who{Who: row.Who, Kind: row.Kind})
			continue
		case "limit-questions":
			out.Unasked = len(all) - i
			return out
		default:
			out.Trouble, out.Hint = asked.Message, asked.Hint
			return out
		}
		if q.Kind == checks.AskScope && q.Scope.Value != "" {
			out.Scope = asked.Scope
		}
		if asked.Yes {
			out.Whos = append(out.Whos, r.reasoned(row, asked, q))
		}
	}
	return out
}

// reasoned is somebody who can, with the shortest reason.
func (r *run) reasoned(row Row, asked checks.Asked, q checks.Request) Who {
	who := Who{Who: row.Who, Kind: row.Kind, Reach: Some}
	paths := asked.Answer.Paths
	if asked.Scope != "" {
		// The scope that decided, as it was asked for; a listing asks for one without a filter and takes any.
		paths = r.hub.Explain(row.Subject, asked.Scope).Paths
		if len(paths) == 0 && q.Kind != checks.AskScope {
			base := rbac.ParseScope(asked.Scope).Base
			if p, err := r.hub.Permissions(row.Subject); err == nil {
				if _, filters := p.Reach(base); len(filters) > 0 {
					paths = r.hub.Explain(row.Subject, base+"!"+filters[0]).Paths
				}
			}
		}
	}
	if len(paths) == 0 {
		who.Reach = Everyone
		return who
	}
	best := paths[0]
	for _, p := range paths[1:] {
		if pathRank(p) < pathRank(best) {
			best = p
		}
	}
	who.Role, who.Group, who.Reach = best.Role, best.Group, matchReach(row.Subject, best.Match)
	placed := place(&r.refs, best)
	who.Path = &placed
	return who
}
