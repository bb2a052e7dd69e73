package playground

import (
	"net/url"
	"slices"
	"strings"

	"rolecall.example/internal/hublog"
	"rolecall.example/rbac"
)

// maxAsked is how many bearers are offered where a refusal does not say whose request it was.
const maxAsked = 8

// Said is an error of the Hub, read and held against this config.
type Said struct {
	hublog.Said
	Understood bool
	// Who made the request, in the check language; "" where the text does not say. Guessed: its scopes tell it.
	Who     string
	Guessed bool
	// Wants are the questions that would have had a yes, one for each scope of which one would do; the first is the one
	// that Why is best asked.
	Wants []SaidWant
	// Bearers may be asked about where nobody is known, services first; More of them are left out.
	Bearers []string
	More    int
	// Check is the request as a line of the check language; "" where the text does not say it whole.
	Check string
	// Fewer: the request had less than Who holds by this config, as a token has that does not inherit all.
	Fewer bool
}

// SaidWant is a scope that would have done, over what was asked for.
type SaidWant struct {
	Scope string // "servers!server=ben/", or the base alone for everyone
	Ask   Ask    // the same as a question; its Who is Said's, its Verb "" where no verb asks for the scope
	// Can is what this config says of it, for a Who that is known.
	Can rbac.Outcome
}

// refused reads what a Hub said, nil where there is nothing.
func refused(h *rbac.Hub, text string) *Said {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	s := &Said{}
	if s.Said, s.Understood = hublog.Read(text); !s.Understood {
		return s
	}
	subject, known := s.who(h)
	filter := s.filter(h)
	for _, scope := range s.Requires {
		s.want(h, scope, filter, subject, known)
	}
	if !known {
		s.bearers(h)
		return s
	}
	if path, ok := apiPath(s.Path); ok && s.Method != "" {
		s.Check = s.Who + " can " + s.Method + " " + path
	}
	return s
}

// who finds the bearer: a user or service of the name that the log tells, or the user whose own scopes the request had.
func (s *Said) who(h *rbac.Hub) (rbac.Subject, bool) {
	name := s.Said.Who
	if name == "" {
		if name = ownerOf(s.Held); name == "" {
			return rbac.Subject{}, false
		}
		s.Guessed = true
	}
	for _, subject := range []rbac.Subject{{Kind: rbac.User, Name: name}, {Kind: rbac.Service, Name: name}} {
		if subject.Kind == rbac.User && h.HasUser(name) || subject.Kind == rbac.Service && h.HasService(name) {
			s.Who = subjectText(subject)
			return subject, true
		}
	}
	s.Guessed = false
	return rbac.Subject{}, false
}

// ownerOf is the user that the scopes which tell whose a token is are filtered by, "" where there is none: read:users:name
// of one user alone is what every token of theirs has.
func ownerOf(held []string) string {
	name := ""
	for _, s := range held {
		base, filter, _ := strings.Cut(s, "!")
		user, ok := strings.CutPrefix(filter, "user=")
		if base != "read:users:groups" && base != "read:users:name" {
			continue
		}
		if !ok || name != "" && name != user {
			return ""
		}
		name = user
	}
	return name
}

// filter is what the scope had to cover: said by the text, or by the address of the request.
func (s *Said) filter(h *rbac.Hub) string {
	if s.Filter != "" {
		return strings.TrimPrefix(s.Filter, "*")
	}
	path, ok := apiPath(s.Path)
	if !ok {
		return ""
	}
	words := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i := range words {
		if plain, err := url.PathUnescape(words[i]); err == nil {
			words[i] = plain
		}
	}
	for _, e := range h.Definitions().Endpoints() {
		if !matches(e.Path, words) || s.Method != "" && e.Method != s.Method || len(e.Needs) == 0 {
			continue
		}
		if s.Method == "" && !slices.Equal(e.Needs[0], s.Requires) {
			continue
		}
		if s.Requires == nil {
			s.Requires = e.Needs[0]
		}
		return targetOf(e.Target.Filters(), words)
	}
	return ""
}

// matches reports whether an endpoint's path, under /hub/api, has these words.
func matches(pattern string, words []string) bool {
	parts := strings.Split(strings.TrimPrefix(pattern, rbac.APIPrefix+"/"), "/")
	if len(parts) != len(words) {
		return false
	}
	for i, p := range parts {
		if p != "+" && p != "*" && p != words[i] {
			return false
		}
	}
	return true
}

// targetOf is the filter that an address asks for, by the kinds of filters that can cover it.
func targetOf(kinds []rbac.FilterKind, words []string) string {
	has := func(k rbac.FilterKind) bool { return slices.Contains(kinds, k) }
	if len(words) < 2 {
		return ""
	}
	switch {
	case has(rbac.ServerFilter):
		server := ""
		if len(words) > 3 && words[2] == "servers" {
			server = words[3]
		}
		return "server=" + words[1] + "/" + server
	case has(rbac.UserFilter):
		return "user=" + words[1]
	case has(rbac.GroupFilter):
		return "group=" + words[1]
	case has(rbac.ServiceFilter):
		return "service=" + words[1]
	}
	return ""
}

// apiPath is a request's path under /hub/api, whatever the Hub's base is.
func apiPath(path string) (string, bool) {
	_, rest, ok := strings.Cut(path, rbac.APIPrefix+"/")
	return "/" + rest, ok
}

// want adds a scope that would have done.
func (s *Said) want(h *rbac.Hub, scope, filter string, subject rbac.Subject, known bool) {
	w := SaidWant{Scope: scope}
	if filter != "" {
		w.Scope += "!" + filter
	}
	for _, f := range families(h.Definitions()) {
		for _, v := range f.Verbs {
			if v.Scope == scope && w.Ask.Verb == "" {
				w.Ask = Ask{Who: s.Who, Verb: v.ID}
				if kind, _, _ := strings.Cut(filter, "="); filter != "" && fits(v.Kind, kind) {
					w.Ask.Whom = filter
				}
			}
		}
	}
	if known {
		w.Can = h.Check(subject, w.Scope).Outcome
		s.Fewer = s.Fewer || w.Can == rbac.Allowed
	}
	s.Wants = append(s.Wants, w)
}

// bearers lists those who may have asked: services, which have no log-in of their own, and users.
func (s *Said) bearers(h *rbac.Hub) {
	var all []string
	for _, name := range h.Services() {
		all = append(all, subjectText(rbac.Subject{Kind: rbac.Service, Name: name}))
	}
	for _, name := range h.Users() {
		all = append(all, subjectText(rbac.Subject{Kind: rbac.User, Name: name}))
	}
	if len(all) == 0 {
		all = []string{subjectText(rbac.Subject{Kind: rbac.AnyUser})}
	}
	s.Bearers, s.More = all[:min(len(all), maxAsked)], max(0, len(all)-maxAsked)
}
