package checks

import (
	"fmt"
	"slices"
	"strings"

	"rolecall.example/rbac"
)

// request is a call or an address as the engine takes it.
func (x *runner) request(r Request, s rbac.Subject, why bool) rbac.Call {
	if r.Kind == AskOpen {
		return rbac.Call{Subject: s, Method: "GET", Path: r.Path, Why: why}
	}
	return rbac.Call{Subject: s, Method: r.Call.Method, Path: rbac.APIPrefix + r.Call.Path, Body: r.Call.Body, Why: why}
}

// send asks the Hub, or, for an address, what stands in front of it, and takes what the answer costs from the bound.
func (x *runner) send(r Request, s rbac.Subject, why bool) (rbac.Answer, *trouble) {
	const call, all = 8, 128 // of a call that is refused, and of one that is not
	x.asks -= call
	size := 1 + len(x.allUsers())/4
	// A body may name many, and each of them is a change of the whole Hub.
	if named := strings.Count(r.Call.Body, ","); x.asks < 0 || named > 0 && named > x.asks/(size+named/4) {
		return rbac.Answer{}, tooMuch()
	}
	ask := x.hub.Call
	if r.Kind == AskOpen {
		ask = x.hub.Open
	}
	a := ask(x.request(r, s, why))
	switch a.Outcome {
	case rbac.Forbidden, rbac.NotFound, rbac.Unknown:
	default:
		x.asks -= all
		if r.Call.Method != "GET" {
			x.asks -= size * (1 + strings.Count(r.Call.Body, ","))
		} else if a.Names != nil || strings.HasPrefix(r.Call.Path, "/groups") || strings.HasPrefix(r.Call.Path, "/oauth2") {
			x.asks -= size
		}
	}
	return a, nil
}

func tooMuch() *trouble {
	return &trouble{id: "limit-questions", message: "these checks ask too many questions about everybody on a Hub of this size"}
}

// permitted reads an answer as a yes or no: whether the Hub refuses for lack of permission. What else fails is no
// matter of permission.
func permitted(a rbac.Answer, at At) (bool, *trouble) {
	switch a.Outcome {
	case rbac.Allowed, rbac.Filtered, rbac.Failed:
		return true, nil
	case rbac.Refused:
		return a.Status != 403, nil
	case rbac.Unknown:
		if len(a.Unread) > 0 {
			return false, &trouble{id: "unread", message: "this hangs on something in the config that Rolecall could not read"}
		}
		return false, &trouble{id: "not-known", message: "Rolecall does not know what the Hub makes of this request" + because(a.Error), at: at}
	}
	return false, nil
}

// answer sends a request and reads whether it is permitted. With `seeing` it has to be answered by a list of names.
func (x *runner) answer(request Request, s rbac.Subject, why bool) (a rbac.Answer, yes bool, t *trouble) {
	if t = x.standing(request); t != nil {
		return a, false, t
	}
	if a, t = x.send(request, s, why); t != nil {
		return a, false, t
	}
	yes, t = permitted(a, request.At)
	if t == nil && yes && request.HasSeeing && a.Names == nil {
		t = &trouble{id: "not-a-listing", message: "the answer to this request is no list of names", hint: "leave seeing away", at: request.At}
		if a.Outcome == rbac.Failed {
			t.message, t.hint = fmt.Sprintf("there is no list to see, the Hub answers %d%s", a.Status, because(a.Error)), ""
		}
	}
	return a, yes && t == nil, t
}

// standing checks that a service whose page is to be opened has one. Elsewhere the Hub sends everybody on to an address at
// which nothing is, and that is no yes.
func (x *runner) standing(r Request) *trouble {
	rest, isService := strings.CutPrefix(r.Path, "/services/")
	name, _, _ := strings.Cut(rest, "/")
	name, _, _ = strings.Cut(name, "?")
	if r.Kind != AskOpen || !isService || name == "" || strings.Contains(name, "%") {
		return nil
	}
	if t := x.known("service", name, r.At); t != nil {
		return t
	}
	switch has, known := x.hub.HasPage(name); {
	case !known:
		return &trouble{id: "unread", message: "this hangs on something in the config that Rolecall could not read"}
	case !has:
		return &trouble{id: "no-page", message: fmt.Sprintf("service %q has no page", short(name)), hint: "a service has one where the config gives it a url", at: r.At}
	}
	return nil
}

