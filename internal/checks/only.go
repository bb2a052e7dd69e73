package checks

import (
	"fmt"
	"strings"

	"rolecall.example/rbac"
)

// candidate is somebody whom `only` and `nobody` speak of.
type candidate struct {
	subject rbac.Subject
	text    string
}

// everybody lists the candidates: any user, any member of each group, all users, all services.
func (x *runner) everybody() []candidate {
	if x.candidates != nil {
		return x.candidates
	}
	add := func(s Subject, kind rbac.SubjectKind) {
		x.candidates = append(x.candidates, candidate{rbac.Subject{Kind: kind, Name: s.Name}, s.String()})
	}
	add(Subject{Kind: AnyUser}, rbac.AnyUser)
	for _, g := range x.hub.Groups() {
		add(Subject{Kind: AnyMember, Name: g}, rbac.AnyMember)
	}
	for _, u := range x.allUsers() {
		add(Subject{Kind: User, Name: u}, rbac.User)
	}
	for _, s := range x.hub.Services() {
		add(Subject{Kind: Service, Name: s}, rbac.Service)
	}
	return x.candidates
}

// covered is who the subjects of `only` stand for.
type covered struct {
	users, services, groups map[string]bool
	anyUser, anyAdmin       bool
}

// covers reports whether a candidate is among those listed: by name, as a member of a listed group, as an admin
// where `any admin` is listed, and every person where `any user` is.
func (c *covered) covers(h *rbac.Hub, s rbac.Subject) bool {
	switch s.Kind {
	case rbac.AnyUser:
		return c.anyUser
	case rbac.AnyMember:
		return c.anyUser || c.groups[s.Name]
	case rbac.Service:
		return c.services[s.Name]
	}
	if c.anyUser || c.users[s.Name] || c.anyAdmin && h.IsAdmin(s) {
		return true
	}
	if len(c.groups) > 0 {
		for _, g := range h.GroupsOf(s.Name) {
			if c.groups[g] {
				return true
			}
		}
	}
	return false
}

// only claims that the listed can and nobody else; with an empty list it is `nobody`. A counterexample decides
// even where other answers are unknown.
func (x *runner) only(listed []Subject, request Request, r *Result) *trouble {
	if request.Kind == AskLogIn {
		return x.onlyLogIn(listed, r)
	}
	c := &covered{users: map[string]bool{}, services: map[string]bool{}, groups: map[string]bool{}}
	var subjects []asker
	for _, l := range listed {
		s, t := x.subject(l)
		if t != nil {
			return t
		}
		subjects = append(subjects, s)
		switch l.Kind {
		case User:
			c.users[l.Name] = true
		case Service:
			c.services[l.Name] = true
		case AnyMember:
			c.groups[l.Name] = true
		case AnyUser:
			c.anyUser = true
		case AnyAdmin:
			c.anyAdmin = true
		}
	}
	if request.Kind == AskScope {
		if t := x.askable(request.Scope); t != nil {
			return t
		}
	} else if t := x.listed(request); t != nil {
		return t
	}
	if request.Kind == AskScope && (request.Scope.Kind == "" || request.Scope.Value != "") {
		r.Scope = request.Scope.String()
	}
	var cannot, others []string
	var open *trouble
	for i, s := range subjects {
		answer, yes, own, t := x.ask(request, s, x.Reasons)
		if own && t == nil {
			x.reason(r, s.Subject, answer)
		}
		switch {
		case !own || t != nil && t.id == "limit-questions":
			return t
		case t != nil:
			open = t
		case !yes:
			cannot = append(cannot, listed[i].String())
			r.Subject, r.Answer = s.Subject, answer
		}
	}
	for _, candidate := range x.everybody() {
		if c.covers(x.hub, candidate.subject) {
			continue
		}
		answer, yes, own, t := x.ask(request, asker{Subject: candidate.subject}, false)
		if t != nil && t.id == "limit-questions" {
			open = t
			break
		}
		switch {
		case !own: // a bare filter that stands for nothing of this candidate: no
		case t != nil && open == nil:
			open = t
		case yes:
			if len(others) == 0 && len(cannot) == 0 {
				r.Subject, r.Answer = candidate.subject, answer
				if x.Reasons && request.Kind == AskScope {
					x.asks++ // the same question again, which counts once
					answer, _, _, _ = x.ask(request, asker{Subject: candidate.subject}, true)
				}
				x.reason(r, candidate.subject, answer)
			}
			others = append(others, candidate.text)
		}
	}
	r.Others = append(others, cannot...)
	if len(r.Others) == 0 && open != nil {
		return open
	}
	r.decide(len(r.Others) == 0, onlyText(others, cannot, len(listed) > 0))
	return nil
}

// ask asks for one subject, with the answer's reasons where why. own is false where a bare filter stands for nothing of
// the subject.
func (x *runner) ask(request Request, s asker, why bool) (answer rbac.Result, yes, own bool, t *trouble) {
	if request.Kind != AskScope {
		a, yes, t := x.answer(request, s.Subject, why)
		if request.HasSeeing && yes {
			yes = sameNames(a.Names, request.Seeing)
		}
		return a.Result, yes, true, t
	}
	if x.asks--; x.asks < 0 {
		return rbac.Result{}, false, true, tooMuch()
	}
	scope, t := x.scope(request.Scope, s)
	if t != nil {
		return rbac.Result{}, false, false, t
	}
	if why {
		answer = x.hub.Explain(s.Subject, scope)
	} else {
		answer = x.hub.Check(s.Subject, scope)
	}
	yes, t = verdict(answer, request.Scope)
	return answer, yes, true, t
}

// askable checks a scope apart from what its bare filter stands for.
func (x *runner) askable(s Scope) *trouble {
	if s.Value != "" || s.Kind == "" {
		_, t := x.scope(s, asker{})
		return t
	}
	s.Kind = ""
	_, t := x.scope(s, asker{})
	return t
}

func onlyText(others, cannot []string, listed bool) string {
	var parts []string
	if len(others) > 0 {
		also := " can"
		if listed {
			also = " can, too"
		}
		parts = append(parts, some(others)+also)
	}
	if len(cannot) > 0 {
		parts = append(parts, some(cannot)+" cannot")
	}
	return strings.Join(parts, ", and ")
}

// some lists a few names.
func some(list []string) string {
	const few = 5
	if len(list) > few {
		return fmt.Sprintf("%s and %d more", strings.Join(list[:few], ", "), len(list)-few)
	}
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return strings.Join(list, "")
}
