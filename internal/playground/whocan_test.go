package playground

import (
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// holds decides by the expanded scopes as JupyterHub prints them whether one is held: without a filter, with the asked one,
// or with one of the user's or of a group of the user's.
func holds(h *rbac.Hub, s rbac.Subject, scope string) bool {
	p, err := h.Permissions(s)
	if err != nil {
		return false
	}
	base, filter, _ := strings.Cut(scope, "!")
	kind, name, _ := strings.Cut(filter, "=")
	user, _, _ := strings.Cut(name, "/")
	for _, one := range p.Strings() {
		b, f, filtered := strings.Cut(one, "!")
		if b != base {
			continue
		}
		k, n, _ := strings.Cut(f, "=")
		switch {
		case !filtered, f == filter && filter != "":
			return true
		case kind == "server" && k == "user" && n == user:
			return true
		case (kind == "server" || kind == "user") && k == "group":
			if slices.Contains(h.MembersOf(n), user) || user == rbac.AnyName && s.Kind == rbac.AnyMember && s.Name == n {
				return true
			}
		}
	}
	return false
}

// request is a random request in the check language.
func (h *randomHub) request() string {
	u, g := h.pick(h.users), h.pick(h.groups)
	switch h.IntN(9) {
	case 0:
		return "DELETE /users/" + u + "/server"
	case 1:
		return "GET /users"
	case 2:
		return "GET /groups/" + g
	case 3:
		return "POST /groups/" + g + `/users {"users": ["` + u + `"]}`
	case 4:
		return "open /hub/admin"
	case 5:
		return "GET /users/" + u
	case 6:
		return h.pick(randomBases[:18]) + "!user=" + u
	case 7:
		return h.pick(randomBases[:18]) + "!group=" + g
	}
	return h.pick(randomBases[:18])
}

func TestWhoCanIsEverybodyWhoCan(t *testing.T) {
	t.Parallel()
	compared, can := 0, 0
	for seed := range uint64(300) {
		h := newRandomHub(seed)
		document := h.document()
		hub := hubOf(document)
		for range 2 {
			text := h.request()
			r := Run(Request{Document: document, Ask: Ask{Who: Anybody}, Why: &WhyAsk{Request: text}})
			if r.WhoCan == nil || r.WhoCan.Trouble != "" || r.WhoCan.Unasked > 0 {
				if r.WhoCan != nil && r.Version != "5.5.1" {
					continue // a scope that this version does not have
				}
				t.Fatalf("%s: %+v %v", text, r.WhoCan, r.Asking)
			}
			got := map[string]bool{}
			for _, w := range r.WhoCan.Whos {
				got[w.Who] = true
				if w.Path != nil && w.Path.Raw == "" {
					t.Errorf("%s by %s: a reason without a scope", text, w.Who)
				}
			}
			for _, row := range subjects(hub) {
				lines, ds := checks.Parse("checks", row.Who+" can "+text)
				if len(ds) > 0 {
					t.Fatal(ds)
				}
				results := checks.Run(hub, lines)
				want := results[0].Verdict == checks.Holds
				if base, filter, _ := strings.Cut(text, "!"); !strings.Contains(text, " ") {
					if brute := holds(hub, row.Subject, text); brute != want {
						t.Fatalf("%s by %s: check %v, by the printed scopes %v (%s %s)", text, row.Who, want, brute, base, filter)
					}
				}
				if got[row.Who] != want {
					t.Errorf("%s by %s: listed %v, can %v\n%s", text, row.Who, got[row.Who], want, document)
				}
				compared++
				if want {
					can++
				}
			}
		}
	}
	t.Logf("%d comparisons, %d can", compared, can)
	if compared < 4000 || can < 800 {
		t.Errorf("%d comparisons, %d of them yes", compared, can)
	}
}

func TestWhoCanNamesTheShortestReason(t *testing.T) {
	t.Parallel()
	config := `c.JupyterHub.load_groups = {"staff": ["ann"]}
c.JupyterHub.load_roles = [
    {"name": "wide", "scopes": ["admin:servers"], "users": ["ann"], "groups": ["staff"]},
    {"name": "stopper", "scopes": ["delete:servers"], "users": ["ann"]},
]`
	r := Run(Request{Document: document(config, ""), Ask: Ask{Who: Anybody, Verb: "servers.stop"}, Why: &WhyAsk{}})
	var ann *Who
	for i := range r.WhoCan.Whos {
		if r.WhoCan.Whos[i].Who == "ann" {
			ann = &r.WhoCan.Whos[i]
		}
	}
	if ann == nil || ann.Role != "stopper" || ann.Path.Raw != "delete:servers" || ann.Path.RawSpan.File == "" {
		t.Errorf("got %+v", r.WhoCan)
	}
}

func TestARequestThatIsTyped(t *testing.T) {
	t.Parallel()
	d := document(teacher, "")
	ask := func(who, request string) Response {
		return Run(Request{Document: d, Ask: Ask{Who: who}, Why: &WhyAsk{Request: request}})
	}
	r := ask("johan", "DELETE /users/student3/server")
	if r.Why == nil || !r.Why.Result.Yes() || len(r.Why.Paths) == 0 || r.Why.HTTP == nil || r.Why.Check != "johan can DELETE /users/student3/server" {
		t.Errorf("a call: %+v", r.Why)
	}
	if r = ask("johan", "DELETE /users/student1/server"); r.Why == nil || r.Why.Result.Yes() || len(r.Why.Fixes) == 0 || len(r.Offers) == 0 {
		t.Errorf("a call that is refused: %+v", r.Why)
	}
	if r = ask("johan", "GET /users"); r.Why == nil || len(r.Why.Fixes) == 0 {
		t.Errorf("a listing that is refused: %+v", r.Why)
	} else if text, ok := r.Apply(r.Why.Fixes[0].Key); !ok || !strings.Contains(text, `"list:users"`) {
		t.Errorf("the first fix of a listing: %s", text)
	}
	if r = ask("johan", "delete:servers!server=student3/"); r.Why == nil || r.Why.Verb.ID != "servers.stop" || r.Why.Ask.Whom != "server=student3/" {
		t.Errorf("a scope that a verb takes: %+v", r.Why)
	}
	if r = ask("johan", "GET users"); r.Why != nil || r.Asking == nil || r.Asking.ID == "" {
		t.Errorf("a slip: %+v", r.Asking)
	}
	if r = ask("johan", "servers!user=nobody-here"); r.Why != nil || r.Asking == nil || r.Asking.ID != "unknown-user" {
		t.Errorf("a name that nobody bears: %+v", r.Asking)
	}
	r = Run(Request{Document: d, Ask: Ask{Who: "johan", Verb: Everything}, Why: &WhyAsk{}})
	if r.Person == nil || r.Person.cell(t, "servers.stop").Reach != Some {
		t.Errorf("everything: %+v", r.Person)
	}
}

// Fixes of requests, applied, make the answer a yes.
func TestFixesOfRequestsHold(t *testing.T) {
	t.Parallel()
	refused, fixed, none := 0, 0, 0
	for seed := range uint64(60) {
		h := newRandomHub(seed)
		document := h.document()
		for range 3 {
			who, text := h.ask().Who, h.request()
			r := Run(Request{Document: document, Ask: Ask{Who: who}, Why: &WhyAsk{Request: text}})
			if r.Why == nil || r.Why.Result.Outcome != rbac.Forbidden && r.Why.Result.Outcome != rbac.NotFound {
				continue
			}
			if r.Why.HTTP != nil && r.Why.HTTP.Answer.Reason == "login-required" {
				continue // no scope lets a service see a page
			}
			refused++
			if len(r.Why.Fixes) == 0 {
				none++
				t.Logf("%s %s: no fix (%s)", who, text, r.Version)
			}
			for _, f := range r.Why.Fixes {
				changed, ok := r.Apply(f.Key)
				if again := Run(Request{Document: changed, Ask: Ask{Who: who}, Why: &WhyAsk{Request: text}}); !ok || again.Why == nil || !again.Why.Result.Yes() && again.Why.Result.Outcome != rbac.Failed {
					t.Fatalf("%s %s: %s does not make it a yes\n%s", who, text, f.Key, changed)
				}
				fixed++
			}
		}
	}
	t.Logf("%d refused, %d fixes applied, %d without one", refused, fixed, none)
	if refused < 80 || fixed < refused || none > refused/20 {
		t.Errorf("%d refused, %d fixes applied, %d without one", refused, fixed, none)
	}
}
