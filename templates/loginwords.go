package templates

import (
	"slices"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/login"
)

const (
	maxLogins  = 60 // people who are drawn
	openTraces = 4  // with more people than that the traces are folded
	maxOptions = 12 // of one field, that are offered
	someNames  = 6  // of one rule, that are named
)

func unknownPair(r *playground.Response) string {
	if r.Login == nil {
		return "The config can’t be read as it stands."
	}
	return "Rolecall does not know OAuthenticator " + printable(r.Login.Pair.OAuthenticator) + ", which the header names. It knows " +
		strings.Join(login.OAuthenticators(), ", ") + "."
}

func severityMark(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "no"
	case diag.Warning:
		return "warning"
	}
	return "advice"
}

// loginMark is the verdict's shape.
func loginMark(r *login.Result) string {
	switch r.Verdict {
	case login.Allowed:
		return "yes"
	case login.Refused:
		return "no"
	case login.Failed:
		return "invalid"
	}
	return "unknown"
}

// loginsMark sums everybody up.
func loginsMark(l *playground.Login) string {
	kinds := map[string]bool{}
	for i := range l.People {
		kinds[loginMark(&l.People[i].Result)] = true
	}
	switch {
	case kinds["yes"]:
		return "yes"
	case kinds["unknown"] || len(kinds) == 0:
		return "unknown"
	}
	return "no"
}

// loginsTitle names those who get in: "ann and bo may log in, and 2 others may not".
func loginsTitle(l *playground.Login) string {
	var yes, no, open []phrase
	for i := range l.People {
		p := &l.People[i]
		name := phrase{say(whoLogsIn(p))}
		switch loginMark(&p.Result) {
		case "yes":
			yes = append(yes, name)
		case "unknown":
			open = append(open, name)
		default:
			no = append(no, name)
		}
	}
	if len(l.People) == 0 {
		return "Describe somebody to see who may log in"
	}
	var parts []string
	if len(yes) > 0 {
		parts = append(parts, fewOf(yes)+" may log in")
	}
	if len(no) > 0 {
		if len(yes) == 0 && len(open) == 0 && len(no) > 1 {
			return "Nobody of these may log in"
		}
		parts = append(parts, fewOf(no)+" may not")
		if len(yes) == 0 {
			parts[0] += " log in"
		}
	}
	if len(open) > 0 {
		parts = append(parts, "of "+fewOf(open)+" it can’t be told")
	}
	return sentenceCase(strings.Join(parts, ", "))
}

// refreshText tells when what changes at the provider comes to the Hub.
func refreshText(l *playground.Login) string {
	r := &l.Refresh
	switch {
	case r.Unknown:
		return "Whether the provider is asked again while somebody is in can’t be told."
	case r.Fails:
		text := "While somebody is in, the Hub asks for them anew after " + digits(r.Seconds) + " seconds, and this class cannot: the page ends in an error (TypeError)"
		if r.BeforeSpawn {
			text += ", and no server starts"
		}
		return text + ". Set auth_refresh_age to 0, or leave enable_auth_state off."
	case r.Kept:
		return "While somebody is in, groups and the admin flag are read anew from the token of the login, so what changes at the provider counts from the next login on."
	case r.On:
		text := "While somebody is in, groups and the admin flag are read anew every " + digits(r.Seconds) + " seconds, at their next request"
		if r.BeforeSpawn {
			text += ", and before a server starts"
		}
		return text + ". Whether they may log in is asked at the next login."
	case l.Class.Kind >= login.OAuth && l.Class.Kind <= login.OpenShift:
		return "What changes at the provider counts from the next login on."
	}
	return ""
}

func fewOf(list []phrase) string {
	if n := len(list); n > 4 {
		return join(list[:3]).String() + " and " + digits(n-3) + " more"
	}
	return join(list).String()
}

func whoLogsIn(p *playground.LoginPerson) string {
	if p.Stranger {
		return "somebody whom the config does not name"
	}
	return shown(p.Name)
}

// loginTitle is the verdict on one person.
func loginTitle(p *playground.LoginPerson) string {
	who := sentenceStart(whoLogsIn(p), p.Stranger)
	switch p.Result.Verdict {
	case login.Allowed:
		return who + " may log in"
	case login.Refused:
		return who + " may not log in"
	case login.Failed:
		return "The Hub fails when " + whoLogsIn(p) + " logs in"
	}
	return "Whether " + whoLogsIn(p) + " may log in can’t be told"
}

