package sample

import (
	"strconv"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

// Stops is a Hub that does not start: a scope is misspelt.
func Stops() *playground.Response {
	config := strings.Replace(teacherConfig, `"read:users!group=class-b"`, `"read:user!group=class-b"`, 1)
	r := &playground.Response{Document: document(config, teacherChecks), Version: "5.5.1", Readable: true}
	r.Meta = r.Document.Meta
	fatal := step(r, rbac.Fatal, "scope-not-found", "init_role_creation", `"read:user!group=class-b"`,
		`no scope "read:user" in JupyterHub 5.5.1`, `did you mean "read:users"?`)
	fatal.Event.Type = "ScopeNotFound"
	r.Startup.Steps = append(Teacher().Startup.Steps[:2:2], fatal)
	r.Diagnostics = []diag.Diagnostic{{
		Span: fatal.Span, ID: fatal.Event.ID, Severity: diag.Error, Message: fatal.Message, Hint: fatal.Hint,
	}}
	r.Tally = playground.Tally{Errors: 1, Warnings: 2}
	return r
}

// Unreadable is a config with a syntax error.
func Unreadable() *playground.Response {
	config := strings.Replace(teacherConfig, `"users": ["johan"],`, `"users": ["johan",`, 1)
	r := &playground.Response{Document: document(config, teacherChecks), Version: "5.5.1"}
	r.Meta = r.Document.Meta
	r.Diagnostics = []diag.Diagnostic{{
		Span: span(r, configPart, `"scopes": [`, 2), ID: "syntax", Severity: diag.Error,
		Message: `":" does not fit here: a list that was opened on line 21 is not closed`, Hint: `close it with "]"`,
	}}
	r.Tally = playground.Tally{Errors: 1}
	return r
}

// Stopped is a config whose evaluation ran into a limit.
func Stopped() *playground.Response {
	r := &playground.Response{Document: document("while True:\n    pass\n", ""), Version: "5.5.1", Stopped: "steps"}
	r.Meta = r.Document.Meta
	r.Diagnostics = []diag.Diagnostic{{
		Span: span(r, configPart, "while True", 1), ID: "limit-steps", Severity: diag.Error,
		Message: "reading this config takes more than 5,000,000 steps and was stopped here",
	}}
	r.Tally = playground.Tally{Errors: 1}
	return r
}

// Unclear is a Hub of which a part could not be read, with a question that hangs on it.
func Unclear() *playground.Response {
	config := strings.Replace(teacherConfig, `"users": ["johan"],`, `"users": fetch_teachers(),`, 1)
	r := Teacher()
	r.Document = document(config, "")
	fs := r.Access.Families
	r.Access.Rows[4] = row(fs, person("johan"), []string{"class-a"}, true, grants{
		"servers.see": "unclear", "servers.start": "unclear", "servers.stop": "unclear", "groups.see": "group=class-a",
		"users.see": "unclear",
	})
	at := span(r, configPart, "fetch_teachers()", 1)
	r.Diagnostics = []diag.Diagnostic{{
		Span: at, ID: "call-unknown", Severity: diag.Question, Message: "what fetch_teachers returns can’t be known here",
		Hint: "replace it by a list to see what it would mean",
	}}
	r.Checks = nil
	r.Tally = playground.Tally{Questions: 1}
	r.Why = question(r, "servers.stop", "delete:servers", "server=student3/")
	r.Why.Result = rbac.Result{Outcome: rbac.Unknown}
	r.Why.Check = "johan cannot delete:servers!server=student3/"
	r.Why.Unread = []diag.Span{at}
	return r
}

// Failing is a Hub whose checks come out in every way, with lines that don't parse.
func Failing() *playground.Response {
	const text = "johan can servers!user=student1   # wishful\n" +
		"nobody can access:servers!server=student3/\n" +
		"nadia can list:users\n" +
		"johan may everything\n" +
		"service idle-culler can list:users\n"
	r := Teacher()
	r.Document = document(teacherConfig, text)
	r.Checks = nil
	add := func(claim string, v checks.Verdict, id, message string, others ...string) {
		r.Checks = append(r.Checks, playground.CheckResult{Part: "checks", Result: checks.Result{
			Line: checks.Line{Span: span(r, "checks", claim, 1), Text: claim}, Verdict: v, ID: id, Message: message, Others: others,
		}})
	}
	add("johan can servers!user=student1", checks.Fails, "check-fails", "johan has servers only for group class-b and for himself")
	add("nobody can access:servers!server=student3/", checks.Fails, "check-fails", "somebody can", "student3")
	add("nadia can list:users", checks.Invalid, "unknown-subject", `this Hub has no user "nadia"`)
	add("service idle-culler can list:users", checks.Holds, "", "")
	r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{
		Span: span(r, "checks", "may", 1), ID: "check-syntax", Severity: diag.Error, Message: `expected "can" or "cannot", found "may"`,
	})
	r.Tally = playground.Tally{Errors: 4, Warnings: 2, Advice: 1, Checks: 5, Hold: 1, Fail: 2, Invalid: 2}
	return r
}