// pageLimit mirrors the default of c.JupyterHub.api_page_default_limit.
const pageLimit = 50

// listed checks that the Hub has those who are said to be seen: a slip is no reason to be hidden.
func (x *runner) listed(request Request) *trouble {
	path, _, _ := strings.Cut(request.Call.Path, "?")
	kind := map[string]string{"/users": "user", "/groups": "group", "/services": "service"}[path]
	for _, name := range request.Seeing {
		if kind == "" {
			break
		}
		if t := x.known(kind, name, request.At); t != nil {
			return t
		}
	}
	return nil
}

func because(e *rbac.HubError) string {
	if text := saying(e); text != "" {
		return ": " + text
	}
	return ""
}

// checkCall claims what comes of a call or an address.
func (x *runner) checkCall(n *Check, who asker, r *Result) *trouble {
	if t := x.listed(n.Request); t != nil {
		return t
	}
	a, yes, t := x.answer(n.Request, who.Subject, true)
	if t != nil {
		return t
	}
	r.Answer, r.Scope = a.Result, decidingScope(a)
	x.reason(r, who.Subject, a.Result)
	if len(a.Unread) > 0 {
		return &trouble{id: "unread", message: "this hangs on something in the config that Rolecall could not read"}
	}
	phrase := n.Subject.phrase()
	seen := !n.Request.HasSeeing || sameNames(a.Names, n.Request.Seeing)
	switch {
	case n.Cannot:
		r.decide(!yes || !seen, phrase+" can"+how(a.Result))
	case !yes:
		r.decide(false, phrase+" cannot: "+refusal(a))
	case n.Because != nil && !throughRole(a.Paths, n.Because.Name):
		r.decide(false, fmt.Sprintf("%s can, but not through role %s: %s", phrase, n.Because.Name, rolesOf(a.Paths)))
	case !seen:
		r.decide(false, phrase+" can, and sees "+seeing(a.Names))
		if len(a.Names) == pageLimit && !strings.Contains(n.Request.Call.Path, "limit=") {
			r.Hint = fmt.Sprintf("the Hub lists %d at a time; ask for more with ?limit=200", pageLimit)
		}
	default:
		r.decide(true, "")
	}
	if r.Verdict == Holds && !n.Cannot && a.Outcome != rbac.Allowed && a.Outcome != rbac.Filtered {
		r.Message = fmt.Sprintf("permitted; the Hub answers %d%s", a.Status, because(a.Error))
	}
	x.advise(a, n.Request, r)
	return nil
}

// advise says when a request names somebody who is not there: a filter that misses hides it.
func (x *runner) advise(a rbac.Answer, request Request, r *Result) {
	if len(a.Needs) == 0 || r.Hint != "" || request.Call.Method == "POST" || request.Call.Method == "PUT" {
		return
	}
	kind, name := "", a.Needs[0].Target.Value
	switch a.Needs[0].Target.Kind {
	case rbac.UserFilter:
		kind = "user"
	case rbac.ServerFilter:
		kind = "user"
		name, _, _ = strings.Cut(name, "/")
	case rbac.GroupFilter:
		kind = "group"
	case rbac.ServiceFilter:
		kind = "service"
	}
	if kind == "" || name == rbac.AnyName {
		return
	}
	if t := x.known(kind, name, request.At); t != nil {
		r.Hint = t.message
		if t.hint != "" {
			r.Hint += ": " + t.hint
		}
	}
}

// decidingScope is the scope that opened the way, or the one that missed where it was only one.
func decidingScope(a rbac.Answer) string {
	if len(a.Needs) == 0 {
		return ""
	}
	n := a.Needs[len(a.Needs)-1]
	s := rbac.Scope{Base: n.Passed, Filter: n.Target}
	if s.Base == "" && len(n.Scopes) == 1 {
		s.Base = n.Scopes[0]
	}
	if s.Base == "" {
		return ""
	}
	return s.String()
}

// refusal tells why the Hub refuses.
func refusal(a rbac.Answer) string {
	text := reasons[a.Reason]
	if text == "" && a.Error != nil {
		text = saying(a.Error)
	}
	if text == "" && len(a.Needs) > 0 {
		n := a.Needs[len(a.Needs)-1]
		text = whyNot(a.Result, Scope{Base: strings.Join(n.Scopes, " or ")})
	}
	return fmt.Sprintf("the Hub answers %d, %s", a.Status, text)
}

