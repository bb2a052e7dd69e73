package templates

import (
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/playground"
	"rolecall.example/login"
)

// wouldChange lists what would make a yes of a no, and the other way.
func wouldChange(p *playground.LoginPerson) []string {
	r := &p.Result
	var out []string
	switch r.Verdict {
	case login.Allowed:
		grants := r.Grants()
		switch len(grants) {
		case 0:
		case 1:
			out = append(out, "No other rule fits: without "+settingName(grants[0])+" they would not get in.")
		default:
			var list []phrase
			for _, g := range grants {
				list = append(list, phrase{say(settingName(g))})
			}
			out = append(out, "Each of "+join(list).String()+" is enough alone.")
		}
		return append(out, "blocked_users with their name keeps them out, whatever allows them.")
	case login.Refused:
		if r.Rule != login.RuleNothingAllows {
			out = append(out, refusedBy(p)...)
		}
		if _, fits := first(r.Grants()); fits && r.Rule != login.RuleNothingAllows {
			return out
		}
		would := r.Would()
		for _, s := range would {
			if line := wouldTake(s); line != "" {
				out = append(out, line)
			}
		}
		if len(would) == 0 && r.Rule == login.RuleNothingAllows {
			out = append(out, "No rule that allows is set: allowed_users with their name, or allow_all.")
		}
	}
	return out
}

func first(steps []login.Step) (login.Step, bool) {
	if len(steps) == 0 {
		return login.Step{}, false
	}
	return steps[0], true
}

// settingName is a setting without its class, or the rule where it has none.
func settingName(s login.Step) string {
	if _, name, ok := strings.Cut(s.Setting, "."); ok {
		return name
	}
	return string(s.Rule)
}

// refusedBy says how the rule that refuses would let go.
func refusedBy(p *playground.LoginPerson) []string {
	d := decidingStep(p)
	names := ""
	if d != nil {
		names = namesText(d.Names)
	}
	switch p.Result.Rule {
	case login.RuleBlocked:
		return []string{"Take the name off blocked_users."}
	case login.RuleHostedDomain:
		return []string{"An account of " + names + ", or the account’s domain in hosted_domain."}
	case login.RuleIdentityProvider:
		return []string{"An identity of " + names + "."}
	case login.RuleIDPs:
		return []string{"One of the identity providers of the config: " + names + "."}
	case login.RuleVerifiedEmail:
		return []string{"A verified address."}
	case login.RuleValidate:
		return []string{"A name without slashes that username_pattern takes."}
	case login.RuleAuthenticate:
		return []string{"Another password, where the class takes one."}
	}
	return nil
}

// wouldTake says what a rule would have taken.
func wouldTake(s login.Step) string {
	names := namesText(s.Names)
	switch s.Rule {
	case login.RuleAllowedUsers:
		return "Their name in allowed_users."
	case login.RuleExistingUsers:
		return "A row in the Hub’s database, from an earlier login or a name in the config: allow_existing_users is on."
	case login.RuleAdmin:
		return "Their name in admin_users, since admins may log in."
	case login.RuleAllowedProjects:
		return "Level 30 or more in project " + names + "."
	case login.RuleAllowAll, login.RuleIDPAllowAll:
		return ""
	}
	if names == "" {
		return ""
	}
	verb := " would take "
	if len(s.Names) > 1 {
		verb = " would take one of "
	}
	if s.Rule == login.RuleAllowedScopes {
		verb = " misses "
	}
	return settingName(s) + verb + names + "."
}

// remains lists what the Hub has of somebody who can't log in any more.
func remains(p *playground.LoginPerson) []string {
	row := p.Row
	if row == nil || p.Result.Verdict != login.Refused {
		return nil
	}
	out := []string{"The row in the database, until somebody deletes the user."}
	if row.Stripped {
		out = append(out, "No roles, groups or admin flag: the start took them away, because the user is blocked. It stops their servers, too.")
	} else {
		flag := ""
		if row.Admin {
			flag = "the admin flag, "
		}
		var held []string
		if len(row.Roles) > 0 {
			held = append(held, "roles "+shownList(row.Roles))
		}
		if len(row.Groups) > 0 {
			held = append(held, "groups "+shownList(row.Groups))
		}
		if text := flag + strings.Join(held, ", "); text != "" {
			out = append(out, sentenceStart(strings.TrimSuffix(text, ", "), true)+".")
		}
	}
	tokens := "API tokens that they have made still count"
	if row.Tokens > 0 {
		tokens = count(row.Tokens, "API token still counts", "API tokens still count")
	}
	if row.Stripped {
		tokens += ", without the scopes of roles"
	}
	out = append(out, tokens+"; deleting the user deletes them.", "Open sessions last until their cookie ends, 14 days by default.")
	if row.Running > 0 {
		out = append(out, count(row.Running, "server runs", "servers run")+" on.")
	}
	return out
}

func shownList(list []string) string {
	var out []string
	for i, s := range list {
		if i == someNames {
			out = append(out, digits(len(list)-i)+" more")
			break
		}
		out = append(out, shown(s))
	}
	return strings.Join(out, ", ")
}

// loginCheck is the verdict as a line of the check language; empty where there is none to keep.
func loginCheck(p *playground.LoginPerson) string {
	switch p.Result.Verdict {
	case login.Allowed:
		return checks.Name(p.Name) + " can log in"
	case login.Refused:
		return checks.Name(p.Name) + " cannot log in because " + string(p.Result.Rule)
	}
	return ""
}
