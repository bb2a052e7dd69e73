package rbac_test

import (
	"fmt"
	"strings"

	"rolecall.example/rbac"
)

// role is an entry of load_roles: its name, its scopes, and who bears it, as in "user johan", "group class-b",
// "service culler".
func role(name, scopes string, bearers ...string) rbac.RoleSpec {
	out := rbac.RoleSpec{Name: rbac.Name{Value: name}, HasName: true, Scopes: list(strings.Fields(scopes)...), HasScopes: true}
	for _, b := range bearers {
		kind, who, _ := strings.Cut(b, " ")
		switch kind {
		case "user":
			out.Users, out.HasUsers = append(out.Users, rbac.Name{Value: who}), true
		case "group":
			out.Groups, out.HasGroups = append(out.Groups, rbac.Name{Value: who}), true
		case "service":
			out.Services, out.HasServices = append(out.Services, rbac.Name{Value: who}), true
		}
	}
	return out
}

func user(name string) rbac.Subject    { return rbac.Subject{Kind: rbac.User, Name: name} }
func service(name string) rbac.Subject { return rbac.Subject{Kind: rbac.Service, Name: name} }

// ask prints yes or no for each scope.
func ask(h *rbac.Hub, who rbac.Subject, scopes ...string) {
	for _, scope := range scopes {
		fmt.Println(scope, map[bool]string{true: "yes", false: "no"}[h.Check(who, scope).Yes()])
	}
}

// A scope includes others, which include others again. Whoever holds "servers" may do all of it; the chain says how.
func Example_subscopes() {
	d, _ := rbac.Define("5.5.1")
	fmt.Println(strings.Join(d.Includes("servers"), " "))
	fmt.Println(d.Chain("admin:servers", "read:users:name"))
	// Output:
	// delete:servers read:servers read:users:name servers
	// [admin:servers servers read:servers read:users:name]
}

// A filter narrows a scope. A group filter reaches the members of the group and their servers, a user filter one user
// and all its servers, a server filter one server: "carl/" is carl's default server.
func Example_filters() {
	h := start(&rbac.Config{
		LoadGroups: []rbac.GroupSpec{{Name: name("class-b"), Users: list("ann")}},
		LoadRoles:  []rbac.RoleSpec{role("helper", "servers!group=class-b servers!user=bob servers!server=carl/", "user johan")},
	})
	ask(h, user("johan"), "servers!user=ann", "servers!server=ann/lab", "servers!server=bob/lab", "servers!server=carl/", "servers!server=carl/lab", "servers!user=carl", "servers")
	// Output:
	// servers!user=ann yes
	// servers!server=ann/lab yes
	// servers!server=bob/lab yes
	// servers!server=carl/ yes
	// servers!server=carl/lab no
	// servers!user=carl no
	// servers no
}

// A bare filter stands for whoever holds the scope: in the role of a group, for each member by itself. Where there is
// nobody to stand for, the scope is dropped: a service is no user.
func Example_bareFilters() {
	h := start(&rbac.Config{
		LoadGroups: []rbac.GroupSpec{{Name: name("class-b"), Users: list("ann", "bob")}},
		Services:   []rbac.ServiceSpec{{Name: name("culler")}},
		LoadRoles:  []rbac.RoleSpec{role("own-tokens", "tokens!user", "group class-b", "service culler")},
	})
	ask(h, user("ann"), "tokens!user=ann", "tokens!user=bob")
	p, _ := h.Permissions(service("culler"))
	fmt.Println("the culler holds", p.Strings())
	for _, near := range h.Explain(service("culler"), "tokens!user=ann").Near {
		fmt.Println(near.Path.Raw, "was dropped:", near.Reason == rbac.DroppedBare)
	}
	// Output:
	// tokens!user=ann yes
	// tokens!user=bob no
	// the culler holds []
	// tokens!user was dropped: true
}

// "self" stands for what users may do with what is their own. It is the only scope of the role "user".
func Example_self() {
	d, _ := rbac.Define("5.5.1")
	fmt.Println(strings.Join(d.SelfScopes(), " "))
	h := start(&rbac.Config{AllowedUsers: list("ann")})
	ask(h, user("ann"), "servers!user=ann", "access:servers!server=ann/lab", "list:users")
	// Output:
	// access:servers delete:servers read:servers read:shares read:tokens read:users read:users:activity read:users:groups read:users:name read:users:shares servers tokens users:activity users:shares
	// servers!user=ann yes
	// access:servers!server=ann/lab yes
	// list:users no
}

// "inherit" stands, in a token, for all that its owner has, also later. It is what a token asks for that asks for
// nothing in particular. In a role of a user it opens nothing.
func Example_inherit() {
	h := start(&rbac.Config{LoadRoles: []rbac.RoleSpec{role("reader", "list:users", "user ann")}})
	token, _ := h.NewToken(rbac.TokenRequest{Owner: user("ann")})
	fmt.Println(token.Scopes)
	bearer := rbac.Subject{Kind: rbac.Bearer, Token: token}
	ask(h, bearer, "list:users")

	later, _ := rbac.Start(h.Definitions(), h, &rbac.Config{}) // the config has lost the role
	ask(later, bearer, "list:users")
	// Output:
	// [inherit]
	// list:users yes
	// list:users no
}

// Custom scopes mean something to services only, but include each other and take filters like all scopes. Their names
// begin with "custom:".
func Example_customScopes() {
	h := start(&rbac.Config{
		CustomScopes: []rbac.CustomScope{
			{Name: name("custom:grades:read"), HasDescription: true},
			{Name: name("custom:grades:write"), HasDescription: true, Subscopes: list("custom:grades:read")},
		},
		LoadRoles: []rbac.RoleSpec{role("grader", "custom:grades:write!group=class-b", "user johan")},
	})
	ask(h, user("johan"), "custom:grades:read!group=class-b", "custom:grades:read")
	fmt.Println(h.Definitions().IsCustom("custom:grades:read"))
	// Output:
	// custom:grades:read!group=class-b yes
	// custom:grades:read no
	// true
}
