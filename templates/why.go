package templates

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// maxPaths and maxNear bound what Why draws; the rest is counted. maxSource is how much of an unread expression is
// quoted, in characters.
const (
	maxPaths  = 12
	maxNear   = 24
	maxSource = 60
)

func outcomeMark(r rbac.Result) string {
	switch {
	case r.Yes():
		return "yes"
	case r.Outcome == rbac.Unknown:
		return "unknown"
	}
	return "no"
}

func outcomeWord(r rbac.Result) string {
	switch {
	case r.Yes():
		return "yes"
	case r.Outcome == rbac.Unknown:
		return "unclear"
	case r.Outcome == rbac.Failed:
		return "error"
	}
	return "no"
}

// decided reports whether the answer is a yes or a no, which a check can hold on to.
func decided(y *playground.Why) bool {
	return y.Check != "" && y.Result.Outcome != rbac.Unknown && y.Result.Outcome != rbac.Failed
}

func kindWord(k rbac.SubjectKind) string {
	switch k {
	case rbac.User:
		return "user"
	case rbac.Service:
		return "service"
	}
	return "a person whom the config need not name"
}

// step is one line of a path.
type step struct {
	scope string
	words phrase
	kind  string
	miss  phrase
	span  diag.Span
	end   bool
}

// stepsOf tells a path from the group or role down to what was asked.
func stepsOf(y *playground.Why, p *playground.Path) []step {
	out := holdingSteps(p)
	out = append(out, step{scope: p.Raw, kind: rawKind(p), span: p.RawSpan})
	if included(p) {
		out = append(out, step{scope: p.Scope, kind: includeWord(p)})
	}
	switch p.Match.Kind {
	case rbac.MemberOf:
		member := named(p.Match.Member)
		if p.Match.Member == rbac.AnyName {
			member = say("such a person")
		}
		out = append(out, step{words: phrase{member, say(" is in "), named(p.Match.Group)}, span: p.MatchSpan})
	case rbac.OwnServer:
		_, name, _ := strings.Cut(p.Match.Filter, "=")
		out = append(out, step{words: phrase{say("the server is one of "), named(name), say("’s")}})
	}
	return append(out, step{scope: y.Scope, kind: matchWord(y, p), end: true})
}

// holdingSteps tells how the subject comes to bear the role.
func holdingSteps(p *playground.Path) []step {
	var out []step
	switch p.Holding {
	case rbac.ByGroup:
		out = append(out, step{words: phrase{named(p.Group)}, kind: "group, as a member", span: p.GroupSpan})
	case rbac.ByShare:
		return append(out, step{words: phrase{say("a shared server")}, kind: "share", span: p.HeldSpan})
	case rbac.ByToken:
		return append(out, step{words: phrase{say("the token’s own scopes")}, kind: "token", span: p.HeldSpan})
	}
	kind := "role, held directly"
	switch {
	case p.Holding == rbac.ByGroup:
		kind = "role of the group"
	case p.Given && p.Role == "admin":
		kind = "role, given to every admin"
	case p.Given:
		kind = "role, by default"
	}
	return append(out, step{words: phrase{named(p.Role)}, kind: kind, span: heldAt(p)})
}

// heldAt is the place that says why the subject bears the role: where it is named, or else the role.
func heldAt(p *playground.Path) diag.Span {
	if p.Given && p.Role == "user" {
		return diag.Span{} // everybody has it; where the config names the user does not matter
	}
	if p.HeldSpan.File != "" {
		return p.HeldSpan
	}
	return p.RoleSpan
}

func rawKind(p *playground.Path) string {
	switch {
	case p.Raw == "self":
		return "metascope"
	case p.RawSpan.File == "":
		return "scope, JupyterHub’s default"
	}
	return "scope"
}

// included reports whether the written scope is not itself the one that was asked for.
func included(p *playground.Path) bool { return p.Scope != "" && p.Scope != p.Raw }

func includeWord(p *playground.Path) string {
	from := baseOf(p.Raw)
	switch {
	case p.Raw == "self":
		return "one’s own, in self"
	case from == baseOf(p.Scope):
		return "with its filter filled in"
	case len(p.Chain) > 2:
		return "included in " + from + " by " + strings.Join(p.Chain[1:len(p.Chain)-1], ", ")
	}
	return "included in " + from
}

// trailWord is includeWord for one line that goes from left to right.
func trailWord(p *playground.Path) string {
	if p.Raw == "self" {
		return "stands for one’s own"
	}
	return "includes"
}

func matchWord(y *playground.Why, p *playground.Path) string {
	if p.Match.Kind == rbac.Unfiltered && y.Ask.Whom != "" {
		return "what was asked; no filter narrows it"
	}
	return "what was asked"
}

