package rbac_test

import (
	"fmt"

	"rolecall.example/rbac"
)

// class is a Hub with a teacher, two students of whom one has a running server, and a user besides.
func class() *rbac.Hub {
	h := start(&rbac.Config{
		AllowedUsers: list("dora"),
		LoadGroups:   []rbac.GroupSpec{{Name: name("class-b"), Users: list("ann", "bob")}},
		LoadRoles:    []rbac.RoleSpec{role("teacher", "list:users!group=class-b read:users:activity!group=class-b servers!group=class-b", "user johan")},
	})
	h, _ = h.WithRunning("ann", "")
	return h
}

// A call answers with the status of the Hub. What is not permitted is a 403, or a 404 where the scope is held for others:
// then nobody learns who exists. What is permitted may still fail.
func Example_requests() {
	h := class()
	for _, call := range []rbac.Call{
		{Subject: user("johan"), Method: "DELETE", Path: "/hub/api/users/ann/server"},
		{Subject: user("johan"), Method: "DELETE", Path: "/hub/api/users/bob/server"},
		{Subject: user("johan"), Method: "DELETE", Path: "/hub/api/users/dora/server"},
		{Subject: user("johan"), Method: "POST", Path: "/hub/api/groups/class-b/users", Body: `{"users": ["dora"]}`},
		{Method: "GET", Path: "/hub/api/users"},
	} {
		a := h.Call(call)
		fmt.Println(a.Status, call.Method, call.Path)
		if !a.Yes() {
			fmt.Println("  ", a.Reason)
		}
	}
	// Output:
	// 204 DELETE /hub/api/users/ann/server
	// 204 DELETE /hub/api/users/bob/server
	// 404 DELETE /hub/api/users/dora/server
	//    scope-elsewhere
	// 403 POST /hub/api/groups/class-b/users
	//    scope-missing
	// 403 GET /hub/api/users
	//    credentials-missing
}

// What a call changes is in the Hub that it leaves; the one that was asked stays as it was.
func ExampleHub_Call() {
	h := class()
	a := h.Call(rbac.Call{Subject: user("johan"), Method: "POST", Path: "/hub/api/users/bob/servers/lab"})
	fmt.Println(a.Status, a.Error != nil)
	a = h.Call(rbac.Call{Subject: user("johan"), Method: "POST", Path: "/hub/api/users/bob/server"})
	fmt.Println(a.Status, h.Active("bob", ""), a.After.Active("bob", ""))
	// Output:
	// 400 true
	// 201 false true
}

// A listing that takes filtered scopes shows what they cover. Which fields its models have hangs on other scopes.
func Example_listings() {
	a := class().Call(rbac.Call{Subject: user("johan"), Method: "GET", Path: "/hub/api/users"})
	fmt.Println(a.Status, a.Outcome == rbac.Filtered, a.Names)
	for _, model := range a.Body.([]any) {
		m := model.(map[string]any)
		_, activity := m["last_activity"]
		_, roles := m["roles"]
		fmt.Println(m["name"], "activity:", activity, "roles:", roles)
	}
	// Output:
	// 200 true [ann bob]
	// ann activity: true roles: false
	// bob activity: true roles: false
}

// Each scope reveals some fields of a model, for those whom it covers.
func Example_modelFields() {
	h := class()
	for _, path := range []string{"/hub/api/users/ann", "/hub/api/users/johan", "/hub/api/users/dora"} {
		a := h.Call(rbac.Call{Subject: user("johan"), Method: "GET", Path: path})
		fmt.Println(path, a.Status, a.Fields)
	}
	// Output:
	// /hub/api/users/ann 200 [admin kind last_activity name servers]
	// /hub/api/users/johan 200 [admin created groups kind last_activity name pending roles server servers]
	// /hub/api/users/dora 404 []
}

// In a browser, pages of the Hub ask for scopes as well, and a server lets in whoever has access:servers for it: to start
// a server is not to open it. Bob's does not run, and nobody is logged in at the end.
func Example_pages() {
	h := class()
	for _, call := range []rbac.Call{
		{Subject: user("ann"), Method: "GET", Path: "/user/ann/"},
		{Subject: user("johan"), Method: "GET", Path: "/user/ann/"},
		{Subject: user("johan"), Method: "GET", Path: "/hub/admin"},
		{Subject: user("bob"), Method: "GET", Path: "/user/bob/"},
		{Method: "GET", Path: "/hub/home"},
	} {
		a := h.Open(call)
		fmt.Printf("%d %s, asked by %q\n", a.Status, call.Path, call.Subject.Name)
	}
	// Output:
	// 200 /user/ann/, asked by "ann"
	// 403 /user/ann/, asked by "johan"
	// 403 /hub/admin, asked by "johan"
	// 424 /user/bob/, asked by "bob"
	// 302 /hub/home, asked by ""
}

// Versions differ in scopes and in what they make of them: the same filtered scope opens the admin page until 5.5.0, and
// an unfiltered one is asked for from 5.5.1 on.
func Example_versions() {
	c := &rbac.Config{LoadRoles: []rbac.RoleSpec{role("peek", "admin-ui!user", "user ann")}}
	for _, version := range []string{"5.4.6", "5.5.1"} {
		d, _ := rbac.Define(version)
		h, _ := rbac.Start(d, nil, c)
		fmt.Println(version, h.Call(rbac.Call{Subject: user("ann"), Method: "GET", Path: "/hub/admin"}).Status)
	}
	for _, version := range []string{"5.5.1", "6.0.0b2"} {
		d, _ := rbac.Define(version)
		fmt.Println(version, d.Has("start:servers"), d.HasSetting("JupyterHub.extra_user_scopes"))
	}
	// Output:
	// 5.4.6 200
	// 5.5.1 403
	// 5.5.1 false false
	// 6.0.0b2 true true
}
