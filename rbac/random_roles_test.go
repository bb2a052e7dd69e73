package rbac

import (
	"slices"
	"testing"
)

func FuzzOneMoreRole(f *testing.F) {
	seeds(f, 40)
	f.Fuzz(func(t *testing.T, data []byte) { checkOneMoreRole(t, data) })
}

func TestOneMoreRoleIsReallyAdded(t *testing.T) {
	t.Parallel()
	compared := 0
	for seed := range uint64(200) {
		compared += checkOneMoreRole(t, bytesOf(seed))
	}
	if compared < 2000 {
		t.Errorf("only %d permissions were compared", compared)
	}
}

// checkOneMoreRole starts two Hubs over the same database, one with a further role at the end of load_roles, lets
// both live the same life, and wants everybody to have in the second what they have in the first, by themselves
// and by tokens. It counts the permissions that it compared. Left out is what a Hub itself takes away by one more role:
//
//   - at an upgrade only who bears no role gets the default ones;
//   - a blocked user whom the role creates is blocked at once, where the first login would have made it a user;
//   - where a role cannot be resolved, its holders have nothing;
//   - JupyterHub 3 fails to intersect some scopes, and so a token that it worked with before.
//
// A role that comes before the entry of `user` may also keep users whom it creates from the role `user`: see
// FuzzOrder. So this one comes last.
func checkOneMoreRole(t *testing.T, data []byte) (compared int) {
	r := newRandom(data)
	d := r.definitions(t)
	var prev *Hub
	if r.chance(50) {
		prev = r.running(d, 3)
	}
	c := r.config(d)
	more := *c
	more.LoadRoles = append(slices.Clone(c.LoadRoles), r.role(d, "one-more"))
	before, events := Start(d, prev, c)
	after, _ := Start(d, prev, &more)
	if !before.Running() || !after.Running() || slices.ContainsFunc(events, func(e Event) bool { return e.ID == "upgrade" }) {
		return 0
	}
	for _, happens := range r.quiet(d, 4) {
		before, after = happens(before), happens(after)
	}
	blocked := func(name string) bool {
		return slices.ContainsFunc(c.BlockedUsers, func(n Name) bool { return n.Value == name })
	}
	for _, s := range subjects(before) {
		if s.Kind == User && blocked(s.Name) {
			continue
		}
		compared += keeps(t, before, after, s, s)
		if s.Kind != User && s.Kind != Service {
			continue
		}
		for _, req := range r.requests(before, s) {
			old, err := before.NewToken(req)
			if err != nil {
				continue
			}
			token, err := after.NewToken(req)
			if err == nil {
				compared += keeps(t, before, after, Subject{Kind: Bearer, Token: old}, Subject{Kind: Bearer, Token: token})
			} else if _, unresolved := after.Permissions(s); unresolved == nil && err.ID != "intersection-frozen" {
				t.Errorf("%v loses the token %+v by one more role: %+v", s, req, err)
			}
		}
	}
	return compared
}

// keeps wants a subject to have later what it had earlier.
func keeps(t *testing.T, before, after *Hub, s, later Subject) (compared int) {
	t.Helper()
	p, err := before.Permissions(s)
	if err != nil {
		return 0
	}
	if _, err := after.Permissions(later); err != nil {
		return 0
	}
	for _, scope := range p.Strings() {
		if before.Check(s, scope).Outcome != Allowed {
			continue // an empty filter, which cannot be asked for
		}
		compared++
		if a := after.Check(later, scope); a.Outcome != Allowed {
			t.Errorf("%v loses %s by one more role", s, scope)
		}
	}
	return compared
}

// quiet is a life without restarts.
func (r *random) quiet(d *Definitions, most int) []change {
	out := []change{r.share(d)}
	for range r.IntN(most + 1) {
		user, group := r.user(), r.pick(someGroups...)
		switch r.IntN(3) {
		case 0:
			out = append(out, func(h *Hub) *Hub { return h.WithUsers(user).WithMember(group, user) })
		case 1:
			out = append(out, func(h *Hub) *Hub { return h.WithoutMember(group, user) })
		default:
			out = append(out, r.share(d))
		}
	}
	return out
}
