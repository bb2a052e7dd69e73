package routes

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/rbac"
)

// hub starts a Hub of a few lines: "group NAME: users", "role NAME: scopes -> bearers" (@group, +service), "service NAME",
// "admin NAME", "user NAME", "runs NAME" (a default server), "share OWNER with NAME: scopes".
func hub(t testing.TB, version, text string) *rbac.Hub {
	t.Helper()
	d, ok := rbac.Define(version)
	if !ok {
		t.Fatal("no JupyterHub " + version)
	}
	c := &rbac.Config{}
	var users, runs []string
	for line := range strings.Lines(text) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		head, tail, _ := strings.Cut(rest, ":")
		if word == "role" {
			head, tail, _ = strings.Cut(rest, ": ")
		}
		switch word {
		case "group":
			c.LoadGroups = append(c.LoadGroups, rbac.GroupSpec{Name: rbac.Name{Value: head}, Users: names(strings.Fields(tail))})
		case "role":
			scopes, bearers, _ := strings.Cut(tail, "->")
			r := rbac.RoleSpec{Name: rbac.Name{Value: head}, HasName: true, Scopes: names(strings.Fields(scopes)), HasScopes: strings.TrimSpace(scopes) != ""}
			for _, b := range strings.Fields(bearers) {
				switch b[0] {
				case '@':
					r.Groups, r.HasGroups = append(r.Groups, rbac.Name{Value: b[1:]}), true
				case '+':
					r.Services, r.HasServices = append(r.Services, rbac.Name{Value: b[1:]}), true
				default:
					r.Users, r.HasUsers = append(r.Users, rbac.Name{Value: b}), true
				}
			}
			c.LoadRoles = append(c.LoadRoles, r)
		case "service":
			c.Services = append(c.Services, rbac.ServiceSpec{Name: rbac.Name{Value: rest}})
		case "admin":
			c.AdminUsers = append(c.AdminUsers, rbac.Name{Value: rest})
		case "user":
			users = append(users, rest)
		case "runs":
			runs = append(runs, rest)
		case "":
		default:
			t.Fatalf("no line %q", line)
		}
	}
	h, events := rbac.Start(d, nil, c)
	if !h.Running() {
		t.Fatalf("it does not start: %+v", events[len(events)-1])
	}
	h = h.WithUsers(users...)
	for _, u := range runs {
		var err *rbac.HubError
		if h, err = h.WithRunning(u, ""); err != nil {
			t.Fatal(err.ID)
		}
	}
	return h
}

func names(list []string) []rbac.Name {
	out := make([]rbac.Name, len(list))
	for i, s := range list {
		out[i].Value = s
	}
	return out
}

