package login

import (
	"slices"

	"rolecall.example/rbac"
)

// Person is what an identity provider, a login form or the machine says of somebody who logs in. Empty fields are
// what the provider does not say.
type Person struct {
	// Username is what is typed into a login form, or the name by which the provider knows somebody: GitHub's login,
	// Globus's identity with its domain, the claim that the config takes names from where Claims does not have it.
	Username string
	// WrongPassword: authentication itself fails. AdminPassword: with SharedPasswordAuthenticator, the admins' one was typed.
	WrongPassword bool
	AdminPassword bool
	// PasswordGroup, from 1: with SharedPasswordAuthenticator, that entry of password_groups was typed.
	PasswordGroup int

	Email        string
	Unverified   bool   // the email address is not verified
	HostedDomain string // Google's claim hd: the Workspace domain, empty for private accounts
	IDP          string // CILogon: the entity id of the identity provider that was chosen

	Orgs     []string       // GitHub organizations whose membership the Hub can see
	Teams    []string       // GitHub: "org:team"; Bitbucket: workspaces
	Groups   []string       // GitLab, Google (without domain), Globus (UUIDs), the claim "groups" elsewhere
	Projects map[string]int // GitLab: access level by project id; 30 is Developer
	Scopes   []string       // OAuth scopes that were granted

	// Claims are what the provider answers beside or instead of the fields above, as decoded JSON: strings, bools, float64,
	// []any, map[string]any.
	Claims map[string]any

	SystemGroups []string // groups of the machine
	NoSystemUser bool     // the machine has no account of that name
	SystemName   string   // the account's own name, where the machine knows it by several

	// Known: the Hub's database has a row for the name, from an earlier login. Admin: the row has the admin flag.
	Known bool
	Admin bool

	Replies Replies
}

// Replies are what somebody types where code of the config's own decides. Nil: not said.
type Replies struct {
	Username  *string  // what a callable username_claim returns, or a custom class's authenticate
	Groups    []string // what a callable auth_state_groups_key or claim_groups_key returns, when HasGroups
	HasGroups bool
	// Roles are what the config's own code brings where roles are managed, when HasRoles: entries as of load_roles.
	Roles    []rbac.RoleSpec
	HasRoles bool
	Allowed  *bool // whether a custom class lets the person in
	Admin    *bool // whether a custom class or a hook says admin
	HookPass *bool // whether post_auth_hook lets the login go on
}

func (p *Person) inTeam(name string) bool { return slices.Contains(p.Teams, name) }
func (p *Person) inOrg(name string) bool  { return slices.Contains(p.Orgs, name) }
