package sample

import (
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

func person(name string) rbac.Subject  { return rbac.Subject{Kind: rbac.User, Name: name} }
func service(name string) rbac.Subject { return rbac.Subject{Kind: rbac.Service, Name: name} }
func member(name string) rbac.Subject  { return rbac.Subject{Kind: rbac.AnyMember, Name: name} }

var teaching = grants{
	"users.see": "group=class-b", "users.names": "group=class-b", "users.groups": "group=class-b", "users.activity": "group=class-b",
	"servers.see": "group=class-b", "servers.start": "group=class-b", "servers.stop": "group=class-b",
	"groups.see": "group=class-a", "groups.names": "group=class-a",
}

var studying = grants{"groups.see": "group=class-a", "groups.names": "group=class-a"}

var culling = grants{
	"users.list": "everyone", "users.names": "everyone", "users.activity": "everyone", "servers.see": "everyone",
	"servers.stop": "everyone",
}

// Teacher is a Hub that starts, with checks that hold and no question asked.
func Teacher() *playground.Response {
	r := &playground.Response{
		Document: document(teacherConfig, teacherChecks), Version: "5.5.1", Readable: true, Starts: true,
	}
	r.Meta = r.Document.Meta
	fs := Families()
	r.Access = playground.Access{Families: fs, Rows: []playground.Row{
		row(fs, rbac.Subject{Kind: rbac.AnyUser}, nil, true, nil),
		row(fs, member("class-a"), []string{"class-a"}, true, studying),
		row(fs, member("class-b"), []string{"class-b"}, true, nil),
		row(fs, rbac.Subject{Kind: rbac.AnyAdmin}, nil, true, grants{everything: "everyone"}),
		row(fs, person("johan"), []string{"class-a"}, true, teaching),
		row(fs, person("student1"), []string{"class-a"}, true, studying),
		row(fs, person("student2"), []string{"class-a"}, true, studying),
		row(fs, person("student3"), []string{"class-b"}, true, nil),
		row(fs, person("student4"), []string{"class-b"}, true, nil),
		row(fs, service("idle-culler"), nil, false, culling),
	}}
	for _, scope := range []string{"servers", "delete:servers", "read:servers", "list:users"} {
		r.Names.Scopes = append(r.Names.Scopes, playground.ScopeName{Name: scope})
	}
	r.Names.Scopes = append(r.Names.Scopes, playground.ScopeName{Name: "custom:sheet:read", Custom: true})
	r.Access.Total = map[playground.RowKind]int{playground.RowAnyone: 4, playground.RowUser: 5, playground.RowService: 1}
	r.Startup = playground.Startup{
		Running: true, Made: playground.Made{Users: 5, Groups: 2, Services: 1, Roles: 7},
		Steps: []playground.StartupStep{
			step(r, rbac.Warn, "group-list-form", "init_groups", `"class-a"`, `group "class-a" is written as a list of users`, `write {"users": [...]}`),
			step(r, rbac.Warn, "group-list-form", "init_groups", `"class-b"`, `group "class-b" is written as a list of users`, `write {"users": [...]}`),
			step(r, rbac.Note, "user-created", "init_role_assignment", `"johan"`, "user johan is made: a group names it", ""),
			step(r, rbac.Note, "role-created", "init_role_creation", `"teacher"`, "role teacher is made", ""),
		},
	}
	r.Diagnostics = []diag.Diagnostic{{
		Span: span(r, configPart, `"servers!group=class-b"`, 1), ID: "servers-without-access", Severity: diag.Advice,
		Message: "role teacher may start and stop these servers, but not open them",
		Hint:    `add "access:servers!group=class-b" if it is meant to`,
	}}
	lines := strings.Split(strings.TrimSpace(teacherChecks), "\n")
	for _, text := range lines {
		claim, _, _ := strings.Cut(text, "#")
		claim = strings.TrimSpace(claim)
		r.Checks = append(r.Checks, playground.CheckResult{Part: "checks", Result: checks.Result{
			Line: checks.Line{Span: span(r, "checks", claim, 1), Text: claim}, Verdict: checks.Holds,
		}})
	}
	r.Tally = playground.Tally{Warnings: 2, Advice: 1, Checks: 4, Hold: 4}
	return r
}

func step(r *playground.Response, level rbac.Level, id, stage, at, message, hint string) playground.StartupStep {
	return playground.StartupStep{
		Event: rbac.Event{Level: level, ID: id, Stage: stage}, Span: span(r, configPart, at, 1), Message: message, Hint: hint,
	}
}

// Allowed asks the teacher's Hub whether johan may stop student3's server: he may, by one path.
func Allowed() *playground.Response {
	r := Teacher()
	r.Why = question(r, "servers.stop", "delete:servers", "server=student3/")
	r.Why.Result = rbac.Result{Outcome: rbac.Allowed, Held: true}
	r.Why.Check = "johan can delete:servers!server=student3/"
	r.Why.HTTP = &playground.HTTP{
		Method: "DELETE", Path: "/users/student3/server", Check: "johan can DELETE /users/student3/server",
		Answer: rbac.Answer{Result: rbac.Result{Outcome: rbac.Allowed}, Status: 204},
	}
	r.Why.Paths = []playground.Path{{
		Path: rbac.Path{
			Holding: rbac.Direct, Role: "teacher", Raw: "servers!group=class-b", Scope: "delete:servers!group=class-b",
			Chain: []string{"servers", "delete:servers"},
			Match: rbac.Match{Kind: rbac.MemberOf, Filter: "group=class-b", Group: "class-b", Member: "student3"},
		},
		RoleSpan: span(r, configPart, `"teacher"`, 1), HeldSpan: span(r, configPart, `["johan"]`, 1),
		RawSpan: span(r, configPart, `"servers!group=class-b"`, 1), MatchSpan: span(r, configPart, `"student3"`, 1),
	}}
	r.Why.WhoElse = []playground.Who{
		{Who: "student3", Kind: playground.RowUser, Role: "user", Reach: playground.Self},
		{Who: "service idle-culler", Kind: playground.RowService, Role: "idle-culler", Reach: playground.Everyone},
	}
	return r
}

// Denied asks whether johan may open student3's server: he may not, and two roles come close.
func Denied() *playground.Response {
	r := Teacher()
	r.Why = question(r, "servers.open", "access:servers", "server=student3/")
	r.Why.Result = rbac.Result{Outcome: rbac.NotFound, Held: true}
	r.Why.Check = "johan cannot access:servers!server=student3/"
	r.Why.HTTP = &playground.HTTP{
		Method: "GET", Path: "/user/student3/", Open: true, Check: "johan cannot open /user/student3/",
		Answer: rbac.Answer{
			Result: rbac.Result{Outcome: rbac.NotFound, Held: true}, Status: 404,
			Needs: []rbac.Need{{Scopes: []string{"access:servers"}, Target: rbac.ParseFilter("server=student3/"), Held: true}},
		},
	}
	r.Why.Near = []playground.Near{
		{Reason: rbac.OtherFilter, Path: playground.Path{Path: rbac.Path{
			Holding: rbac.Direct, Role: "user", Given: true, Raw: "self", Scope: "access:servers!user=johan",
			Chain: []string{"self", "access:servers"},
		}}},
		{
			Reason: rbac.NotIncluded,
			Path: playground.Path{
				Path:     rbac.Path{Holding: rbac.Direct, Role: "teacher", Raw: "servers!group=class-b", Scope: "servers!group=class-b"},
				HeldSpan: span(r, configPart, `["johan"]`, 1), RawSpan: span(r, configPart, `"servers!group=class-b"`, 1),
			},
		},
	}
	r.Why.WhoElse = []playground.Who{{Who: "student3", Kind: playground.RowUser, Role: "user", Reach: playground.Self}}
	return r
}

func question(r *playground.Response, verb, scope, whom string) *playground.Why {
	w := &playground.Why{Ask: playground.Ask{Who: "johan", Verb: verb, Whom: whom}, Scope: scope + "!" + whom}
	w.Verb = playground.Verb{ID: verb, Scope: scope, Kind: "server"}
	groups := map[playground.RowKind]string{
		playground.RowAnyone: "anyone", playground.RowUser: "users", playground.RowService: "services",
	}
	for _, x := range r.Access.Rows {
		w.Whos = append(w.Whos, playground.Option{Value: x.Who, Label: x.Who, Group: groups[x.Kind]})
		if x.Who == "johan" {
			w.Row = x
			w.Row.Roles = []string{"class-a-student", "teacher", "user"}
		}
	}
	w.Targets = []playground.Option{{}}
	for _, u := range []string{"johan", "student1", "student2", "student3", "student4"} {
		w.Targets = append(w.Targets, playground.Option{Value: "server=" + u + "/", Label: u + "/", Group: "servers"})
	}
	for _, g := range []string{"class-a", "class-b"} {
		w.Targets = append(w.Targets, playground.Option{Value: "group=" + g, Label: g, Group: "groups"})
	}
	return w
}
