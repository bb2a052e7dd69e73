package checks

import (
	"fmt"
	"slices"
	"strings"

	"rolecall.example/internal/words"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// Logins answers for the people of a state who log in.
type Logins struct {
	People []string // in the order of the state
	// Login is what becomes of a person's login on a Hub; nil where that is not known, and Why says why.
	Login func(h *rbac.Hub, person string) login.Result
	Why   string
	// After is the Hub after a login that was allowed; false where it is not known.
	After func(h *rbac.Hub, person string, r *login.Result) (*rbac.Hub, bool)
}

// rules are those that decide, as `because` names them.
var rules = []login.Rule{
	login.RuleAllowAll, login.RuleEverybody, login.RuleAllowedUsers, login.RuleExistingUsers, login.RuleAllowedScopes, login.RuleAdmin,
	login.RuleAllowedGroups, login.RuleAllowedOrganizations, login.RuleAllowedGitLabGroups, login.RuleAllowedProjects, login.RuleAllowedTeams,
	login.RuleAllowedGoogleGroups, login.RuleAllowedGlobusGroups, login.RuleIDPAllowAll, login.RuleIDPDomains, login.RuleCustomClass,
	login.RuleBlocked, login.RuleNothingAllows, login.RuleAuthenticate, login.RuleUsername, login.RuleValidate, login.RuleHostedDomain,
	login.RuleIdentityProvider, login.RuleIDPs, login.RuleVerifiedEmail, login.RuleGroups, login.RuleRoles, login.RuleNormalize, login.RuleAdminGroups, login.RuleHook, login.RuleSystemUser,
}

// ruleNamed finds a rule by its name, or by the part of it that tells it from the others.
func ruleNamed(name string) (login.Rule, bool) {
	for _, form := range []string{"", "allowed-", "allow-", "-users", "allow-users", "nothing"} {
		full := name
		switch form {
		case "-users":
			full = name + "-users"
		case "allow-users":
			full = "allow-" + name + "-users"
		case "nothing":
			full = name + "-allows"
		default:
			full = form + name
		}
		if rule := login.Rule(full); slices.Contains(rules, rule) {
			return rule, true
		}
	}
	return "", false
}

// rule looks up what `because` names.
func rule(b *Because) (login.Rule, *trouble) {
	if b == nil {
		return "", nil
	}
	rule, ok := ruleNamed(b.Name)
	if ok {
		return rule, nil
	}
	t := &trouble{id: "unknown-rule", message: fmt.Sprintf("no rule of a login is called %q", short(b.Name)), at: b.At}
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = string(r)
	}
	t.hint = "such as blocked-users, allowed-users, nothing-allows"
	if near := words.Nearest(b.Name, names); near != "" {
		t.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return "", t
}

// person looks up who logs in.
func (x *runner) person(s Subject) *trouble {
	l := &x.Logins
	switch {
	case s.Kind != User:
		return &trouble{id: "no-person", message: "only people log in, and " + s.String() + " is nobody in particular", hint: "name somebody of the state's people", at: s.At}
	case l.Login == nil:
		why := l.Why
		if why == "" {
			why = "who may log in here is not known"
		}
		return &trouble{id: "login-not-known", message: why, at: s.At}
	case slices.Contains(l.People, s.Name):
		return nil
	}
	t := &trouble{id: "unknown-person", message: fmt.Sprintf("the state describes no person %q", short(s.Name)), at: s.At}
	t.hint = "describe who logs in in the state, under people"
	if near := words.Nearest(s.Name, l.People); near != "" {
		t.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return t
}

// login asks for one person, and takes what that costs from the bound.
func (x *runner) login(name string) (login.Result, *trouble) {
	if x.asks -= 8; x.asks < 0 {
		return login.Result{}, tooMuch()
	}
	return x.Logins.Login(x.hub, name), nil
}

// decided reads a login as a yes or no, or says why it is neither.
func decided(r *login.Result, name string, because login.Rule, at At) (yes bool, t *trouble) {
	switch r.Verdict {
	case login.Allowed:
		return true, nil
	case login.Refused:
		return false, nil
	case login.Failed:
		if because != "" {
			return false, nil
		}
		return false, &trouble{id: "login-fails", message: "the Hub itself fails at this login: " + LoginSays(r, name), at: at,
			hint: "if that is what you mean, write: cannot log in because " + string(r.Rule)}
	}
	return false, &trouble{id: "login-undecided", message: "whether " + name + " may log in is not known: " + LoginSays(r, name), at: at}
}

// logIn claims that somebody can log in, or cannot.
func (x *runner) logIn(n *Check, out *Result) *trouble {
	if t := x.person(n.Subject); t != nil {
		return t
	}
	because, t := rule(n.Because)
	if t != nil {
		return t
	}
	r, t := x.login(n.Subject.Name)
	if t != nil {
		return t
	}
	name := n.Subject.phrase()
	if !n.Cannot && r.Verdict == login.Failed {
		out.decide(false, name+" cannot: "+LoginSays(&r, name))
		return nil
	}
	yes, t := decided(&r, name, because, n.Request.At)
	if t != nil {
		return t
	}
	verb := " can: "
	if !yes {
		verb = " cannot: "
	}
	holds := yes != n.Cannot
	if holds && because != "" {
		holds = r.Rule == because || yes && slices.ContainsFunc(r.Grants(), func(s login.Step) bool { return s.Rule == because })
	}
	out.decide(holds, name+verb+LoginSays(&r, name))
	return nil
}

// onlyLogIn claims that of the state's people the listed can log in and no others.
func (x *runner) onlyLogIn(listed []Subject, out *Result) *trouble {
	named := map[string]bool{}
	for _, s := range listed {
		if t := x.person(s); t != nil {
			return t
		}
		named[s.Name] = true
	}
	if x.Logins.Login == nil {
		return &trouble{id: "login-not-known", message: x.Logins.Why}
	}
	if len(x.Logins.People) == 0 {
		return &trouble{id: "no-people", message: "the state describes nobody who might log in", hint: "describe some under people"}
	}
	var cannot, others []string
	var open *trouble
	for _, name := range x.Logins.People {
		r, t := x.login(name)
		if t != nil {
			return t
		}
		shown := Name(name)
		yes, t := decided(&r, shown, "", At{})
		switch {
		case t != nil:
			if open == nil {
				open = t
			}
		case yes && !named[name]:
			others = append(others, shown)
		case !yes && named[name]:
			cannot = append(cannot, shown)
		}
	}
	out.Others = append(others, cannot...)
	if len(out.Others) == 0 && open != nil {
		return open
	}
	out.decide(len(out.Others) == 0, onlyText(others, cannot, len(listed) > 0))
	return nil
}

// afterLogIn does what the Hub does as somebody logs in.
func (x *runner) afterLogIn(n *After, out *Result) *trouble {
	if t := x.person(n.Subject); t != nil {
		return t
	}
	r, t := x.login(n.Subject.Name)
	if t != nil {
		return t
	}
	name := n.Subject.phrase()
	if r.Verdict == login.Failed {
		out.decide(false, name+" cannot: "+LoginSays(&r, name)+", so nothing changes")
		out.ID = "step-fails"
		return nil
	}
	yes, t := decided(&r, name, "", n.At)
	if t != nil {
		return t
	}
	if !yes {
		out.decide(false, name+" cannot: "+LoginSays(&r, name)+", so nothing changes")
		out.ID = "step-fails"
		return nil
	}
	after, ok := x.Logins.After(x.hub, n.Subject.Name, &r)
	if !ok {
		return &trouble{id: "login-undecided", message: "what this login makes of the Hub is not known: its groups, its roles or the admin flag hang on what could not be read", at: n.At}
	}
	x.asks -= 128 + len(x.allUsers())/4
	x.hub, x.users, x.candidates = after, nil, nil
	out.Subject = rbac.Subject{Kind: rbac.User, Name: r.Username}
	out.decide(true, "")
	if !strings.EqualFold(r.Username, n.Subject.Name) {
		out.Message = "the Hub calls this person " + Name(r.Username)
	}
	return nil
}