// told writes a route as the table has it.
func told(r *Route) string {
	who := map[rbac.SubjectKind]string{rbac.User: "", rbac.Service: "service ", rbac.AnyUser: "any user", rbac.AnyMember: "any of "}[r.Who.Kind] + r.Who.Name
	var b strings.Builder
	if r.Others > 0 {
		who += fmt.Sprintf(" and %d more", r.Others)
	}
	b.WriteString(who + ":")
	for _, m := range r.Moves {
		fmt.Fprintf(&b, " %s(%s)", m.Kind, strings.Join(strings.Fields(m.User+" "+m.Group+" "+m.Name), ","))
	}
	b.WriteString(" =>")
	if r.All {
		return b.String() + " everything"
	}
	for i, g := range r.Gains {
		if i == 3 {
			b.WriteString(" …")
			break
		}
		b.WriteString(" " + g.Scope)
		if g.Was != "" {
			b.WriteString("(" + g.Was + ")")
		}
	}
	return b.String()
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, version, hub, want string }{
		{"nothing that a move takes", "5.5.1", "group g: ann\nrole reader: read:users -> @g", ""},
		{"a group with a role, which one may edit", "5.5.1", "group staff: sue\nrole staff-role: admin:servers -> @staff\nrole clerk: groups!group=staff -> ann", "ann: join(ann,staff) => admin:servers"},
		{"the same, and one is a member already", "5.5.1", "group staff: ann\nrole staff-role: admin:servers -> @staff\nrole clerk: groups!group=staff -> ann", ""},
		{"a group without a role", "5.5.1", "group staff: sue\nrole clerk: groups!group=staff -> ann", ""},
		{"a group of admins", "5.5.1", "admin root\ngroup staff: sue\nrole admin: -> @staff root\nrole clerk: groups!group=staff -> ann", "ann: join(ann,staff) => everything"},
		{"a group that one's filter names", "5.5.1", "admin root\ngroup class: sam\nuser zoe\nrole teacher: groups!group=class servers!group=class -> tia", "tia: add(root,class) => servers!user=root"},
		{"a filter's group with all the first names", "5.5.1", "group class: ann ben cem\ngroup staff: tia\nuser zoe\nrole clerk: groups -> tia\nrole teacher: servers!group=class -> @staff", "tia: add(zoe,class) => servers!user=zoe"},
		{"access to a group that one may edit", "5.5.1", "admin root\ngroup class: sam\nrole server: inherit\nrole teacher: groups!group=class access:servers!group=class -> tia", "tia: add(root,class) start(root) server(root) => everything"},
		{"access to a group, with default servers' tokens", "5.5.1", "group class: sam\nrole teacher: access:servers!group=class -> tia", ""},
		{"access to a group whose servers may do all their users may", "5.5.1", "group class: sam\nrole server: inherit\nrole teacher: access:servers!group=class -> tia\nrole other: list:users -> sam", "tia: start(sam) server(sam) => list:users read:shares!user=sam read:users!user=sam …"},
		{"tokens of everybody", "5.5.1", "admin root\nuser sam\nrole issuer: tokens -> ann", "ann: token(root) => everything"},
		{"tokens of one who has less", "5.5.1", "user sam\nrole issuer: tokens!user=sam users!user=sam servers!user=sam access:servers!user=sam users:shares!user=sam shares!user=sam -> ann", ""},
		{"a service with tokens of one user, which it may not issue", "5.5.1", "user sam\nservice bot\nrole issuer: tokens!user=sam -> +bot", ""},
		{"a service with tokens of everybody", "5.5.1", "admin root\nservice bot\nrole issuer: tokens -> +bot", "service bot: token(root) => everything"},
		{"admin:users where the flag is free", "3.1.1", "role helper: admin:users -> ann", "ann: admin(ann) => everything"},
		{"admin:users where the flag is asked for", "5.5.1", "user sam\nrole helper: admin:users -> ann", ""},
		{"a name of a filter that nobody has", "5.5.1", "user sam\nrole helper: admin:users access:servers!user=vox -> ann", "ann: rename(sam,vox) => access:servers!user=vox(access:servers!user=sam)"},
		{"a name of a filter that somebody has", "5.5.1", "user sam\nuser vox\nrole helper: admin:users tokens!user=vox -> ann", "ann: token(vox) => access:servers!user=vox read:shares!user=vox servers!user=vox …\nann: delete(vox) rename(sam,vox) => tokens!user=vox(tokens!user=sam)"},
		{"two steps", "5.5.1", "admin root\ngroup staff: sue\ngroup class: sam\nrole staff-role: tokens!group=class -> @staff\nrole clerk: groups -> ann", "ann: join(ann,staff) add(root,class) token(root) => everything\nany of staff: token(sam) => access:servers!user=sam read:shares!user=sam read:users!user=sam …"},
		{"any member of a group", "5.5.1", "admin root\ngroup staff: sue sid\nrole issuer: tokens -> @staff", "any of staff: token(root) => everything"},
		{"a group without members", "5.5.1", "admin root\ngroup staff:\nrole issuer: tokens -> @staff", "any of staff: token(root) => everything"},
		{"everybody", "5.5.1", "admin root\nrole user: self tokens", "any user: token(root) => everything"},
		{"equal bearers", "5.5.1", "admin root\nrole issuer: tokens -> ann ben cem", "ann and 2 more: token(root) => everything"},
		{"admins themselves", "5.5.1", "admin root\nrole issuer: tokens -> root", ""},
		{"tokens that carry roles", "2.3.1", "admin root\nrole issuer: tokens -> ann", ""},
	} {
		h := hub(t, c.version, c.hub)
		got := []string{}
		for _, r := range Find(h, Limits{20000, 50}).Routes {
			got = append(got, told(&r))
			if !r.Replay(h) {
				t.Errorf("%s: %s does not come true", c.name, told(&r))
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), c.want)
		}
	}
}