// reasons tell refusals that are no matter of a scope.
var reasons = map[string]string{
	"credentials-missing":   "since nobody is logged in and no token is valid",
	"login-required":        "since this page is for people who are logged in",
	"admin-missing":         "since this takes the admin flag, which no scope replaces",
	"list-filter-invalid":   "since a listing's scope may be filtered by what it lists and by groups only",
	"share-name-unreadable": "since sharing takes a scope that reads the name of whom one shares with",
	"admin-access-off":      "since c.JupyterHub.admin_access is off",
}

// Says tells, within a sentence, why the Hub refuses for another reason than a scope, or why it fails; "" where neither
// is so.
func Says(a rbac.Answer) string {
	if text := reasons[a.Reason]; text != "" {
		return text
	}
	return saying(a.Error)
}

// saying tells what the Hub says besides permission.
func saying(e *rbac.HubError) string {
	if e == nil {
		return ""
	}
	a := e.Args
	about := a.User + a.Group + a.Service
	switch e.ID {
	case "user-not-found", "group-not-found", "service-not-found":
		return "there is no " + strings.TrimSuffix(e.ID, "-not-found") + " " + quoted(about)
	case "user-exists", "group-exists", "service-exists":
		return strings.TrimSuffix(e.ID, "-exists") + " " + quoted(about) + " is there already"
	case "users-exist":
		return "all these users are there already"
	case "server-not-found", "server-not-running", "server-running", "server-exists":
		what := map[string]string{"server-not-found": "is not there", "server-not-running": "does not run", "server-running": "runs", "server-exists": "is there already"}
		return "server " + quoted(a.User+"/"+a.Key) + " " + what[e.ID]
	case "address-not-found":
		return "nothing is at this address"
	case "method-not-allowed":
		return "the address does not know this method"
	case "user-is-oneself":
		return "nobody may delete oneself"
	case "token-scopes-not-held":
		return errorText(e)
	case "named-servers-off":
		return "c.JupyterHub.allow_named_servers is off, so that there are default servers only"
	case "named-servers-unread":
		return "whether c.JupyterHub.allow_named_servers is on could not be read"
	case "metrics-unread":
		return "whether c.JupyterHub.authenticate_prometheus is on could not be read"
	case "login-unknown", "handler-unknown", "token-id-unknown", "share-code-unknown", "cookie-unknown":
		return "its answer hangs on what only a running Hub knows"
	case "call-too-large":
		return "it is too large"
	}
	return strings.ReplaceAll(e.ID, "-", " ")
}

func quoted(name string) string {
	return fmt.Sprintf("%q", short(strings.ReplaceAll(name, rbac.AnyName, "any user")))
}

// seeing lists names for a sentence.
func seeing(list []string) string {
	if len(list) == 0 {
		return "nothing"
	}
	return some(list)
}

// sameNames reports whether a listing shows just these.
func sameNames(shown, seeing []string) bool { return slices.Equal(shown, sortedSet(seeing)) }

func sortedSet(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// step does what changes the Hub. What the Hub refuses, or cannot do, fails the line and changes nothing.
func (x *runner) step(n *After, r *Result) *trouble {
	if n.Call == nil {
		return x.afterLogIn(n, r)
	}
	who, t := x.subject(n.Subject)
	if t != nil {
		return t
	}
	request := Request{Kind: AskCall, Call: *n.Call, At: n.At}
	a, yes, t := x.answer(request, who.Subject, true)
	if t != nil {
		return t
	}
	r.Subject, r.Answer, r.Scope = who.Subject, a.Result, decidingScope(a)
	effect := ", so nothing changes"
	if a.After != x.hub {
		effect = ", half way through"
	}
	switch {
	case !yes:
		r.decide(false, n.Subject.phrase()+" cannot: "+refusal(a)+effect)
	case a.Outcome == rbac.Allowed || a.Outcome == rbac.Filtered:
		r.decide(true, "")
	default:
		r.decide(false, fmt.Sprintf("the Hub answers %d%s", a.Status, because(a.Error))+effect)
	}
	if r.Verdict == Fails {
		r.ID = "step-fails"
	}
	x.hub, x.users, x.candidates = a.After, nil, nil
	x.advise(a, request, r)
	return nil
}
