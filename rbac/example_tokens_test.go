package rbac_test

import (
	"fmt"

	"rolecall.example/rbac"
)

// A token is refused when it asks for more than its owner has, and whatever it was given counts only as far as the
// owner still has it. Of the wider and the narrower of two filters it gets the narrower.
func Example_tokens() {
	h := start(&rbac.Config{
		LoadGroups: []rbac.GroupSpec{{Name: name("class-b"), Users: list("ann", "bob")}},
		LoadRoles:  []rbac.RoleSpec{role("teacher", "servers!group=class-b", "user johan")},
	})
	_, err := h.NewToken(rbac.TokenRequest{Owner: user("johan"), HasScopes: true, Scopes: []string{"servers"}})
	fmt.Println(err.Type, err.ID)

	token, _ := h.NewToken(rbac.TokenRequest{Owner: user("johan"), HasScopes: true, Scopes: []string{"servers!user=ann"}})
	bearer := rbac.Subject{Kind: rbac.Bearer, Token: token}
	ask(h, bearer, "servers!server=ann/lab", "servers!user=bob")

	h = h.WithoutMember("class-b", "ann")
	ask(h, bearer, "servers!server=ann/lab")
	for _, d := range h.DroppedOf(token) {
		fmt.Println("lost:", d.Scope)
	}
	// Output:
	// ValueError token-scopes-not-held
	// servers!server=ann/lab yes
	// servers!user=bob no
	// servers!server=ann/lab no
	// lost: delete:servers!user=ann
	// lost: read:servers!user=ann
	// lost: read:users:name!user=ann
	// lost: servers!user=ann
}

// A service that people log in to by OAuth gets a token of theirs, with what its config allows and they have. They must
// have access to the service first.
func Example_oauth() {
	h := start(&rbac.Config{
		Services: []rbac.ServiceSpec{{
			Name: name("panel"), OAuthRedirectURI: "http://127.0.0.1:9000/callback", HasOAuthRedirectURI: true,
			OAuthClientAllowedScopes: list("read:users!user", "list:users"),
		}},
		LoadRoles:    []rbac.RoleSpec{role("panel-users", "access:services!service=panel", "user ann"), role("reader", "list:users", "user bob")},
		AllowedUsers: list("ann", "bob"),
	})
	for _, who := range []string{"ann", "bob"} {
		a, _ := h.Authorize(who, "service:panel", nil)
		fmt.Println(who, "may enter:", a.Access, "allowed:", a.Allowed, "disallowed:", a.Disallowed)
	}
	// Output:
	// ann may enter: true allowed: [access:services!service=panel read:users!user read:users:name!user=ann] disallowed: [list:users]
	// bob may enter: false allowed: [access:services!service=panel list:users read:users!user] disallowed: []
}

// A server gets a token of its user's when it is started: by default to report activity and to let its user in.
func Example_serverTokens() {
	h := start(&rbac.Config{AllowedUsers: list("ann", "bob")})
	token, _, _ := h.ServerToken("ann", "lab")
	fmt.Println(token.Scopes)
	ask(h, rbac.Subject{Kind: rbac.Bearer, Token: token}, "access:servers!server=ann/lab", "users:activity!user=ann", "servers!server=ann/lab", "access:servers!server=bob/")
	// Output:
	// [access:servers!server=ann/lab users:activity!user]
	// access:servers!server=ann/lab yes
	// users:activity!user=ann yes
	// servers!server=ann/lab no
	// access:servers!server=bob/ no
}

// Whoever may share a server gives users and groups scopes on it. A token of theirs has such a share only if it was made
// with the user itself.
func Example_shares() {
	h := start(&rbac.Config{
		AllowedUsers: list("ann", "bob", "carl"),
		LoadGroups:   []rbac.GroupSpec{{Name: name("team"), Users: list("carl")}},
	}).WithServers(map[string][]string{"ann": {"lab"}})
	h, stored, _ := h.Share("ann", "lab", user("bob"), []string{"access:servers"}, true)
	fmt.Println(stored)
	h, _, _ = h.Share("ann", "lab", rbac.Subject{Kind: rbac.Group, Name: "team"}, []string{"access:servers"}, true)
	for _, who := range []string{"bob", "carl"} {
		fmt.Println(who)
		ask(h, user(who), "access:servers!server=ann/lab", "access:servers!server=ann/")
		token, _ := h.NewToken(rbac.TokenRequest{Owner: user(who)})
		ask(h, rbac.Subject{Kind: rbac.Bearer, Token: token}, "access:servers!server=ann/lab")
	}
	// Output:
	// [access:servers!server=ann/lab]
	// bob
	// access:servers!server=ann/lab yes
	// access:servers!server=ann/ no
	// access:servers!server=ann/lab yes
	// carl
	// access:servers!server=ann/lab yes
	// access:servers!server=ann/ no
	// access:servers!server=ann/lab no
}
