package login

import "rolecall.example/rbac"

// Verdict on a login.
type Verdict uint8

const (
	Allowed Verdict = iota + 1
	Refused         // the person is not let in
	Failed          // the Hub itself fails, at its start or at the login: Result.Error
	Unknown         // Result.Unread or Result.Asks could change it
)

// Rule is a step of a login. The names are stable; checks name them.
type Rule string

const (
	RuleStart        Rule = "start"        // the Hub does not start with this config
	RuleAuthenticate Rule = "authenticate" // the form, the machine or the provider does not know the person
	RuleUsername     Rule = "username"     // the name is taken from what the provider says
	RuleNormalize    Rule = "normalize"    // the name in lower case
	RuleMap          Rule = "username-map"
	RuleValidate     Rule = "validate" // what no username may be, and username_pattern
	RuleGroups       Rule = "managed-groups"
	RuleRoles        Rule = "managed-roles"

	RuleBlocked          Rule = "blocked-users"
	RuleHostedDomain     Rule = "hosted-domain"     // Google
	RuleIdentityProvider Rule = "identity-provider" // Globus
	RuleIDPs             Rule = "idps"              // CILogon: the identity provider is not among them
	RuleVerifiedEmail    Rule = "verified-email"    // Google, Auth0

	RuleAllowAll             Rule = "allow-all"
	RuleEverybody            Rule = "everybody" // before JupyterHub 5: nobody is listed
	RuleAllowedUsers         Rule = "allowed-users"
	RuleExistingUsers        Rule = "allow-existing-users"
	RuleAllowedScopes        Rule = "allowed-scopes"
	RuleAdmin                Rule = "admin" // OAuthenticator since 16: admins may log in
	RuleAllowedGroups        Rule = "allowed-groups"
	RuleAllowedOrganizations Rule = "allowed-organizations"
	RuleAllowedGitLabGroups  Rule = "allowed-gitlab-groups"
	RuleAllowedProjects      Rule = "allowed-project-ids"
	RuleAllowedTeams         Rule = "allowed-teams"
	RuleAllowedGoogleGroups  Rule = "allowed-google-groups"
	RuleAllowedGlobusGroups  Rule = "allowed-globus-groups"
	RuleIDPAllowAll          Rule = "idp-allow-all"
	RuleIDPDomains           Rule = "idp-allowed-domains"
	RuleNothingAllows        Rule = "nothing-allows" // no rule lets the person in

	RuleAdminUsers        Rule = "admin-users"
	RuleAdminGroups       Rule = "admin-groups"
	RuleAdminGoogleGroups Rule = "admin-google-groups"
	RuleAdminGlobusGroups Rule = "admin-globus-groups"
	RuleAdminPassword     Rule = "admin-password"

	RuleHook        Rule = "post-auth-hook"
	RuleSystemUser  Rule = "system-user" // a new user needs an account on the machine
	RuleCustomClass Rule = "custom-class"
)

// Outcome of one step.
type Outcome uint8

const (
	Passed   Outcome = iota + 1 // nothing stands against it, or the name was changed: Step.From, Step.To
	Grants                      // an allow rule that fits the person; an admin rule that makes an admin
	Misses                      // an allow rule that is set and does not fit; an admin rule that takes the flag away
	Blocks                      // the person is refused here
	Off                         // the config does not set the rule
	Breaks                      // an exception: the Hub answers with an error
	Doubtful                    // hangs on something that is not known
)

// Step is what became of one rule.
type Step struct {
	Rule    Rule
	Outcome Outcome
	// Reached is false where the Hub never came to the rule, because it had decided before. The Outcome then is what
	// it would have been.
	Reached bool

	From, To string // steps about the name
	Setting  string // the setting that holds the rule, with its class: "GitHubOAuthenticator.allowed_organizations"
	Names    []Name // what fitted; where it Misses, what would have
	Ref      Ref    // the setting's place
}

// Admin is what a login does to the admin flag.
type Admin uint8

const (
	Unchanged    Admin = iota // the database's flag stays
	MakesAdmin                // it is set
	RevokesAdmin              // it is taken away
	AdminUnknown
)

// HubError is an exception of the Hub.
type HubError struct {
	Type string // the Python class, such as ValueError
	ID   string // our stable id
	// Names it speaks of, as far as it does: a setting, a claim, a user.
	Names []string
	Ref   Ref
}

// Unread is a setting, or a part of it, that the reader could not evaluate and that could change the answer.
type Unread struct {
	Setting string
	Ref     Ref
}

// Ask is something that only a person can say, because code of the config's own decides it. Its answer goes into
// Person.Replies.
type Ask struct {
	Kind    AskKind
	Setting string
	Ref     Ref
}

// AskKind names a field of Replies.
type AskKind string

const (
	AskUsername AskKind = "username"
	AskGroups   AskKind = "groups"
	AskAllowed  AskKind = "allowed"
	AskAdmin    AskKind = "admin"
	AskHook     AskKind = "hook"
	AskRoles    AskKind = "roles"
)

// Result is what becomes of a login, and why.
type Result struct {
	Verdict Verdict
	Rule    Rule // that decided
	Trace   []Step

	// Username is the name as the Hub has it; empty where it did not come to one.
	Username string
	Admin    Admin
	AdminBy  Rule // the rule that says so
	// Groups are those that the login brings, sorted, when HasGroups: the user is in these and no others afterwards.
	Groups    []string
	HasGroups bool
	// GroupsUnknown: the login may bring groups, and which is not known.
	GroupsUnknown bool
	// Roles are those that the login brings, when HasRoles: the user holds these and no others afterwards. Without them the login
	// leaves roles as they are, unless RolesUnknown.
	Roles        []rbac.RoleSpec
	HasRoles     bool
	RolesUnknown bool

	Error  *HubError
	Unread []Unread
	Asks   []Ask
}

// Yes reports whether the person logs in.
func (r *Result) Yes() bool { return r.Verdict == Allowed }

// Grants lists the allow rules that fit the person, in the Hub's order: with several of them, taking one away changes
// nothing.
func (r *Result) Grants() []Step { return r.steps(Grants) }

// Would lists the allow rules that are set and do not fit: each says in Names what it would have taken.
func (r *Result) Would() []Step { return r.steps(Misses) }

func (r *Result) steps(o Outcome) []Step {
	var out []Step
	for _, s := range r.Trace {
		if s.Outcome == o && s.Rule.allows() {
			out = append(out, s)
		}
	}
	return out
}

// allows tells the rules that may let somebody in.
func (r Rule) allows() bool {
	switch r {
	case RuleAllowAll, RuleEverybody, RuleAllowedUsers, RuleExistingUsers, RuleAllowedScopes, RuleAdmin, RuleAllowedGroups,
		RuleAllowedOrganizations, RuleAllowedGitLabGroups, RuleAllowedProjects, RuleAllowedTeams, RuleAllowedGoogleGroups,
		RuleAllowedGlobusGroups, RuleIDPAllowAll, RuleIDPDomains:
		return true
	}
	return false
}
