package rbac

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func FuzzOrder(f *testing.F) {
	seeds(f, 40)
	f.Fuzz(func(t *testing.T, data []byte) { checkOrder(t, data) })
}

func TestOtherOrdersAreCompared(t *testing.T) {
	t.Parallel()
	compared := 0
	for seed := range uint64(200) {
		compared += checkOrder(t, bytesOf(seed))
	}
	if compared < 3000 {
		t.Errorf("only %d answers were compared", compared)
	}
}

// checkOrder starts two Hubs whose configs name the same roles, groups, services, users, members, bearers and scopes
// in two orders, over databases that came about in the same way, and wants them to be the same in all but what a
// Hub makes hang on order (see mayDiffer). It counts the answers that it compared.
//
// Never compared are: which of several errors stops a start, and so what a failed start has said and left; the order
// of warnings; and which entry is named as the place where somebody is made.
func checkOrder(t *testing.T, data []byte) (compared int) {
	r := newRandom(data)
	d := r.definitions(t)
	var one, two *Hub
	for range 1 + r.IntN(3) {
		c := r.config(d)
		other := r.reordered(c)
		a, said := Start(d, one, c)
		b, saidToo := Start(d, two, other)
		if mayDiffer(d, one, c) {
			return compared
		}
		if a.Running() != b.Running() {
			t.Fatalf("%s: running %v, %v in another order: %+v, %+v", d.Version(), a.Running(), b.Running(), said, saidToo)
		}
		if !a.Running() {
			return compared
		}
		if want, got := unordered(said), unordered(saidToo); !slices.Equal(want, got) {
			t.Errorf("%s: said %q, and %q in another order", d.Version(), want, got)
		}
		for _, happens := range r.quiet(d, 3) {
			a, b = happens(a), happens(b)
		}
		compared += sameHubs(t, r, a, b)
		one, two = a, b
	}
	return compared
}

// mayDiffer tells configs of which a Hub makes different things by the order of their entries: roles that speak of
// users and groups which nobody has made before the roles are assigned, one by one in the order of load_roles.
//
//   - A user whom a role makes gets the default roles at once; an entry of `user` with its own users takes them away
//     again if it comes later.
//   - A group that the role admin makes stops the Hub; one that an earlier role has made does not.
func mayDiffer(d *Definitions, prev *Hub, c *Config) bool {
	known := *c
	known.LoadRoles = nil
	known.BlockedUsers = nil
	before, _ := Start(d, prev, &known)
	for _, spec := range c.LoadRoles {
		switch {
		case spec.Name.Value == roleUser && spec.HasUsers:
			for _, other := range c.LoadRoles {
				if slices.ContainsFunc(other.Users, func(n Name) bool { return !before.HasUser(c.normalize(n.Value)) }) {
					return true
				}
			}
		case spec.Name.Value == roleAdmin:
			if slices.ContainsFunc(spec.Groups, func(n Name) bool { return !before.HasGroup(n.Value) }) {
				return true
			}
		}
	}
	return false
}

// reordered is the same config in another order.
func (r *random) reordered(c *Config) *Config {
	out := *c
	out.LoadRoles, out.LoadGroups, out.Services = slices.Clone(c.LoadRoles), slices.Clone(c.LoadGroups), slices.Clone(c.Services)
	r.shuffle(len(out.LoadRoles), func(i, j int) { out.LoadRoles[i], out.LoadRoles[j] = out.LoadRoles[j], out.LoadRoles[i] })
	r.shuffle(len(out.LoadGroups), func(i, j int) { out.LoadGroups[i], out.LoadGroups[j] = out.LoadGroups[j], out.LoadGroups[i] })
	r.shuffle(len(out.Services), func(i, j int) { out.Services[i], out.Services[j] = out.Services[j], out.Services[i] })
	for i := range out.LoadRoles {
		role := &out.LoadRoles[i]
		for _, list := range []*[]Name{&role.Scopes, &role.Users, &role.Groups, &role.Services} {
			*list = r.mixed(*list)
		}
	}
	for i := range out.LoadGroups {
		out.LoadGroups[i].Users = r.mixed(out.LoadGroups[i].Users)
	}
	for _, list := range []*[]Name{&out.AdminUsers, &out.AllowedUsers, &out.BlockedUsers, &out.LegacyUsers} {
		*list = r.mixed(*list)
	}
	return &out
}

