package main

import (
	"encoding/json"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// The JSON of diff. Subjects are written as in the check language, verbs by their ids and the scopes that they take on
// the later JupyterHub, or on the earlier one where the later has none.
type (
	diffResult struct {
		Different bool          `json:"different"`
		Before    diffSide      `json:"before"`
		After     diffSide      `json:"after"`
		Changes   []diffChange  `json:"changes"`
		More      int           `json:"more,omitempty"` // changes that are not listed
		Unclear   []diffChange  `json:"unclear"`
		Failing   []diffFailure `json:"failing"`
		Users     diffNames     `json:"users"`
		Groups    diffNames     `json:"groups"`
		Services  diffNames     `json:"services"`
		Roles     diffNames     `json:"roles"`
		Partial   bool          `json:"partial,omitempty"` // the comparison ended before it was through
	}
	diffSide struct {
		JupyterHub string    `json:"jupyterhub"`
		Readable   bool      `json:"readable"`
		Starts     bool      `json:"starts"`
		Stop       *diffStop `json:"stop,omitempty"`
	}
	diffStop struct {
		ID      string `json:"id"`
		Message string `json:"message"`
	}
	diffChange struct {
		Who   []string   `json:"who"`
		Lines []diffLine `json:"lines"`
	}
	diffLine struct {
		Sign   string     `json:"sign"` // gained, lost, unclear
		Verbs  []string   `json:"verbs"`
		Scopes []string   `json:"scopes"`
		Over   diffReach  `json:"over"`
		Kept   *diffReach `json:"kept,omitempty"` // over everyone: held before a gain, or still after a loss
	}
	diffReach struct {
		Everyone bool         `json:"everyone,omitempty"`
		Own      bool         `json:"own,omitempty"`
		Targets  []diffTarget `json:"targets,omitempty"`
		More     int          `json:"more,omitempty"`
	}
	diffTarget struct {
		Kind   string `json:"kind"`
		Name   string `json:"name"`
		Future bool   `json:"future,omitempty"` // of a group: who joins it later
	}
	diffFailure struct {
		Who    []string `json:"who"`
		Before string   `json:"before,omitempty"`
		After  string   `json:"after,omitempty"`
	}
	diffNames struct {
		New    []string `json:"new"`
		Gone   []string `json:"gone"`
		Unsure int      `json:"unsure,omitempty"`
	}
)

// diffJSON writes changes for programs.
func diffJSON(c *playground.Changes) []byte {
	r := &c.Result
	out := diffResult{
		Different: c.Different(), Before: sideJSON(&c.Before), After: sideJSON(&c.After),
		Changes: changesJSON(c, r.Changes), More: r.More, Unclear: changesJSON(c, r.Unclear), Failing: []diffFailure{},
		Users: namesJSON(r.Users), Groups: namesJSON(r.Groups), Services: namesJSON(r.Services), Roles: namesJSON(r.Roles), Partial: r.Partial,
	}
	for _, f := range r.Failing {
		x := diffFailure{Who: subjectsJSON(f.Who.All)}
		if f.Before != nil {
			x.Before = f.Before.ID
		}
		if f.After != nil {
			x.After = f.After.ID
		}
		out.Failing = append(out.Failing, x)
	}
	text, _ := json.MarshalIndent(out, "", "  ") // of strings and numbers: it never fails
	return append(text, '\n')
}

func sideJSON(s *playground.Side) diffSide {
	out := diffSide{JupyterHub: s.Version, Readable: s.Readable, Starts: s.Starts}
	if s.Stop != nil {
		out.Stop = &diffStop{s.Stop.ID, s.Stop.Message}
	}
	return out
}

func changesJSON(c *playground.Changes, list []playground.ChangeOfWho) []diffChange {
	out := []diffChange{}
	for _, x := range list {
		y := diffChange{Who: subjectsJSON(x.Who.All)}
		for _, l := range x.Lines {
			line := diffLine{Verbs: l.Verbs, Over: reachJSON(&l.Over)}
			switch l.Sign {
			case playground.Gained:
				line.Sign = "gained"
			case playground.Lost:
				line.Sign = "lost"
			default:
				line.Sign = "unclear"
			}
			for _, id := range l.Verbs {
				line.Scopes = append(line.Scopes, c.Verb(id).Scope)
			}
			if l.Over.Everyone {
				kept := reachJSON(&l.Kept)
				line.Kept = &kept
			}
			y.Lines = append(y.Lines, line)
		}
		out = append(out, y)
	}
	return out
}

func reachJSON(r *playground.ChangeReach) diffReach {
	out := diffReach{Everyone: r.Everyone, Own: r.Own, More: r.More}
	for _, t := range r.Targets {
		out.Targets = append(out.Targets, diffTarget(t))
	}
	return out
}

func subjectsJSON(list []rbac.Subject) []string {
	kinds := map[rbac.SubjectKind]checks.SubjectKind{
		rbac.User: checks.User, rbac.Service: checks.Service,
		rbac.AnyUser: checks.AnyUser, rbac.AnyMember: checks.AnyMember, rbac.AnyAdmin: checks.AnyAdmin,
	}
	out := []string{}
	for _, s := range list {
		out = append(out, checks.Subject{Kind: kinds[s.Kind], Name: s.Name}.String())
	}
	return out
}

func namesJSON(n playground.ChangeNames) diffNames {
	list := func(l []string) []string {
		if l == nil {
			return []string{}
		}
		return l
	}
	return diffNames{New: list(n.New), Gone: list(n.Gone), Unsure: n.Unsure}
}
