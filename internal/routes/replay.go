package routes

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// Call is the request of a move, from the path below the API's root; ok is false for opening a server, which is no request
// to the API.
func (m *Move) Call() (method, path, body string, ok bool) {
	user := "/users/" + escaped(m.User)
	switch m.Kind {
	case Join, Add:
		return "POST", "/groups/" + escaped(m.Group) + "/users", object("users", []string{m.User}), true
	case Token:
		return "POST", user + "/tokens", object("scopes", []string{"inherit"}), true
	case Start:
		return "POST", user + "/server", "", true
	case Admin:
		return "PATCH", user, object("admin", true), true
	case Delete:
		return "DELETE", user, "", true
	case Rename:
		return "PATCH", user, object("name", m.Name), true
	}
	return "", "", "", false
}

// escaped is a name as a part of an address.
func escaped(name string) string { return url.PathEscape(name) }

func object(key string, value any) string {
	text, _ := json.Marshal(map[string]any{key: value}) // names and flags always marshal
	return string(text)
}

// Subject is the actor on a Hub; false where it is not there.
func (a Actor) Subject(h *rbac.Hub) (rbac.Subject, bool) {
	switch a.Kind {
	case User:
		return rbac.Subject{Kind: rbac.User, Name: a.Name}, h.HasUser(a.Name)
	case Service:
		return rbac.Subject{Kind: rbac.Service, Name: a.Name}, h.HasService(a.Name)
	case TokenOf:
		t, err := h.NewToken(rbac.TokenRequest{Owner: rbac.Subject{Kind: rbac.User, Name: a.Name}, Scopes: []string{"inherit"}, HasScopes: true})
		return rbac.Subject{Kind: rbac.Bearer, Token: t}, err == nil
	case ServerOf:
		if !h.Active(a.Name, "") {
			return rbac.Subject{}, false
		}
		t, _, err := h.ServerToken(a.Name, "")
		return rbac.Subject{Kind: rbac.Bearer, Token: t}, err == nil
	}
	return rbac.Subject{}, false
}

// Do makes a move; false where the Hub refuses it.
func (m *Move) Do(h *rbac.Hub) (*rbac.Hub, bool) {
	who, ok := m.By.Subject(h)
	if !ok {
		return h, false
	}
	if m.Kind == Open {
		a := h.Open(rbac.Call{Subject: who, Method: "GET", Path: "/user/" + escaped(m.User) + "/"})
		return h, a.Outcome == rbac.Allowed
	}
	method, path, body, _ := m.Call()
	a := h.Call(rbac.Call{Subject: who, Method: method, Path: rbac.APIPrefix + path, Body: body})
	return a.After, a.Outcome == rbac.Allowed
}

// Replay makes all moves of a route, from the Hub that it was found on, and reports whether it reaches what it claims: that
// the bearer lacked each gain at the start, and that the route's end has it.
func (r *Route) Replay(h *rbac.Hub) bool {
	h = r.Ready(h)
	actor := Actor{User, r.As}
	if r.Who.Kind == rbac.Service {
		actor.Kind = Service
	}
	who, ok := actor.Subject(h)
	if !ok || len(r.Gains) == 0 {
		return false
	}
	for _, g := range r.Gains {
		before := g.Scope
		if g.Was != "" {
			before = g.Was
			if !r.renames(g) {
				return false
			}
		}
		if !lacks(h, who, before) {
			return false
		}
	}
	owned := map[Actor]bool{actor: true}
	for i := range r.Moves {
		m := &r.Moves[i]
		if !owned[m.By] && !(m.Kind == Start && m.By == Actor{User, m.User}) {
			return false
		}
		if h, ok = m.Do(h); !ok {
			return false
		}
		switch m.Kind {
		case Token:
			owned[Actor{TokenOf, m.User}] = true
		case Open:
			owned[Actor{ServerOf, m.User}] = true
		}
	}
	end, ok := r.End.Subject(h)
	if !ok || !owned[r.End] {
		return false
	}
	for _, g := range r.Gains {
		if !holds(h, end, g.Scope) {
			return false
		}
	}
	return true
}

// renames reports whether a move makes the gain's earlier user the later one.
func (r *Route) renames(g Gain) bool {
	return slices.ContainsFunc(r.Moves, func(m Move) bool {
		return m.Kind == Rename && strings.HasSuffix(g.Was, "!user="+m.User) && strings.HasSuffix(g.Scope, "!user="+m.Name)
	})
}

// Ready is the Hub with the person whom the route speaks of, where that is an imagined one.
func (r *Route) Ready(h *rbac.Hub) *rbac.Hub {
	if r.Made {
		h = h.WithUsers(r.As)
		if r.Who.Kind == rbac.AnyMember {
			h = h.WithMember(r.Who.Name, r.As)
		}
	}
	return h
}

func holds(h *rbac.Hub, s rbac.Subject, scope string) bool {
	return h.Check(s, scope).Outcome == rbac.Allowed
}

// lacks reports whether a scope is not held for sure: what was not read could give it.
func lacks(h *rbac.Hub, s rbac.Subject, scope string) bool {
	o := h.Check(s, scope).Outcome
	return o == rbac.Forbidden || o == rbac.NotFound
}
