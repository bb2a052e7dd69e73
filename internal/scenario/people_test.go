package scenario

import (
	"reflect"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

func TestPeopleSayWhatALoginSays(t *testing.T) {
	t.Parallel()
	yes, no, name := true, false, "ann"
	for yaml, want := range map[string]login.Person{
		"art:\n":                         {Username: "art"},
		"art: {orgs: [a], teams: [a:t]}": {Username: "art", Orgs: []string{"a"}, Teams: []string{"a:t"}},
		"art: {username: Art O, email: a@x, verified: false, domain: x, idp: \"https://i\"}": {
			Username: "Art O", Email: "a@x", Unverified: true, HostedDomain: "x", IDP: "https://i"},
		"art: {groups: [g, 1], projects: {7: 30}, scopes: [read:org], system_groups: [s], system_user: false}": {
			Username: "art", Groups: []string{"g", "1"}, Projects: map[string]int{"7": 30}, Scopes: []string{"read:org"},
			SystemGroups: []string{"s"}, NoSystemUser: true},
		"art: {known: true, admin: true, password: wrong}": {Username: "art", Known: true, Admin: true, WrongPassword: true},
		"art: {password: admin}":                           {Username: "art", AdminPassword: true},
		"art: {password: group}":                           {Username: "art", PasswordGroup: 1},
		"art: {password: group 12, system_name: Art}":      {Username: "art", PasswordGroup: 12, SystemName: "Art"},
		"art: {replies: {roles: [a, {name: b, scopes: [self], users: []}]}}": {Username: "art", Replies: login.Replies{HasRoles: true, Roles: []rbac.RoleSpec{
			{HasName: true, Name: rbac.Name{Value: "a"}},
			{HasName: true, Name: rbac.Name{Value: "b"}, Scopes: []rbac.Name{{Value: "self"}}, HasScopes: true, HasUsers: true}}}},
		"art: {claims: {a: {b: [x, 1, true, null]}, d: 2024-01-01}}": {Username: "art", Claims: map[string]any{
			"a": map[string]any{"b": []any{"x", 1.0, true, nil}}, "d": "2024-01-01"}},
		"art: {replies: {username: ann, groups: [], allowed: true, admin: false, hook: true}}": {Username: "art", Replies: login.Replies{
			Username: &name, Groups: []string{}, HasGroups: true, Allowed: &yes, Admin: &no, HookPass: &yes}},
	} {
		s, ds := ParseState("people:\n  " + yaml + "\n")
		if len(ds) > 0 || len(s.People) != 1 || s.People[0].Name != "art" {
			t.Errorf("%s: %v, %v", yaml, s.People, ds)
			continue
		}
		if got := s.People[0].Person; !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %+v\nwant %+v", yaml, got, want)
		}
	}
}

func TestPeopleKeepTheirOrderAndPlaces(t *testing.T) {
	t.Parallel()
	text := "people:\n  zoe: {}\n  art: {}\n  \"mia b\": {}\n"
	s, ds := ParseState(text)
	var got []string
	for _, p := range s.People {
		got = append(got, p.Name+"="+text[p.At.Start:p.At.End])
	}
	if strings.Join(got, " ") != `zoe=zoe art=art mia b="mia b"` || len(ds) > 0 {
		t.Errorf("%q, %v", got, ds)
	}
}

func TestWhatNoPersonHasIsSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ yaml, errors, hint string }{
		{"art: {org: [a]}", "state 2:9 unknown-key", `did you mean "orgs"?`},
		{"art: {orgs: a}", "state 2:15 yaml-type", ""},
		{"art: {known: yes}", "state 2:16 yaml-type", ""},
		{"art: {email: [a]}", "state 2:16 yaml-type", ""},
		{"art: {projects: {7: developer}}", "state 2:23 yaml-type", "30 is Developer"},
		{"art: {password: hunter2}", "state 2:19 unknown-password", "one of right, wrong, admin"},
		{"art: {password: group 0}", "state 2:19 unknown-password", "group 2"},
		{"art: {password: groups}", "state 2:19 unknown-password", "group 2"},
		{"art: {replies: {roles: [{scopes: [self]}]}}", "state 2:27 yaml-type", ""},
		{"art: {replies: {roles: a}}", "state 2:26 yaml-type", ""},
		{"art: {replies: {roles: [{name: a, user: [b]}]}}", "state 2:37 unknown-key", `did you mean "users"?`},
		{"art: {admin: true}", "state 2:3 admin-not-known", "known: true"},
		{"art: {replies: {hooks: true}}", "state 2:19 unknown-key", `did you mean "hook"?`},
		{"art: [orgs]", "state 2:8 yaml-type", ""},
		{"art: {claims: {a: .inf}}", "state 2:21 yaml-type", "quote it"},
		{"art: {}\n  art: {}", "state 3:3 key-twice", ""},
	} {
		text := "people:\n  " + c.yaml + "\n"
		_, ds := ParseState(text)
		d, _ := Parse("```state\n" + text + "```\n")
		if got := found(ds, text, d); got != c.errors {
			t.Errorf("%q\n got %s\nwant %s", c.yaml, got, c.errors)
		}
		if c.hint != "" && (len(ds) == 0 || !strings.Contains(ds[0].Hint, c.hint)) {
			t.Errorf("%q: no hint %s in %v", c.yaml, c.hint, ds)
		}
	}
}

func TestPeopleAreCounted(t *testing.T) {
	t.Parallel()
	many := func(n int) string {
		var b strings.Builder
		b.WriteString("people:\n")
		for i := range n {
			b.WriteString("  p" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + itoa(i) + ": {}\n")
		}
		return b.String()
	}
	if s, ds := ParseState(many(limits.People)); len(ds) != 0 || len(s.People) != limits.People {
		t.Errorf("at the limit: %d, %v", len(s.People), ds)
	}
	if s, ds := ParseState(many(limits.People + 1)); len(ds) != 1 || ds[0].ID != "limit-people" || len(s.People) != limits.People {
		t.Errorf("past it: %d, %v", len(s.People), ds)
	}
}

func itoa(i int) string {
	out := ""
	for ; i > 0; i /= 10 {
		out = string(rune('0'+i%10)) + out
	}
	return out
}