// nearGroup is a role with the scopes of it that come close.
type nearGroup struct {
	head  step
	steps []step
}

func nearGroups(y *playground.Why) []nearGroup {
	var out []nearGroup
	for i := range y.Near {
		if i == maxNear {
			break
		}
		n := &y.Near[i]
		steps := holdingSteps(&n.Path)
		head := steps[len(steps)-1]
		if len(steps) > 1 {
			head.words = append(append(append(phrase(nil), head.words...), say(", by group ")), steps[0].words...)
			head.kind = "role"
		}
		leaf := step{scope: n.Path.Raw, miss: missWord(y, n), span: n.Path.RawSpan}
		if included(&n.Path) && n.Path.Scope != "" {
			leaf.scope, leaf.kind = n.Path.Scope, includeWord(&n.Path)
		}
		if k := len(out) - 1; k >= 0 && out[k].head.words.String() == head.words.String() {
			out[k].steps = append(out[k].steps, leaf)
			continue
		}
		out = append(out, nearGroup{head, []step{leaf}})
	}
	return out
}

// missWord says what a near miss lacks.
func missWord(y *playground.Why, n *playground.Near) phrase {
	base, filter, filtered := strings.Cut(n.Path.Scope, "!")
	if n.Path.Scope == "" {
		base, filter, filtered = strings.Cut(n.Path.Raw, "!")
	}
	kind, name, _ := strings.Cut(filter, "=")
	switch n.Reason {
	case rbac.OtherFilter:
		if filter == ownOfAnyone || filter == ownWhom(y.Row.Subject) {
			return phrase{say("only their own")}
		}
		return phrase{say("only for " + kind + " "), named(name)}
	case rbac.NotIncluded:
		return phrase{say("does not include " + baseOf(y.Scope))}
	case rbac.DroppedBare:
		return phrase{say("dropped: there is nothing that it could stand for")}
	case rbac.NotOfOwner:
		return phrase{say("the token’s owner does not hold it")}
	case rbac.NotOfToken:
		return phrase{say("the token does not carry it")}
	}
	if filtered {
		return phrase{say("only " + base + " for " + kind + " "), named(name)}
	}
	return phrase{say("not the same")}
}

// missingScopes are those of which one would do.
func missingScopes(y *playground.Why) []string {
	if y.HTTP == nil || y.Request == "" || len(y.HTTP.Answer.Needs) == 0 {
		if y.Scope == "" {
			return nil
		}
		return []string{y.Scope}
	}
	var out []string
	need := y.HTTP.Answer.Needs[len(y.HTTP.Answer.Needs)-1]
	for _, base := range need.Scopes {
		out = append(out, rbac.Scope{Base: base, Filter: need.Target}.String())
	}
	return out
}

func missingWord(y *playground.Why) string {
	if y.HTTP != nil && y.HTTP.Says != "" && len(y.HTTP.Answer.Needs) == 0 {
		return y.HTTP.Says
	}
	if len(y.Row.Roles) == 0 {
		return "no role is held at all"
	}
	return "is in none of the " + count(len(y.Row.Roles), "role", "roles") + " held"
}

// howWord says how somebody else comes to be able.
func howWord(w *playground.Who) phrase {
	switch {
	case w.Reach == playground.Self:
		return phrase{say("their own")}
	case w.Group != "":
		return phrase{say("role "), named(w.Role), say(" by "), named(w.Group)}
	case w.Role != "" && w.Reach == playground.Everyone:
		return phrase{say("role "), named(w.Role), say(", everyone’s")}
	case w.Role != "":
		return phrase{say("role "), named(w.Role)}
	}
	return nil
}

func failedText(y *playground.Why) string {
	if y.Row.Error != "" {
		return sentenceCase(y.Row.Error)
	}
	if y.Result.Error != nil {
		return y.Result.Error.Type
	}
	return "An error that has no name."
}

// sourceOf quotes the first line of what stands at a span.
func sourceOf(r *playground.Response, s diag.Span) string {
	b := blockOf(r, s.File)
	if b == nil {
		return ""
	}
	from := max(0, min(s.Start, len(b.Text)))
	to := max(from, min(s.End, len(b.Text)))
	text, rest, _ := strings.Cut(b.Text[from:to], "\n")
	runes := []rune(strings.TrimSpace(text))
	if len(runes) > maxSource {
		return string(runes[:maxSource]) + "…"
	}
	if rest != "" {
		return string(runes) + " …"
	}
	return string(runes)
}

// messageAt is what a diagnostic says of the very place.
func messageAt(r *playground.Response, s diag.Span) string {
	for i := range r.Diagnostics {
		if r.Diagnostics[i].Span == s {
			return r.Diagnostics[i].Message
		}
	}
	return ""
}