// Evil are names that try to break a page: markup, a right-to-left override, length, nothing at all.
var Evil = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "\u202egnihtyna", "محمد", strings.Repeat("long", 50), "", " ",
	"tab\tand\nline", "nul\x00byte", "a'b&amp;c", "日本語の名前", "e\u0301\u0301\u0301\u0301",
}

// Hostile is a Hub whose users, groups, roles and services all bear such names.
func Hostile() *playground.Response {
	r := Allowed()
	fs := r.Access.Families
	r.Access.Rows = r.Access.Rows[:0]
	r.Access.Total = map[playground.RowKind]int{
		playground.RowAnyone: len(Evil), playground.RowUser: len(Evil), playground.RowService: len(Evil),
	}
	for _, kind := range []rbac.SubjectKind{rbac.AnyMember, rbac.User, rbac.Service} {
		for i, name := range Evil {
			other := Evil[(i+1)%len(Evil)]
			x := row(fs, rbac.Subject{Kind: kind, Name: name}, []string{other, name, "third"}, true, grants{
				"servers.stop": "group=" + other + ",user=" + name + ",server=" + other + "/" + name, "groups.see": "group=" + other,
			})
			x.Who = strconv.Quote(x.Who)
			r.Access.Rows = append(r.Access.Rows, x)
		}
	}
	r.Access.Rows[1].Error = Evil[1]
	r.Why.Row = r.Access.Rows[len(Evil)]
	r.Why.Ask = playground.Ask{Who: r.Why.Row.Who, Verb: "servers.stop", Whom: "server=" + Evil[1] + "/" + Evil[0]}
	r.Why.Scope = "delete:servers!" + r.Why.Ask.Whom
	r.Why.Check = Evil[0] + " can " + r.Why.Scope
	p := &r.Why.Paths[0]
	p.Holding, p.Group, p.Role = rbac.ByGroup, Evil[1], Evil[2]
	p.Raw, p.Scope = "servers!group="+Evil[4], "delete:servers!group="+Evil[4]
	p.Match.Group, p.Match.Member = Evil[4], Evil[0]
	for _, name := range Evil {
		r.Why.WhoElse = append(r.Why.WhoElse, playground.Who{Who: name, Kind: playground.RowUser, Role: name, Group: name})
		r.Why.Whos = append(r.Why.Whos, playground.Option{Value: name, Label: name, Group: name})
		r.Why.Targets = append(r.Why.Targets, playground.Option{Value: "user=" + name, Label: name, Group: name})
		r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{
			Span: diag.Span{File: name}, ID: name, Severity: diag.Question, Message: name, Hint: name,
		})
		r.Checks = append(r.Checks, playground.CheckResult{Part: name, Result: checks.Result{
			Line: checks.Line{Text: name + " can " + name}, Verdict: checks.Fails, ID: name, Message: name, Others: Evil,
		}})
		r.Startup.Steps = append(r.Startup.Steps, playground.StartupStep{
			Event: rbac.Event{Level: rbac.Fatal, ID: name, Type: name, Stage: name}, Message: name, Hint: name,
		})
	}
	r.Tally.Questions = len(Evil)
	r.Meta.Title = strings.Join(Evil, " ")
	return r
}

// Crowd is a Hub with many users, of which the first are shown.
func Crowd(shown, total int) *playground.Response {
	r := Teacher()
	fs := r.Access.Families
	rows := append([]playground.Row(nil), r.Access.Rows[:4]...)
	for i := range shown {
		name := "user" + strconv.Itoa(i)
		g := grants{}
		if i%7 == 0 {
			g = teaching
		}
		rows = append(rows, row(fs, person(name), []string{"class-" + strconv.Itoa(i%5)}, true, g))
	}
	r.Access.Rows = append(rows, r.Access.Rows[9])
	r.Access.Total[playground.RowUser] = total
	r.Access.Hidden = map[playground.RowKind]int{playground.RowUser: total - shown}
	return r
}
