package checks

import (
	"strings"

	"rolecall.example/login"
)

// lets tell, within a sentence, by which rule somebody gets in.
var lets = map[login.Rule]string{
	login.RuleAllowAll:             "allow_all lets everybody in",
	login.RuleEverybody:            "allowed_users is empty, which lets everybody in",
	login.RuleAllowedUsers:         "allowed_users has the name",
	login.RuleExistingUsers:        "the Hub knows the user, and allow_existing_users is on",
	login.RuleAllowedScopes:        "all of allowed_scopes were granted",
	login.RuleAdmin:                "admins may log in",
	login.RuleAllowedGroups:        "a group is in allowed_groups",
	login.RuleAllowedOrganizations: "a membership is in allowed_organizations",
	login.RuleAllowedGitLabGroups:  "a group is in allowed_gitlab_groups",
	login.RuleAllowedProjects:      "a project is in allowed_project_ids",
	login.RuleAllowedTeams:         "a workspace is in allowed_teams",
	login.RuleAllowedGoogleGroups:  "a group is in allowed_google_groups",
	login.RuleAllowedGlobusGroups:  "a group is in allowed_globus_groups",
	login.RuleIDPAllowAll:          "this identity provider lets everybody in",
	login.RuleIDPDomains:           "the domain is in the identity provider's allowed_domains",
	login.RuleCustomClass:          "the authenticator's own code lets them in",
}

// keeps tell by which rule somebody is kept out.
var keeps = map[login.Rule]string{
	login.RuleAuthenticate:     "the authenticator does not take this login: a wrong password, or a class that lets nobody in",
	login.RuleValidate:         "the name is not a valid user name here",
	login.RuleBlocked:          "blocked_users has the name",
	login.RuleHostedDomain:     "hosted_domain does not have the account's domain",
	login.RuleIdentityProvider: "the identity is of another provider than identity_provider",
	login.RuleIDPs:             "the identity provider is not among those of the config",
	login.RuleVerifiedEmail:    "the email address is not verified",
	login.RuleNothingAllows:    "no rule allows it",
	login.RuleCustomClass:      "the authenticator's own code refuses",
	login.RuleHook:             "post_auth_hook refuses",
	login.RuleGroups:           "the condition on groups is not met",
	login.RuleAllowedGroups:    "no group is in allowed_groups",
}

// LoginSays tells, within a sentence, why a login of the person ends as it does.
func LoginSays(r *login.Result, person string) string {
	switch r.Verdict {
	case login.Allowed:
		if s := lets[r.Rule]; s != "" {
			return s
		}
		return "rule " + string(r.Rule)
	case login.Refused:
		s := keeps[r.Rule]
		if s == "" {
			s = "rule " + string(r.Rule)
		}
		if r.Username != "" && !strings.EqualFold(r.Username, person) {
			s += " (the Hub calls " + person + " " + Name(r.Username) + ")"
		}
		return s
	case login.Failed:
		if r.Error == nil {
			return string(r.Rule)
		}
		return FailsText(r.Error)
	}
	var open []string
	for _, a := range r.Asks {
		open = append(open, a.Setting)
	}
	for _, u := range r.Unread {
		if u.Setting != "" {
			open = append(open, u.Setting)
		}
	}
	switch {
	case len(r.Asks) > 0:
		return "code of the config's own decides, at " + some(open)
	case len(open) > 0:
		return some(open) + " could not be read"
	}
	return "something in the config could not be read"
}

// FailsText tells the exception at which the Hub ends a login.
func FailsText(e *login.HubError) string {
	about := some(e.Names)
	text := map[string]string{
		"groups-not-managed":   "a setting about groups needs " + about,
		"scopes-not-requested": "allowed_scopes has " + about + ", which scope does not ask for",
		"idp-schema":           "the entry of " + about + " does not fit the schema of identity providers",
		"idp-not-entity-id":    about + " is no entity id of an identity provider",
		"setting-removed":      "the setting " + about + " is gone in this version",
		"username-invalid":     "the name " + about + " in the config is not valid",
		"groups-managed":       "load_groups stands beside manage_groups",
		"username-missing":     "the provider says nothing under " + about + ", so there is no name",
		"username-no-string":   "what the provider says under " + about + " is no text",
		"claim-missing":        "the provider does not say " + about,
		"email-without-domain": "the email address has no domain",
		"idp-missing":          "the provider does not say which identity provider was chosen",
		"domain-missing":       "the provider says nothing under " + about + ", which has the domain",
		"groups-missing":       "the login brings no groups, and the authenticator manages them",
		"groups-no-strings":    "what stands under " + about + " are no names of groups",
		"team-two-colons":      about + " has two colons",
		"no-account":           "the machine has no account " + about,
		"roles-not-loaded":     "the authenticator has no roles to give at the start",
		"hook-not-callable":    about + " cannot be called",
		"role-refused":         "the login brings a role " + about + " that is not valid",
		"no-system-user":       "the machine has no account " + about,
	}[e.ID]
	if text == "" {
		text = strings.ReplaceAll(e.ID, "-", " ")
	}
	if e.Type != "" {
		text += " (" + e.Type + ")"
	}
	return text
}