func sentenceStart(s string, words bool) string {
	if words && s != "" {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// loginReason is why, with the names that decide.
func loginReason(p *playground.LoginPerson) string {
	s := checks.LoginSays(&p.Result, checks.Name(p.Name))
	if d := decidingStep(p); d != nil && p.Result.Verdict == login.Allowed && len(d.Names) > 0 && d.Rule != login.RuleAllowedUsers && d.Rule != login.RuleAdmin {
		s += ": " + namesText(d.Names)
	}
	return printable(s)
}

func namesText(list []login.Name) string {
	var out []string
	for i, n := range list {
		if i == someNames {
			out = append(out, digits(len(list)-i)+" more")
			break
		}
		out = append(out, shown(n.Value))
	}
	return strings.Join(out, ", ")
}

// decidingStep is the step whose rule decided; nil where no single one did.
func decidingStep(p *playground.LoginPerson) *playground.LoginStep {
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Rule == p.Result.Rule && s.Outcome != login.Off && s.Reached {
			return s
		}
	}
	return nil
}

type fact struct{ name, text string }

// loginFacts are what the login does besides.
func loginFacts(p *playground.LoginPerson) []fact {
	var out []fact
	r := &p.Result
	if r.Username != "" {
		out = append(out, fact{"Name on the Hub", shown(r.Username)})
	}
	if r.Verdict == login.Refused || r.Verdict == login.Failed {
		return out
	}
	switch r.Admin {
	case login.MakesAdmin:
		out = append(out, fact{"Admin", "yes, by " + string(r.AdminBy)})
	case login.RevokesAdmin:
		out = append(out, fact{"Admin", "no, " + string(r.AdminBy) + " takes the flag away"})
	case login.AdminUnknown:
		out = append(out, fact{"Admin", "can’t be told"})
	default:
		now := "no"
		if p.Row != nil && p.Row.Admin || p.Person.Admin {
			now = "yes"
		}
		out = append(out, fact{"Admin", now + ", unchanged by the login"})
	}
	brings := func(what string, has, unknown bool, list []string) {
		text := "can’t be told"
		switch {
		case has && len(list) == 0:
			text = "none"
		case has:
			text = shownList(list)
		case !unknown:
			return
		}
		out = append(out, fact{what + " from the login", text})
	}
	brings("Groups", r.HasGroups, r.GroupsUnknown, r.Groups)
	var roles []string
	for _, role := range r.Roles {
		roles = append(roles, role.Name.Value)
	}
	brings("Roles", r.HasRoles, r.RolesUnknown, roles)
	return out
}

func settledBy(o playground.LoginOpen) string {
	if o.Setting == "" {
		return "a part of the config"
	}
	return o.Setting
}

// told leaves out the rules that the config does not set.
func told(s *playground.LoginStep) bool { return s.Outcome != login.Off }

// notSet names the rules that allow and are not set.
func notSet(p *playground.LoginPerson) string {
	var out []string
	for i := range p.Steps {
		if rule := string(p.Steps[i].Rule); !told(&p.Steps[i]) && !slices.Contains(out, rule) {
			out = append(out, rule)
		}
	}
	return strings.Join(out, ", ")
}

func stepMark(s *playground.LoginStep) string {
	switch s.Outcome {
	case login.Grants:
		return "yes"
	case login.Blocks, login.Misses:
		return "no"
	case login.Breaks:
		return "invalid"
	case login.Doubtful:
		return "unknown"
	}
	return "note"
}

func stepWord(s *playground.LoginStep) string {
	return map[login.Outcome]string{login.Passed: "passed", login.Grants: "fits", login.Misses: "does not fit", login.Blocks: "refuses", login.Breaks: "fails",
		login.Doubtful: "not known"}[s.Outcome]
}

// stepText tells what became of a rule.
func stepText(s *playground.LoginStep) string {
	names := namesText(s.Names)
	adminRule := strings.HasPrefix(string(s.Rule), "admin-")
	var text string
	switch s.Outcome {
	case login.Passed:
		switch {
		case s.From != s.To && s.From != "" && s.To != "":
			text = shown(s.From) + " becomes " + shown(s.To)
		case s.Rule == login.RuleAuthenticate && s.To == "":
			text = "the provider knows them"
		case s.Rule == login.RuleNormalize || s.Rule == login.RuleMap:
			text = shown(s.To) + " stays as it is"
		case s.Rule == login.RuleAuthenticate || s.Rule == login.RuleUsername:
			text = shown(s.To)
		case names != "":
			text = names
		default:
			text = "nothing stands against it"
		}
	case login.Grants:
		text = "lets them in"
		if adminRule {
			text = "makes an admin"
		}
		if names != "" {
			text += ": " + names
		}
	case login.Misses:
		switch {
		case s.Rule == login.RuleGroups:
			text = "nothing stands under " + names + ", so there are no groups"
		case s.Rule == login.RuleAdminUsers:
			text = "does not have the name"
		case adminRule:
			text = "takes the flag away"
		case names != "":
			text = "would take " + names
		default:
			text = "does not fit"
		}
	case login.Blocks:
		text = "refuses"
		if names != "" && s.Rule == login.RuleBlocked {
			text += ": " + names
		} else if names != "" {
			text += ", it takes " + names
		}
	case login.Breaks:
		text = "the Hub fails here"
	case login.Doubtful:
		text = "can’t be told"
	}
	if !s.Reached {
		text += " – not asked any more"
	}
	return text
}
