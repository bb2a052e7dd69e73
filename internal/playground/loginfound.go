package playground

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/login"
)

// foundSayings are what people read about login.Check's findings. Braces hold the setting and the names.
var foundSayings = map[string]said{
	"groups-not-managed":   {"{setting} takes groups of the Hub, which this authenticator does not manage: the Hub stops ({type})", "set {names} to True, or take the setting away"},
	"scopes-not-requested": {"allowed_scopes has {names}, which the login does not ask for: the Hub stops ({type})", "add it to scope"},
	"idp-schema":           {"this identity provider's entry does not fit the schema ({names}): the Hub stops ({type})", "it takes username_derivation with a username_claim, allow_all, allowed_domains and allowed_domains_claim"},
	"idp-not-entity-id":    {"{names} is no entity id: the Hub stops ({type})", "entity ids begin with urn:, http:// or https://"},
	"idps-empty":           {"{setting} names no identity provider: the Hub stops ({type})", "give it an entry for each provider that may be chosen"},
	"roles-not-loaded":     {"{setting} asks the authenticator for roles at the start, and {names} has none to give: the Hub stops ({type})", "take one of manage_roles and reset_managed_roles_on_startup away"},
	"setting-removed":      {"{setting} is gone in this OAuthenticator: the Hub stops ({type})", "the entries of idps say it now"},

	"no-allow-rule":           {"no setting allows anybody to log in: the Hub warns that perhaps nobody can", "set allowed_users, allow_all or another rule that allows"},
	"testing-authenticator":   {"{names} is for tests only, says the Hub", ""},
	"no-password":             {"user_password is not set: users cannot log in", ""},
	"password-without-admins": {"admin_password is set, and admin_users names nobody who could use it", ""},
	"admins-without-password": {"admin_users is set without an admin_password: these admins cannot log in", ""},
	"strip-many-domains":      {"strip_domain with several hosted domains: two people may come to the same name", ""},
	"setting-deprecated":      {"{setting} is deprecated", "write {names}"},

	"allow-all-covers":         {"{setting} has no effect: {names} lets everybody in", "keep one of them"},
	"groups-replace-users":     {"{setting} has no effect: {names} replaces it in this version", ""},
	"admins-not-allowed":       {"admin_users alone lets nobody in with this authenticator: its admins cannot log in", "name them in allowed_users, too, or set allow_existing_users"},
	"blocked-upper-case":       {"{names} blocks nobody: names are compared in lower case", "write it in lower case"},
	"map-upper-case":           {"the key {names} of username_map is never found: names are looked up in lower case", "write it in lower case"},
	"team-two-colons":          {"{names} has two colons, and a team is ORGANIZATION:TEAM", ""},
	"google-domain-case":       {"the domain {names} is never found: domains are compared in lower case", "write it in lower case"},
	"google-domain-not-hosted": {"nobody of {names} gets so far: hosted_domain does not have it", "groups stand under the domain of the email address"},
	"google-group-address":     {"{names} is an address, and groups stand here without their domain", ""},
	"hosted-domain-alone":      {"hosted_domain only keeps others out and lets nobody in", "set allow_all, to let in everybody of the domain"},
	"groups-without-key":       {"manage_groups is on, and nothing says where the groups stand: every login brings none", "set auth_state_groups_key"},
	"groups-key-unknown":       {"auth_state_groups_key begins with {first}, which this class's auth_state does not have: every login brings no groups", "begin it with {last}"},
}

// saidElsewhere are findings that the start-up or the reader of settings says itself, under the same id.
var saidElsewhere = map[string]bool{"username-invalid": true, "no-account": true, "groups-managed": true}

// found makes a diagnostic of a finding; false where something else says it.
func (r *run) found(f login.Finding) (diag.Diagnostic, bool) {
	if saidElsewhere[f.ID] {
		return diag.Diagnostic{}, false
	}
	d := diag.Diagnostic{Span: r.refs.Span(f.Ref), ID: f.ID, Severity: diag.Advice}
	switch f.Level {
	case login.Fatal:
		d.Severity = diag.Error
	case login.Warn:
		d.Severity = diag.Warning
	}
	if d.Span.File == "" {
		d.Span = diag.Span{File: r.part}
	}
	first, last := "", ""
	if n := len(f.Names); n > 0 {
		first, last = f.Names[0], f.Names[n-1]
	}
	value := func(name string) (string, bool) {
		switch name {
		case "setting":
			return f.Setting, true
		case "names":
			return strings.Join(f.Names, ", "), true
		case "type":
			return f.Type, true
		case "first":
			return first, true
		case "last":
			return last, true
		}
		return "", false
	}
	s, ok := foundSayings[f.ID]
	if !ok {
		s.message = f.ID
	}
	d.Message, d.Hint = filled(s.message, value), filled(s.hint, value)
	return d, true
}
