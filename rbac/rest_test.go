package rbac

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// restHub has a class with a teacher, two students and their servers.
func restHub(t testing.TB, version string) *Hub {
	t.Helper()
	d, ok := Define(version)
	if !ok {
		t.Fatalf("no %s", version)
	}
	n := func(list ...string) []Name {
		var out []Name
		for _, s := range list {
			out = append(out, Name{Value: s})
		}
		return out
	}
	h, events := Start(d, nil, &Config{
		AdminUsers: n("boss"), Web: WebSettings{NamedServers: On},
		LoadGroups: []GroupSpec{{Name: Name{Value: "class"}, Users: n("ann", "bea")}, {Name: Name{Value: "other"}, Users: n("cem")}},
		Services:   []ServiceSpec{{Name: Name{Value: "culler"}}},
		LoadRoles: []RoleSpec{
			{Name: Name{Value: "teacher"}, HasName: true, HasScopes: true, HasUsers: true, Users: n("tom"),
				Scopes: n("list:users!group=class", "read:users:groups!group=class", "servers!group=class", "groups!group=class", "tokens!group=class")},
			{Name: Name{Value: "culling"}, HasName: true, HasScopes: true, HasServices: true, Services: n("culler"),
				Scopes: n("list:users", "read:users:activity", "delete:servers", "tokens!user=ann")},
		},
	})
	if !h.Running() {
		t.Fatal(events)
	}
	h = h.WithServers(map[string][]string{"ann": {"", "lab"}, "cem": {""}})
	for _, s := range []string{"", "lab"} {
		var err *HubError
		if h, err = h.WithRunning("ann", s); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func TestCalls(t *testing.T) {
	t.Parallel()
	h := restHub(t, "5.5.1")
	tom, ann, boss, culler := Subject{Kind: User, Name: "tom"}, Subject{Kind: User, Name: "ann"}, Subject{Kind: User, Name: "boss"}, Subject{Kind: Service, Name: "culler"}
	for _, c := range []struct {
		who          Subject
		method, path string
		body         string
		status       int
		outcome      Outcome
		id           string // of Reason or Error
	}{
		{Subject{}, "GET", "/hub/api/users", "", 403, Forbidden, "credentials-missing"},
		{Subject{Kind: Bearer}, "GET", "/hub/api/user", "", 403, Forbidden, "credentials-missing"},
		{Subject{}, "GET", "/hub/api", "", 200, Allowed, ""},
		{Subject{}, "GET", "/hub/home", "", 302, Forbidden, "login-required"},
		{culler, "GET", "/hub/home", "", 302, Forbidden, "login-required"},
		{tom, "GET", "/hub/home", "", 200, Allowed, ""},
		{tom, "GET", "/hub/admin", "", 403, Forbidden, "scope-missing"},
		{boss, "GET", "/hub/admin", "", 200, Allowed, ""},
		{tom, "GET", "/hub/api/nosuch", "", 404, Failed, "address-not-found"},
		{tom, "GET", "/hub/api/users/", "", 404, Failed, "address-not-found"},
		{tom, "PUT", "/hub/api/users/ann", "", 405, Failed, "method-not-allowed"},
		{tom, "OPTIONS", "/hub/api/users/ann", "", 200, Allowed, ""},
		{tom, "GET", "/hub/api/users/%ff", "", 400, Failed, "address-not-utf8"},
		{tom, "GET", "/hub/api/users/a%6En", "", 200, Allowed, ""},
		{tom, "GET", "/hub/api/users/cem", "", 404, NotFound, "scope-elsewhere"},
		{tom, "GET", "/hub/api/users/nobody", "", 404, NotFound, "scope-elsewhere"},
		{culler, "GET", "/hub/api/users/nobody", "", 404, Failed, "user-not-found"},
		{ann, "GET", "/hub/api/groups/class", "", 403, Forbidden, "scope-missing"},
		{tom, "GET", "/hub/api/users", "", 200, Filtered, ""},
		{culler, "GET", "/hub/api/users?sort=age", "", 400, Failed, "sort-unknown"},
		{culler, "GET", "/hub/api/users?limit=x", "", 400, Failed, "page-not-integer"},
		{tom, "POST", "/hub/api/users", `{"usernames":["x"]}`, 403, Forbidden, "scope-missing"},
		{boss, "POST", "/hub/api/users", `{"usernames":["ann"]}`, 409, Failed, "users-exist"},
		{boss, "POST", "/hub/api/users", `{"usernames":["a/b"]}`, 400, Failed, "username-invalid"},
		{boss, "POST", "/hub/api/users", `{"usernames":[1]}`, 500, Failed, "usernames-not-strings"},
		{boss, "POST", "/hub/api/users", `{"usernames"`, 400, Failed, "body-not-json"},
		{boss, "PATCH", "/hub/api/users/ann", `{"admin":1}`, 400, Failed, "body-wrong-type"},
		{boss, "PATCH", "/hub/api/users/ann", `{"name":"bea"}`, 400, Failed, "user-exists"},
		{boss, "DELETE", "/hub/api/users/boss", "", 400, Failed, "user-is-oneself"},
		{boss, "DELETE", "/hub/api/users/ann", "", 500, Failed, "server-running"},
		{tom, "POST", "/hub/api/users/ann/server", "", 400, Failed, "server-running"},
		{tom, "POST", "/hub/api/users/bea/server", "", 201, Allowed, ""},
		{tom, "DELETE", "/hub/api/users/ann/servers/none", "", 404, Failed, "server-not-found"},
		{tom, "DELETE", "/hub/api/users/ann/server", `{"remove":true}`, 400, Failed, "server-default"},
		{tom, "POST", "/hub/api/users/ann/tokens", "", 201, Allowed, ""},
		{culler, "POST", "/hub/api/users/ann/tokens", "", 403, Forbidden, "scope-missing"},
		{tom, "POST", "/hub/api/users/ann/tokens", `{"scopes":["admin:users"]}`, 400, Refused, "token-scopes-not-held"},
		{tom, "POST", "/hub/api/groups/class/users", `{"users":["cem"]}`, 200, Allowed, ""},
		{tom, "POST", "/hub/api/groups/class/users", `{"users":["none"]}`, 400, Failed, "user-not-found"},
		{boss, "POST", "/hub/api/groups/class", "", 409, Failed, "group-exists"},
		{boss, "DELETE", "/hub/api/services/culler", "", 405, Failed, "service-of-config"},
		{boss, "POST", "/hub/api/shares/ann", "{}", 405, Failed, "server-missing"},
		{boss, "POST", "/hub/api/shares/ann/lab", `{"user":"a","group":"b"}`, 400, Failed, "share-with-one"},
		{ann, "GET", "/hub/user/ann/", "", 302, Allowed, ""},
		{ann, "GET", "/hub/user/bea/", "", 404, NotFound, "scope-missing"},
		{tom, "GET", "/hub/user/tom/", "", 424, Failed, "server-not-running"},
		{ann, "GET", "/hub/metrics", "", 403, Forbidden, "scope-missing"},
		{boss, "GET", "/hub/metrics", "", 200, Allowed, ""},
		{ann, "GET", "/user/ann/lab/", "", 302, Allowed, ""},
	} {
		a := h.Call(Call{Subject: c.who, Method: c.method, Path: c.path, Body: c.body})
		id := a.Reason
		if a.Error != nil {
			id = a.Error.ID
		}
		if a.Status != c.status || a.Outcome != c.outcome || id != c.id {
			t.Errorf("%s %s %s: %d, outcome %d, %q; want %d, %d, %q", c.who.Name, c.method, c.path, a.Status, a.Outcome, id, c.status, c.outcome, c.id)
		}
		if a.Status >= 400 && id != "server-running" && a.After != h {
			t.Errorf("%s %s %s fails and changes the Hub", c.who.Name, c.method, c.path)
		}
	}
}

func TestListingsNameWhatIsLeft(t *testing.T) {
	t.Parallel()
	h := restHub(t, "5.5.1")
	a := h.Call(Call{Subject: Subject{Kind: User, Name: "tom"}, Method: "GET", Path: "/hub/api/users"})
	if want := []string{"ann", "bea"}; !slices.Equal(a.Names, want) {
		t.Errorf("names %q, want %q", a.Names, want)
	}
	model := a.Body.([]any)[0].(map[string]any)
	if want := []string{"admin", "groups", "kind", "name", "servers"}; !slices.Equal(keysOf(model), want) {
		t.Errorf("fields %q, want %q", keysOf(model), want)
	}
	a = h.Call(Call{Subject: Subject{Kind: Service, Name: "culler"}, Method: "GET", Path: "/hub/api/users?name_filter=%62e&limit=1", Pagination: true})
	if want := []string{"bea"}; !slices.Equal(a.Names, want) || a.Outcome != Filtered && a.Outcome != Allowed {
		t.Errorf("names %q, want %q", a.Names, want)
	}
}

func TestCallsTellWhichScopeOpened(t *testing.T) {
	t.Parallel()
	h := restHub(t, "6.0.0b2")
	tom := Subject{Kind: User, Name: "tom"}
	a := h.Call(Call{Subject: tom, Method: "POST", Path: "/hub/api/users/bea/server", Why: true})
	if len(a.Needs) != 1 || a.Needs[0].Passed != "start:servers" || a.Needs[0].Target.String() != "server=bea/" {
		t.Fatalf("needs %+v", a.Needs)
	}
	if len(a.Paths) != 1 || a.Paths[0].Role != "teacher" || !reflect.DeepEqual(a.Paths[0].Chain, []string{"servers", "start:servers"}) {
		t.Errorf("paths %+v", a.Paths)
	}
	a = h.Call(Call{Subject: tom, Method: "POST", Path: "/hub/api/users/cem/server", Why: true})
	if a.Outcome != NotFound || !a.Held || len(a.Near) == 0 || a.Near[0].Reason != OtherFilter {
		t.Errorf("a miss is explained by %+v", a)
	}
	a = h.Call(Call{Subject: tom, Method: "GET", Path: "/hub/api/users", Why: true})
	if len(a.Paths) != 1 || a.Paths[0].Raw != "list:users!group=class" {
		t.Errorf("a listing is explained by %+v", a.Paths)
	}
}

// TestEffectsChain goes on with the Hub that a call leaves.
func TestEffectsChain(t *testing.T) {
	t.Parallel()
	h := restHub(t, "5.5.1")
	boss, cem := Subject{Kind: User, Name: "boss"}, Subject{Kind: User, Name: "cem"}
	step := func(who Subject, method, path, body string, status int) {
		t.Helper()
		a := h.Call(Call{Subject: who, Method: method, Path: APIPrefix + path, Body: body})
		if a.Status != status {
			t.Fatalf("%s %s: %d, want %d: %+v", method, path, a.Status, status, a.Error)
		}
		h = a.After
	}
	step(cem, "GET", "/users/ann/server/progress", "", 404)
	step(boss, "POST", "/shares/ann/", `{"user":"cem","scopes":["read:servers"]}`, 200)
	step(cem, "GET", "/users/ann/server/progress", "", 200)
	step(boss, "PATCH", "/users/cem", `{"name":"can"}`, 200)
	can := Subject{Kind: User, Name: "can"}
	step(can, "GET", "/users/ann/server/progress", "", 200)
	step(boss, "PATCH", "/shares/ann/", `{"user":"can"}`, 200)
	step(can, "GET", "/users/ann/server/progress", "", 404)
	step(boss, "DELETE", "/users/ann/servers/lab", `{"remove":true}`, 204)
	step(boss, "DELETE", "/users/ann", "", 204)
	step(boss, "GET", "/users/ann", "", 404)
	step(can, "GET", "/groups/new", "", 403)
	step(boss, "POST", "/groups/new", `{"users":["can"]}`, 201)
	step(boss, "POST", "/users/can/tokens", `{"scopes":["self"]}`, 201)
	if n := len(h.TokensOf(can)); n != 1 || !slices.Contains(h.GroupsOf("can"), "new") {
		t.Errorf("%d tokens, groups %q", n, h.GroupsOf("can"))
	}
	step(boss, "DELETE", "/users/can/tokens/a1", "", 204)
	step(boss, "PATCH", "/users/can", `{"admin":true}`, 200)
	step(can, "DELETE", "/groups/new", "", 204)
	step(can, "POST", "/services/made", `{"oauth_client_allowed_scopes":["read:users"]}`, 201)
	step(can, "DELETE", "/services/made", "", 200)
	if h.HasGroup("new") || h.HasService("made") || len(h.TokensOf(can)) != 0 || !h.IsAdmin(can) {
		t.Error("an effect is missing")
	}
}

func TestJSONIsReadAsInPython(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{
		`{"a": [1, 2.5e3, -0, true, null, NaN, -Infinity, "\u00e9\ud83d\ude00\ud83d"]}`: true,
		"\t[ ]\n": true, "{}": true, `"a`: false, "": false, "01": false, "1.": false, ".5": false, "[1,]": false, "{,}": false,
		`{"a" 1}`: false, `{"a":1,}`: false, "[1 2]": false, "\"\n\"": false, `"\x"`: false, "nul": false, "1e": false, "\ufeff1": false,
		strings.Repeat("[", 500) + strings.Repeat("]", 500): true, strings.Repeat("[", 1<<20): false,
		strings.Repeat("[", 2000) + strings.Repeat("]", 2000): false,
	} {
		if _, got := parseJSON(text); got != ok {
			t.Errorf("%.40q: %t, want %t", text, got, ok)
		}
	}
	v, _ := parseJSON(`{"b":1,"a":"x\ud83d\ude00","b":[0.0,""]}`)
	o := v.(*object)
	if !slices.Equal(o.keys, []string{"b", "a"}) || o.get("a") != "x😀" || truthy(o.get("b").([]any)[0]) || !truthy(o.get("b")) {
		t.Errorf("read %+v", o)
	}
}

func TestLikeIsThatOfSQL(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, pattern string
		want          bool
	}{
		{"alice", "%LI%", true}, {"alice", "%a_i%", true}, {"alice", "%x%", false}, {"", "%%", true}, {"ab", "%a%b%", true}, {"ÄB", "%äb%", false},
		{strings.Repeat("a", 5000), "%" + strings.Repeat("a%", 5000) + "b", false},
	} {
		if got := like(c.name, c.pattern); got != c.want {
			t.Errorf("%.10q like %.10q: %t", c.name, c.pattern, got)
		}
	}
}

func FuzzCall(f *testing.F) {
	var hubs []*Hub
	for _, version := range Versions() {
		hubs = append(hubs, restHub(f, version))
	}
	for i, seed := range [][3]string{
		{"GET", "/hub/api/users?state=active&limit=2", ""}, {"POST", "/hub/api/users", `{"usernames":["x"],"admin":true}`},
		{"PATCH", "/hub/api/users/ann", `{"name":"x","admin":false,"groups":[]}`}, {"POST", "/hub/api/shares/ann/lab", `{"group":"class","scopes":["read:servers"]}`},
		{"PATCH", "/hub/api/users/ann/servers/lab", `{"name":"y"}`}, {"GET", "/hub/user/ann/lab/%2F", ""}, {"POST", "/hub/api/services/new", `{"admin":true}`},
	} {
		f.Add(uint8(i), uint8(0), seed[0], seed[1], seed[2])
		f.Add(uint8(0), uint8(3), seed[0], seed[1], seed[2])
	}
	subjects := []Subject{{Kind: User, Name: "boss"}, {Kind: User, Name: "tom"}, {Kind: Service, Name: "culler"}, {Kind: AnyMember, Name: "class"}, {}, {Kind: Bearer}}
	f.Fuzz(func(t *testing.T, version, who uint8, method, path, body string) {
		h := hubs[int(version)%len(hubs)]
		call := Call{Subject: subjects[int(who)%len(subjects)], Method: method, Path: path, Body: body, Why: who > 128, Pagination: who%2 == 0}
		a, b := h.Call(call), h.Call(call)
		if !reflect.DeepEqual(a.Body, b.Body) || a.Status != b.Status || a.Outcome != b.Outcome || !reflect.DeepEqual(a.Names, b.Names) {
			t.Fatalf("two answers to one call: %+v, %+v", a, b)
		}
		if a.After == nil || a.Outcome == 0 || (a.Status == 0) != (a.Outcome == Unknown) {
			t.Fatalf("no answer: %+v", a)
		}
		if a.After != h {
			a.After.Call(Call{Subject: subjects[0], Method: "GET", Path: "/hub/api/users?include_stopped_servers=1"})
		}
	})
}