func TestPeopleAreChangedInTheState(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, state string
		change      PersonChange
		want        string
	}{
		{"a first one", "", PersonChange{Name: "art"}, "people:\n  art: {}\n"},
		{"one more", "people:\n  art: {}   # why\nusers: [x]\n", PersonChange{Name: "bo b"}, "people:\n  art: {}   # why\n  \"bo b\": {}\nusers: [x]\n"},
		{"one that is there", "people:\n  art: {known: true}\n", PersonChange{Name: "art"}, "people:\n  art: {known: true}\n"},
		{"out of two", "people:\n  art: {}\n  bo: {}\n", PersonChange{Name: "art", Gone: true}, "people:\n  bo: {}\n"},
		{"the last", "people:\n  art: {}\nusers: [x]\n", PersonChange{Name: "art", Gone: true}, "users: [x]\n"},
		{"a list", "people:\n  art:\n    known: true\n    orgs:\n      - a\n  bo: {}\n", PersonChange{Name: "art", Path: []string{"orgs"}, Text: "a, b:t ,a"},
			"people:\n  art: {known: true, orgs: [a, \"b:t\"]}\n  bo: {}\n"},
		{"an empty list goes", "people:\n  art: {orgs: [a], known: true}\n", PersonChange{Name: "art", Path: []string{"orgs"}}, "people:\n  art: {known: true}\n"},
		{"a member", "people:\n  art: {orgs: [a]}\n", PersonChange{Name: "art", Path: []string{"orgs"}, Member: "b", Text: "true"}, "people:\n  art: {orgs: [a, b]}\n"},
		{"a member less", "people:\n  art: {orgs: [a, b]}\n", PersonChange{Name: "art", Path: []string{"orgs"}, Member: "a"}, "people:\n  art: {orgs: [b]}\n"},
		{"a flag", "people:\n  art:\n", PersonChange{Name: "art", Path: []string{"verified"}, Text: "false"}, "people:\n  art: {verified: false}\n"},
		{"a text", "people: {art: {}, bo: {email: b@x}}\n", PersonChange{Name: "art", Path: []string{"email"}, Text: " a@x "}, "people:\n  bo: {email: b@x}\n  art: {email: a@x}\n"},
		{"a project", "people:\n  art: {}\n", PersonChange{Name: "art", Path: []string{"projects", "7"}, Text: "30"}, "people:\n  art: {projects: {\"7\": 30}}\n"},
		{"a project less", "people:\n  art: {projects: {7: 30}}\n", PersonChange{Name: "art", Path: []string{"projects", "7"}}, "people:\n  art: {}\n"},
		{"a claim", "people:\n  art: {}\n", PersonChange{Name: "art", Path: []string{"claims", "realm", "roles"}, List: true, Text: "a,b"},
			"people:\n  art: {claims: {realm: {roles: [a, b]}}}\n"},
		{"all claims", "people:\n  art: {}\n", PersonChange{Name: "art", Path: []string{"claims"}, Text: `{"a": {"b": 1.5}, "c": null}`}, "people:\n  art: {claims: {a: {b: 1.5}, c: null}}\n"},
		{"claims half typed", "people:\n  art: {claims: {a: 1}}\n", PersonChange{Name: "art", Path: []string{"claims"}, Text: `{"a": `}, "people:\n  art: {claims: {a: 1}}\n"},
		{"a reply", "people:\n  art: {}\n", PersonChange{Name: "art", Path: []string{"replies", "allowed"}, Text: "true"}, "people:\n  art: {replies: {allowed: true}}\n"},
		{"a key that nobody has", "people:\n  art: {}\n", PersonChange{Name: "art", Path: []string{"hat"}, Text: "x"}, "people:\n  art: {}\n"},
		{"a state that is no mapping", "- a\n", PersonChange{Name: "art"}, "- a\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, _ := Parse(withState(c.state))
			got, _ := Parse(doc.ChangePerson(c.change))
			if b, _ := got.Find("state"); textOf(b) != c.want {
				t.Errorf("the state is %q, want %q", textOf(b), c.want)
			}
			if !strings.HasSuffix(got.Print(), "\nWords.\n") {
				t.Errorf("the prose is gone: %q", got.Print())
			}
		})
	}
}

// Whatever is typed, the state can be read afterwards and says it.
func FuzzChangePerson(f *testing.F) {
	f.Add("people:\n  art: {orgs: [a]}\n", "art", 0, "a, b")
	f.Add("people: {art: {}}\nusers: [x]\n", "bo: {", 1, "a@x: #")
	f.Add("people:\n  art:\n    claims:\n      a: |\n        b\n", "art", 2, "x")
	f.Fuzz(func(t *testing.T, state, name string, which int, value string) {
		if strings.ContainsAny(name+value, "\r\n") || !plainText(name) || !plainText(value) || name == "" || len(value) > 500 {
			return
		}
		doc, ds := Parse(withState(strings.ReplaceAll(state, "`", "")))
		if b, _ := doc.Find("state"); len(ds) > 0 || state != "" && b == nil || len(doc.State.People) == limits.People {
			return
		}
		path := [][]string{{"email"}, {"orgs"}, {"claims", "realm", value}, nil}[(which%4+4)%4]
		if len(path) > 2 && value == "" {
			return
		}
		got, ds := Parse(doc.ChangePerson(PersonChange{Name: name, Path: path, Text: value}))
		if len(ds) > 0 {
			t.Fatalf("%q cannot be read any more: %v", got.Print(), ds)
		}
		var p *Person
		for i := range got.State.People {
			if got.State.People[i].Name == name {
				p = &got.State.People[i]
			}
		}
		if p == nil {
			t.Fatalf("%q: %q is not there", got.Print(), name)
		}
		if want := strings.TrimSpace(value); len(path) > 0 && path[0] == "email" && p.Email != want {
			t.Fatalf("%q: the address is %q, want %q", got.Print(), p.Email, want)
		}
	})
}
