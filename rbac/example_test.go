package rbac_test

import (
	"fmt"

	"rolecall.example/rbac"
)

func name(v string) rbac.Name { return rbac.Name{Value: v} }

func list(values ...string) []rbac.Name {
	var out []rbac.Name
	for _, v := range values {
		out = append(out, name(v))
	}
	return out
}

// school is a config with a class and its teacher.
func school() *rbac.Config {
	return &rbac.Config{
		LoadGroups: []rbac.GroupSpec{{Name: name("class-b"), Users: list("student3", "student4")}},
		LoadRoles: []rbac.RoleSpec{{
			Name: name("teacher"), HasName: true,
			Scopes: list("read:users!group=class-b", "servers!group=class-b"), HasScopes: true,
			Users: list("johan"), HasUsers: true,
		}},
	}
}

func start(c *rbac.Config) *rbac.Hub {
	d, _ := rbac.Define(rbac.DefaultVersion)
	h, _ := rbac.Start(d, nil, c)
	return h
}

// A group filter reaches the members of the group: their servers, and nobody else's. Starting a server is not
// opening it.
func ExampleHub_Check() {
	h := start(school())
	johan := rbac.Subject{Kind: rbac.User, Name: "johan"}
	for _, scope := range []string{"servers!user=student3", "servers!server=student3/lab", "access:servers!user=student3", "servers!user=nobody", "servers"} {
		fmt.Println(scope, h.Check(johan, scope).Yes())
	}
	// Output:
	// servers!user=student3 true
	// servers!server=student3/lab true
	// access:servers!user=student3 false
	// servers!user=nobody false
	// servers false
}

// Every way that leads to a yes is told, from the role to the last step.
func ExampleHub_Explain() {
	h := start(school())
	r := h.Explain(rbac.Subject{Kind: rbac.User, Name: "johan"}, "delete:servers!user=student3")
	for _, p := range r.Paths {
		fmt.Println(p.Role, p.Raw, p.Chain, p.Match.Member, "is in", p.Match.Group)
	}
	// Output:
	// teacher servers!group=class-b [servers delete:servers] student3 is in class-b
}

// What everybody has is in the role "user", whose scope "self" stands for what users do with what is their own.
func ExampleHub_Permissions() {
	h := start(school())
	p, _ := h.Permissions(rbac.Subject{Kind: rbac.User, Name: "student4"})
	for _, scope := range p.Strings()[:3] {
		fmt.Println(scope)
	}
	everyone, filters := p.Reach("servers")
	fmt.Println(everyone, filters)
	// Output:
	// access:servers!user=student4
	// delete:servers!user=student4
	// read:servers!user=student4
	// false [user=student4]
}

// A token never has more than its owner.
func ExampleHub_NewToken() {
	h := start(school())
	johan := rbac.Subject{Kind: rbac.User, Name: "johan"}
	_, err := h.NewToken(rbac.TokenRequest{Owner: johan, HasScopes: true, Scopes: []string{"list:users"}})
	fmt.Println(err.Type, err.ID, err.Args.Names)

	token, _ := h.NewToken(rbac.TokenRequest{Owner: johan, HasScopes: true, Scopes: []string{"servers!user=student3"}})
	bearer := rbac.Subject{Kind: rbac.Bearer, Token: token}
	fmt.Println(h.Check(bearer, "servers!server=student3/lab").Yes(), h.Check(bearer, "servers!server=johan/").Yes())

	// Membership counts at the time of use.
	later := h.WithoutMember("class-b", "student3")
	fmt.Println(later.Check(bearer, "servers!server=student3/lab").Yes())
	// Output:
	// ValueError token-scopes-not-held [list:users read:users:name]
	// true false
	// false
}

// A config that JupyterHub does not start with gives an event that says where and why it stops.
func ExampleStart() {
	d, _ := rbac.Define("5.5.1")
	_, events := rbac.Start(d, nil, &rbac.Config{LoadRoles: []rbac.RoleSpec{{
		Name: name("reader"), HasName: true, Scopes: []rbac.Name{{Value: "read:user", Ref: 7}}, HasScopes: true,
	}}})
	last := events[len(events)-1]
	fmt.Println(last.Stage, last.Type, last.ID, last.Args.Scope, last.Args.Suggestion, last.Args.Ref)
	// Output:
	// init_role_creation ScopeNotFound scope-not-found read:user read:users 7
}

// A restart follows the database: who was an admin stays one, a role that load_roles leaves out is deleted.
func ExampleStart_restart() {
	d, _ := rbac.Define("5.5.1")
	first := school()
	first.AdminUsers = list("boss")
	h, _ := rbac.Start(d, nil, first)
	h, events := rbac.Start(d, h, &rbac.Config{})
	for _, e := range events {
		fmt.Println(e.ID, e.Args.Role)
	}
	fmt.Println(h.IsAdmin(rbac.Subject{Kind: rbac.User, Name: "boss"}), h.MembersOf("class-b"))
	// Output:
	// role-deleted teacher
	// true [student3 student4]
}

// Many configs name no users. What they give is asked of people nobody has named yet.
func ExampleAnyName() {
	h := start(school())
	member := rbac.Subject{Kind: rbac.AnyMember, Name: "class-b"}
	fmt.Println(h.Check(member, "servers!user="+rbac.AnyName).Yes(), h.Check(member, "servers!user=johan").Yes())
	// Output:
	// true false
}
