package templates

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rolecall.example/internal/reference"
	"rolecall.example/rbac"
)

// Every scope of every version has its words, and no words speak of a scope that there is not.
func TestEveryScopeHasWords(t *testing.T) {
	t.Parallel()
	facts := reference.New()
	used, anywhere := map[string]bool{}, map[string]bool{}
	for _, v := range facts.Versions {
		for _, s := range v.Scopes {
			anywhere[s.Name] = true
		}
	}
	groups := map[string]int{}
	for _, g := range scopeGroups {
		groups[g.id] = 0
	}
	for _, v := range facts.Versions {
		for _, s := range v.Scopes {
			w := wordOf(s.Name)
			used[s.Name] = true
			if w.text == "" {
				t.Errorf("%s of %s has no words", s.Name, v.Name)
			}
			if _, ok := groups[w.group]; !ok {
				t.Errorf("%s stands under no heading", s.Name)
			}
			groups[w.group]++
			for i, part := range strings.Split(w.text+" "+w.beware, "`") {
				if i%2 == 1 && anywhere[part] && v.Scope(part) == nil {
					t.Errorf("the words of %s speak of %s, which %s does not have", s.Name, part, v.Name)
				}
			}
		}
	}
	seen := map[string]bool{}
	for _, w := range scopeWords {
		if !used[w.name] || seen[w.name] {
			t.Errorf("%s has words and is no scope, or has them twice", w.name)
		}
		seen[w.name] = true
		for _, text := range []string{w.text, w.beware} {
			if n := strings.Count(text, ". ") + 1; n > 2 || text != "" && !strings.HasSuffix(text, ".") || utf8.RuneCountInString(text) > 220 {
				t.Errorf("%s: not one or two sentences: %s", w.name, text)
			}
			if strings.Count(text, "`")%2 != 0 {
				t.Errorf("%s: a backquote is open: %s", w.name, text)
			}
		}
	}
	for id, n := range groups {
		if n == 0 {
			t.Errorf("no scope stands under %s", id)
		}
	}
}

// What the words claim of requests is what the reference has.
func TestTheWordsOfScopesAreTrue(t *testing.T) {
	t.Parallel()
	opens := func(v *reference.Version, scope, call string) bool {
		s := v.Scope(scope)
		return s != nil && slices.ContainsFunc(s.Opens, func(o reference.Opening) bool { return o.Call() == call && len(o.Lacks) == 0 && o.Always == 0 })
	}
	for _, v := range reference.New().Versions {
		for _, c := range []struct {
			scope, call string
			want        bool
		}{
			{"users", "POST /users", false}, {"users", "PATCH /users/{user}", false}, {"users", "POST /users/{user}/activity", true},
			{"admin:users", "POST /users", true}, {"admin:users", "PATCH /users/{user}", true}, {"admin:users", "DELETE /users/{user}", true},
			{"admin:users", "GET /users/{user}/tokens", false}, {"admin:users", "DELETE /users/{user}/server", false},
			{"read:users", "GET /users", false}, {"read:users", "GET /users/{user}", true}, {"list:users", "GET /users", true},
			{"servers", "GET /user/{user}/…", false}, {"admin:servers", "GET /user/{user}/…", false}, {"access:servers", "GET /user/{user}/…", true},
			{"access:servers", "POST /users/{user}/server", false}, {"delete:servers", "GET /users", false}, {"delete:servers", "DELETE /users/{user}/server", true},
			{"servers", "POST /users/{user}/server", true}, {"servers", "DELETE /users/{user}/server", true}, {"delete:servers", "POST /users/{user}/server", false},
			{"admin:groups", "POST /groups/{group}", true}, {"admin:groups", "DELETE /groups/{group}", true}, {"groups", "POST /groups/{group}/users", true},
			{"groups", "POST /groups/{group}", false}, {"groups", "DELETE /groups/{group}", false}, {"tokens", "POST /users/{user}/tokens", true},
			{"tokens", "GET /users/{user}/tokens", true}, {"tokens", "DELETE /users/{user}/tokens/{id}", true}, {"read:tokens", "POST /users/{user}/tokens", false},
			{"read:hub", "GET /info", true}, {"proxy", "GET /proxy", true}, {"proxy", "PATCH /proxy", true}, {"shutdown", "POST /shutdown", true},
			{"read:metrics", "GET /hub/metrics", true}, {"access:services", "GET /services/{service}/…", true},
		} {
			if got := opens(v, c.scope, c.call); got != c.want {
				t.Errorf("%s: %s opens %s: %v", v.Name, c.scope, c.call, got)
			}
		}
		for _, c := range []struct {
			scope, call string
			want        bool
		}{
			{"start:servers", "POST /users/{user}/server", true}, {"start:servers", "PUT /users/{user}/server", true},
			{"start:servers", "DELETE /users/{user}/server", false}, {"start:servers", "GET /hub/spawn", false},
			{"shares", "GET /shares/{owner}/{server}", true}, {"shares", "DELETE /shares/{owner}/{server}", true}, {"shares", "POST /shares/{owner}/{server}", false},
			{"shares", "POST /share-codes/{owner}/{server}", true}, {"read:shares", "GET /share-codes/{owner}/{server}", true},
			{"users:shares", "DELETE /users/{user}/shared/{owner}/{server}", true}, {"users:shares", "POST /shares/{owner}/{server}", false},
			{"groups:shares", "DELETE /groups/{group}/shared/{owner}/{server}", true}, {"read:users:shares", "GET /users/{user}/shared", true},
			{"admin:services", "POST /services/{service}", true}, {"admin:services", "DELETE /services/{service}", true},
			{"admin-ui", "GET /hub/admin", true}, {"admin-ui", "GET /users", false},
		} {
			if v.Scope(c.scope) != nil && opens(v, c.scope, c.call) != c.want {
				t.Errorf("%s: %s opens %s: %v", v.Name, c.scope, c.call, !c.want)
			}
		}
		if v.Bare(rbac.GroupFilter) || !v.Bare(rbac.UserFilter) || v.Bare(rbac.ServerFilter) != v.Bare(rbac.ServiceFilter) {
			t.Errorf("%s: other filters without a value than the page says", v.Name)
		}
		for _, none := range []string{"inherit", "(no_scope)", "admin:auth_state", "admin:server_state"} {
			if s := v.Scope(none); len(s.Opens) > 0 {
				t.Errorf("%s: %s opens requests", v.Name, none)
			}
		}
		if f := v.Scope("read:groups").Filters[0]; f.Effect != reference.Useless {
			t.Errorf("%s: a user filter on read:groups shows something", v.Name)
		}
	}
}
