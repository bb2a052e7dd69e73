package reference

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolecall.example/rbac"
)

func scope(t *testing.T, r *Reference, version, name string) *Scope {
	t.Helper()
	s := r.Version(version).Scope(name)
	if s == nil {
		t.Fatalf("no %s in %s", name, version)
	}
	return s
}

func calls(s *Scope) (out []string) {
	for _, o := range s.Opens {
		out = append(out, o.Call())
	}
	return out
}

func TestAddressesReadLikeRequests(t *testing.T) {
	t.Parallel()
	v := New().Version("5.5.1")
	var all []string
	for _, r := range v.Requests {
		all = append(all, r.Call())
		if strings.ContainsAny(r.Address, "+*") || strings.HasPrefix(r.Address, rbac.APIPrefix) {
			t.Errorf("%s is no address for people", r.Call())
		}
	}
	for _, want := range []string{
		"DELETE /users/{user}/server", "DELETE /users/{user}/servers/{server}", "POST /users/{user}/tokens", "GET /groups/{group}/shared",
		"GET /hub/admin", "GET /hub/spawn/{user}/{server}", "GET /user/{user}/…", "GET /shares/{owner}/{server}", "DELETE /users/{user}/shared/{owner}/{server}",
		"DELETE /users/{user}/tokens/{id}", "GET /hub/metrics",
	} {
		if !slices.Contains(all, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestTreesAndParents(t *testing.T) {
	t.Parallel()
	r := New()
	if got := fmt.Sprint(scope(t, r, "5.5.1", "servers").Includes); got != "[{read:servers [{read:users:name []}]} {delete:servers []}]" {
		t.Error(got)
	}
	s := scope(t, r, "5.5.1", "delete:servers")
	if !slices.Equal(s.IncludedIn, []string{"servers"}) || !slices.Equal(s.Above, []string{"admin:servers", "servers"}) {
		t.Error(s.IncludedIn, s.Above)
	}
	if got := scope(t, r, "5.5.1", "users:activity").Roles; !slices.Equal(got, []RoleUse{{"user", "self"}, {"admin", "admin:users"}, {"server", "users:activity!user"}}) {
		t.Error(got)
	}
	if got := r.Version("5.5.1").Self; slices.Contains(got, "delete:servers") || !slices.Contains(got, "servers") {
		t.Error(got)
	}
}

func TestWhatFiltersDo(t *testing.T) {
	t.Parallel()
	r := New()
	for _, c := range []struct {
		version, scope string
		kind           rbac.FilterKind
		want           Effect
	}{
		{"5.5.1", "servers", rbac.ServerFilter, Narrows},
		{"5.5.1", "servers", rbac.ServiceFilter, Useless},
		{"5.5.1", "proxy", rbac.UserFilter, Useless},
		{"5.4.6", "proxy", rbac.UserFilter, Ignored},
		{"5.5.1", "read:metrics", rbac.UserFilter, Ignored},
		{"5.5.1", "list:users", rbac.GroupFilter, Narrows},
		{"5.5.1", "list:users", rbac.ServerFilter, Useless},
		{"5.5.1", "read:groups", rbac.UserFilter, Useless},
		{"5.5.1", "admin:auth_state", rbac.UserFilter, Narrows},
		{"5.5.1", "self", rbac.UserFilter, Useless},
		{"2.3.1", "admin:servers", rbac.ServiceFilter, Useless}, // the admin page takes admin:users as well
		{"2.3.1", "admin:users", rbac.ServiceFilter, Ignored},
	} {
		if got := scope(t, r, c.version, c.scope).Filter(c.kind).Effect; got != c.want {
			t.Errorf("%s %s!%s: %d, want %d", c.version, c.scope, c.kind, got, c.want)
		}
	}
	if got := scope(t, r, "5.5.1", "servers").Filter(rbac.ServerFilter).Drops; !slices.Equal(got, []string{"read:users:name"}) {
		t.Error(got)
	}
}

func TestChangesBetweenVersions(t *testing.T) {
	t.Parallel()
	r := New()
	last := func(name string) Change {
		s := scope(t, r, "6.0.0b2", name)
		if len(s.Changes) == 0 {
			t.Fatalf("%s never changed", name)
		}
		return s.Changes[len(s.Changes)-1]
	}
	if c := last("servers"); c.From != "5.5.1" || !slices.Equal(c.Includes, []string{"start:servers"}) || !slices.Contains(c.Opens, "PUT /users/{user}/server") {
		t.Errorf("%+v", c)
	}
	if c := last("start:servers"); !c.Appeared || c.To != "6.0.0b2" {
		t.Errorf("%+v", c)
	}
	if c := last("read:hub"); c.To != "5.5.1" || !slices.Equal(c.Unfiltered, []string{"GET /info"}) || len(c.FilterTo) != 4 {
		t.Errorf("%+v", c)
	}
	if c := scope(t, r, "5.5.1", "admin:servers").Changes[0]; c.To != "3.1.1" || !slices.Equal(c.Stays, []string{"GET /hub/admin"}) || len(c.Unfiltered)+len(c.Closes) > 0 {
		t.Errorf("%+v", c)
	}
	if in := scope(t, r, "5.5.1", "shares").In; !slices.Equal(in, newerThan("4.1.6")) {
		t.Error(in)
	}
	if got := scope(t, r, "5.5.1", "read:tokens").Changes; len(got) != 0 {
		t.Errorf("%+v", got)
	}
	got := r.Having("admin-ui")
	slices.Reverse(got)
	if !slices.Equal(got, newerThan("2.3.1")) {
		t.Error(got)
	}
}

// newerThan lists the versions after one, oldest first.
func newerThan(version string) []string {
	all := rbac.Versions()
	newer := slices.Clone(all[:slices.Index(all, version)])
	slices.Reverse(newer)
	return newer
}

func TestNamesAlike(t *testing.T) {
	t.Parallel()
	s := scope(t, New(), "5.5.1", "read:users")
	got := map[string]Relation{}
	for _, n := range s.Near {
		got[n.Name] = n.Relation
	}
	for name, want := range map[string]Relation{"users": Around, "read:users:name": Within, "list:users": Apart} {
		if r, ok := got[name]; !ok || r != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if !slices.Equal(s.Misspelt, []string{"read:user"}) || s.Error != "ScopeNotFound" {
		t.Error(s.Misspelt, s.Error)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	v := New().Version("5.5.1")
	words := func(name string) string {
		return map[string]string{"servers": "Lets start and stop servers.", "delete:servers": "Lets stop servers."}[name]
	}
	for _, c := range []struct{ query, first, not string }{
		{"servers", "servers", "proxy"},
		{"Servers", "servers", "proxy"},
		{"servers!user=ann", "servers", "proxy"},
		{"delete:", "delete:users", "servers"},
		{"stop servers", "servers", "read:servers"},
		{"DELETE /users/{name}/server", "delete:servers", "read:servers"},
		{"delete /hub/api/users/ann/server", "delete:servers", "read:servers"},
		{"/users/ann/server", "servers", "list:users"},
		{"users/{user}/tokens", "tokens", "servers"},
		{"/metrics", "read:metrics", "proxy"},
		{"GET /users?state=active", "list:users", "servers"},
		{`POST /users {"usernames": ["a"]}`, "admin:users", "servers"},
		{"auth_state", "admin:auth_state", "read:users"},
		{"last_activity", "read:users", "read:groups"},
		{"members of nothing", "", "servers"},
		{"DELETE", "delete:users", "proxy"},
	} {
		got := v.Search(c.query, words)
		first := ""
		if len(got.Hits) > 0 {
			first = got.Hits[0].Name
		}
		if first != c.first {
			t.Errorf("%q finds %q first, want %q", c.query, first, c.first)
		}
		if slices.ContainsFunc(got.Hits, func(h Hit) bool { return h.Name == c.not }) {
			t.Errorf("%q finds %s", c.query, c.not)
		}
	}
	covered := v.Search("DELETE /users/ann/server", words)
	if len(covered.Requests) != 1 || !slices.ContainsFunc(covered.Hits, func(h Hit) bool { return h.Name == "admin:servers" && h.Reason == Covered }) {
		t.Errorf("%+v", covered.Requests)
	}
	if n := len(covered.Hits); n != 4 || covered.Hits[1].Name != "servers" || covered.Hits[3].Name != "self" {
		t.Errorf("%+v", covered.Hits)
	}
	for query, want := range map[string]string{"read:user": "read:users", "admin:server!user=x": "admin:servers", "qqqqqq": "", "servers": ""} {
		if got := v.Search(query, words).Suggest; got != want {
			t.Errorf("%q: did you mean %q, want %q", query, got, want)
		}
	}
	if got := v.Search("  ", words); len(got.Hits) != 0 {
		t.Errorf("nothing finds %d scopes", len(got.Hits))
	}
	if got := v.Search("auth_state", words).Fields; len(got) != 1 || got[0].Model != "user" || !slices.Equal(got[0].Scopes, []string{"admin:auth_state"}) {
		t.Errorf("%+v", got)
	}
}
