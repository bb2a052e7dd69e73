package rbac_test

import (
	"fmt"

	"rolecall.example/rbac"
)

// A role is a named list of scopes, and it is borne by users, groups and services. There is no other way to a
// permission, but for shares. Who is named in a role and unknown is made.
func Example_roles() {
	h := start(&rbac.Config{
		LoadGroups: []rbac.GroupSpec{{Name: name("staff"), Users: list("ann")}},
		Services:   []rbac.ServiceSpec{{Name: name("culler")}},
		LoadRoles:  []rbac.RoleSpec{role("reader", "list:users", "user bob", "group staff", "service culler")},
	})
	users, groups, services := h.RoleBearers("reader")
	fmt.Println(users, groups, services)
	for _, held := range h.RolesOf(user("ann")) {
		fmt.Printf("ann has %s, by the group %q, given by the Hub: %t\n", held.Role, held.Group, held.Given)
	}
	// Output:
	// [bob] [staff] [culler]
	// ann has reader, by the group "staff", given by the Hub: false
	// ann has user, by the group "", given by the Hub: true
}

// Every Hub has four roles. "user" goes to everybody, "admin" to admins; "server" is what the token of a user's server
// gets, "token" what a token gets that asks for nothing. A config may change all of them but the scopes of "admin".
func Example_defaultRoles() {
	d, _ := rbac.Define("5.5.1")
	for _, r := range d.DefaultRoles() {
		fmt.Println(r.Name, len(r.Scopes), "scopes, first", r.Scopes[0])
	}
	h := start(&rbac.Config{
		AllowedUsers: list("ann"), AdminUsers: list("boss"),
		LoadRoles: []rbac.RoleSpec{role("user", "read:users!user")}, // no "self": nobody starts a server
	})
	ask(h, user("ann"), "servers!user=ann")
	ask(h, user("boss"), "servers!user=ann")

	_, events := rbac.Start(d, nil, &rbac.Config{LoadRoles: []rbac.RoleSpec{role("admin", "self")}})
	fmt.Println(events[len(events)-1].ID)
	// Output:
	// user 1 scopes, first self
	// admin 16 scopes, first admin-ui
	// server 2 scopes, first users:activity!user
	// token 1 scopes, first inherit
	// servers!user=ann no
	// servers!user=ann yes
	// admin-role-override
}

// A user has the roles of its groups. Membership counts at the moment of the question, for whoever is in the group and
// for whoever may do something with its members.
func Example_groups() {
	h := start(&rbac.Config{
		LoadGroups: []rbac.GroupSpec{{Name: name("tutors"), Users: list("johan")}, {Name: name("class-b"), Users: list("ann")}},
		LoadRoles:  []rbac.RoleSpec{role("tutor", "servers!group=class-b", "group tutors")},
	})
	ask(h, user("johan"), "servers!user=ann", "servers!user=bob")
	h = h.WithUsers("bob").WithMember("class-b", "bob")
	ask(h, user("johan"), "servers!user=bob")
	h = h.WithoutMember("tutors", "johan")
	ask(h, user("johan"), "servers!user=ann")
	// Output:
	// servers!user=ann yes
	// servers!user=bob no
	// servers!user=bob yes
	// servers!user=ann no
}

// A service has the roles that name it, and none by default.
func Example_services() {
	h := start(&rbac.Config{
		Services:  []rbac.ServiceSpec{{Name: name("culler"), APIToken: true}, {Name: name("panel"), APIToken: true}},
		LoadRoles: []rbac.RoleSpec{role("culling", "list:users read:users:activity read:servers delete:servers", "service culler")},
	})
	ask(h, service("culler"), "delete:servers!server=ann/lab", "users")
	p, _ := h.Permissions(service("panel"))
	fmt.Println("the panel holds", p.Strings())
	// Output:
	// delete:servers!server=ann/lab yes
	// users no
	// the panel holds []
}

// A restart starts over the same database. Roles that the config leaves out are deleted; those that it has get
// exactly the bearers that it names. Users, groups and memberships stay, and so does the admin flag.
func Example_restarts() {
	first := start(&rbac.Config{
		AdminUsers: list("boss"),
		LoadGroups: []rbac.GroupSpec{{Name: name("class-b"), Users: list("ann")}},
		LoadRoles:  []rbac.RoleSpec{role("reader", "list:users", "user ann", "user bob"), role("writer", "admin:users", "user bob")},
	})
	h, events := rbac.Start(first.Definitions(), first, &rbac.Config{LoadRoles: []rbac.RoleSpec{role("reader", "list:users", "user bob")}})
	for _, e := range events {
		fmt.Println(e.ID, e.Args.Role)
	}
	ask(h, user("ann"), "list:users")
	ask(h, user("bob"), "list:users", "admin:users")
	fmt.Println(h.Users(), h.MembersOf("class-b"), h.IsAdmin(user("boss")))
	// Output:
	// role-deleted writer
	// list:users no
	// list:users yes
	// admin:users no
	// [ann bob boss] [ann] true
}

// Start says what the Hub warns of, does, and stops at, in the Hub's order. What stops it has the class of the Python
// exception; each carries the mark that the caller put on the part of the config.
func Example_events() {
	d, _ := rbac.Define("5.5.1")
	reader := role("reader", "list:users read:user")
	reader.Scopes[1].Ref = 7 // the caller's mark for where it is written
	h, events := rbac.Start(d, nil, &rbac.Config{LoadRoles: []rbac.RoleSpec{role("idle", ""), reader}})
	for _, e := range events {
		switch e.Level {
		case rbac.Fatal:
			fmt.Println("stops:", e.Type, e.ID, e.Args.Role, e.Args.Scope, "did you mean", e.Args.Suggestion, "at", e.Args.Ref)
		case rbac.Warn:
			fmt.Println("warns:", e.ID, e.Args.Role)
		}
	}
	fmt.Println("running:", h.Running())
	// Output:
	// warns: role-without-scopes idle
	// stops: ScopeNotFound scope-not-found reader read:user did you mean read:users at 7
	// running: false
}

// What a reader could not evaluate is named in Config.Unread. An answer that could change with it is Unknown, and says
// with what; others stand.
func Example_unread() {
	h := start(&rbac.Config{
		LoadRoles: []rbac.RoleSpec{role("reader", "list:users", "user ann"), role("teacher", "servers", "user johan")},
		Unread:    []rbac.Unread{{Kind: rbac.UnreadRoleUsers, In: "teacher", Ref: 7}}, // further users, from a function
	})
	for _, who := range []string{"johan", "ann"} {
		r := h.Check(user(who), "servers!user=bob")
		fmt.Println(who, r.Outcome == rbac.Allowed, r.Outcome == rbac.Unknown, r.Unread)
	}
	r := h.Check(user("ann"), "shutdown") // no role of the config has it
	fmt.Println(r.Outcome == rbac.Forbidden)
	// Output:
	// johan true false []
	// ann false true [{3 teacher 7}]
	// true
}