func (r *random) mixed(list []Name) []Name {
	list = slices.Clone(list)
	r.shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// unordered is what events say, sorted, without places.
func unordered(events []Event) []string {
	var out []string
	for _, e := range events {
		e.Args.Ref = 0
		if e.ID == "group-created" {
			e.Args.Role = "" // the first that names it
		}
		out = append(out, fmt.Sprintf("%s %s %s %+v", e.ID, e.Stage, e.Type, e.Args))
	}
	slices.Sort(out)
	return out
}

// sameHubs compares all that two Hubs have and answer.
func sameHubs(t *testing.T, r *random, a, b *Hub) (compared int) {
	t.Helper()
	same := func(what string, of any, x, y any) {
		t.Helper()
		compared++
		if !reflect.DeepEqual(x, y) {
			t.Errorf("%s, %s of %v: %v, and %v in another order", a.Definitions().Version(), what, of, x, y)
		}
	}
	same("lists", "the Hub", [][]string{a.Users(), a.Groups(), a.Services(), a.Roles()}, [][]string{b.Users(), b.Groups(), b.Services(), b.Roles()})
	for _, name := range a.Roles() {
		ua, ga, sa := a.RoleBearers(name)
		ub, gb, sb := b.RoleBearers(name)
		same("bearers", name, [][]string{ua, ga, sa}, [][]string{ub, gb, sb})
		same("scopes", name, sorted(values(a.RoleScopes(name))), sorted(values(b.RoleScopes(name))))
	}
	for _, s := range subjects(a) {
		same("admin flag", s, a.IsAdmin(s), b.IsAdmin(s))
		same("groups", s, a.GroupsOf(s.Name), b.GroupsOf(s.Name))
		same("permissions", s, held(a, s), held(b, s))
		question := r.scope(a.Definitions()).Value
		same(question, s, explained(a, s, question), explained(b, s, question))
		for _, call := range r.calls() {
			call.Subject = s
			same(call.Method+" "+call.Path, s, answered(a, call), answered(b, call))
		}
		if s.Kind != User && s.Kind != Service {
			continue
		}
		for _, req := range r.requests(a, s) {
			x, errX := a.NewToken(req)
			y, errY := b.NewToken(req)
			same("refusals", req, refusal(errX), refusal(errY))
			if errX == nil && errY == nil {
				same("permissions", req, held(a, Subject{Kind: Bearer, Token: x}), held(b, Subject{Kind: Bearer, Token: y}))
			}
		}
	}
	return compared
}

// held lists a subject's scopes, or the class of what stops them from being resolved.
func held(h *Hub, s Subject) []string {
	p, err := h.Permissions(s)
	if err != nil {
		return []string{"fails: " + err.ID}
	}
	return p.Strings()
}

func refusal(err *HubError) string {
	if err == nil {
		return ""
	}
	return fmt.Sprint(err.ID, err.Args.Names)
}

// explained is an answer with its ways, in no order.
func explained(h *Hub, s Subject, scope string) []string {
	r := h.Explain(s, scope)
	out := []string{fmt.Sprint(r.Outcome, r.Held, refusal(r.Error))}
	for _, p := range r.Paths {
		out = append(out, fmt.Sprint(p.Holding, p.Role, p.Given, p.Group, p.Raw, p.Scope, p.Chain, p.Match.Kind, p.Match.Filter))
	}
	for _, n := range r.Near {
		out = append(out, fmt.Sprint(n.Reason, n.Path.Role, n.Path.Group, n.Path.Raw, n.Path.Scope))
	}
	slices.Sort(out)
	return out
}

// calls are requests of which no answer hangs on who was made first: listings as a whole, without pages.
func (r *random) calls() []Call {
	user, group := r.user(), r.pick(someGroups...)
	all := []Call{
		{Method: "GET", Path: "/hub/api/users"}, {Method: "GET", Path: "/hub/api/groups"}, {Method: "GET", Path: "/hub/api/services"},
		{Method: "GET", Path: "/hub/api/user"}, {Method: "GET", Path: "/hub/api/users/" + user}, {Method: "DELETE", Path: "/hub/api/users/" + user},
		{Method: "GET", Path: "/hub/api/groups/" + group}, {Method: "POST", Path: "/hub/api/users/" + user + "/servers/lab"},
		{Method: "POST", Path: "/hub/api/groups/" + group + "/users", Body: `{"users":["` + user + `"]}`}, {Method: "GET", Path: "/user/" + user + "/lab/"},
	}
	return []Call{all[r.IntN(len(all))], all[r.IntN(len(all))]}
}

// answered is an answer with its lists in no order.
func answered(h *Hub, c Call) []any {
	a := h.Call(c)
	var body []string
	if list, ok := a.Body.([]any); ok {
		for _, entry := range list {
			body = append(body, canonical(entry))
		}
		slices.Sort(body)
	} else {
		body = []string{canonical(a.Body)}
	}
	return []any{a.Status, a.Outcome, a.Reason, refusal(a.Error), a.Names, a.Fields, body, a.After.Users(), a.After.MembersOf("class-a")}
}

// canonical spells a JSON value with its lists sorted.
func canonical(v any) string {
	switch v := v.(type) {
	case []any:
		var out []string
		for _, entry := range v {
			out = append(out, canonical(entry))
		}
		slices.Sort(out)
		return "[" + strings.Join(out, ",") + "]"
	case map[string]any:
		var out []string
		for k, entry := range v {
			out = append(out, k+":"+canonical(entry))
		}
		slices.Sort(out)
		return "{" + strings.Join(out, ",") + "}"
	}
	return fmt.Sprint(v)
}
