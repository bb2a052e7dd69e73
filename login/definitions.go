package login

import (
	"slices"
	"strconv"
	"strings"

	"rolecall.example/rbac"
)

// Pair is a JupyterHub with an OAuthenticator.
type Pair struct{ JupyterHub, OAuthenticator string }

// Pairs lists those that were compared with the real programs, newest first.
func Pairs() []Pair {
	return []Pair{{"5.5.1", "17.4.0"}, {"5.5.1", "16.3.1"}, {"4.1.6", "15.1.0"}}
}

// Definitions are the behaviours of one pair. They do not change.
type Definitions struct {
	pair Pair
	f    features
	hub  *rbac.Definitions
}

// Define returns the definitions of a pair of full versions. An empty OAuthenticator is the one that the JupyterHub's time
// had: 15.1.0 before JupyterHub 5, 17.4.0 since.
func Define(jupyterhub, oauthenticator string) (*Definitions, bool) {
	hub, ok := rbac.Define(jupyterhub)
	if !ok {
		return nil, false
	}
	if oauthenticator == "" {
		oauthenticator = "17.4.0"
		if major(jupyterhub) < 5 {
			oauthenticator = "15.1.0"
		}
	}
	if !slices.Contains(OAuthenticators(), oauthenticator) {
		return nil, false
	}
	return &Definitions{pair: Pair{jupyterhub, oauthenticator}, f: featuresOf(jupyterhub, oauthenticator), hub: hub}, true
}

// OAuthenticators lists the releases of OAuthenticator that are known, newest first.
func OAuthenticators() []string { return []string{"17.4.0", "16.3.1", "15.1.0"} }

// Pair is the versions' names.
func (d *Definitions) Pair() Pair { return d.pair }

// Compared reports whether exactly this pair was compared with the real programs.
func (d *Definitions) Compared() bool { return slices.Contains(Pairs(), d.pair) }

// GoogleGroupsAreLists reports whether Google's groups are Lists by domain, which take no set, and not Sets.
func (d *Definitions) GoogleGroupsAreLists() bool { return !d.f.grants }

// GroupsAreLists reports whether allowed_groups and admin_groups of a class are Lists.
func (d *Definitions) GroupsAreLists(k Kind) bool { return k == Generic && !d.f.grants }

func major(version string) int {
	first, _, _ := strings.Cut(version, ".")
	n, _ := strconv.Atoi(first) // versions come from a list of ours
	return n
}

// features are the behaviours in which versions differ. The code asks for a feature, never for a version.
type features struct {
	// Of JupyterHub.
	allowSettings  bool // allow_all, allow_existing_users, any_allow_config: nobody gets in unless something allows it
	blockedFirst   bool // whoever is blocked is not looked up further
	groupsRequired bool // managed groups that a login does not bring are an error
	groupsOrNames  bool // groups of the machine are a rule beside allowed_users, and not instead of it
	primaryGroup   bool // a user's primary group counts among the groups of the machine
	dummyAllows    bool // Dummy's allow_all hangs on allowed_users
	sharedPassword bool // there is SharedPasswordAuthenticator
	passwordGroups bool // it has password_groups
	managedRoles   bool

	// Of OAuthenticator.
	grants          bool // rules of providers allow, beside names; before they were conditions on top of names
	managedGroups   bool // allowed_groups and admin_groups are settings of all classes, of the Hub's own groups
	nestedKey       bool // auth_state_groups_key
	stripDomain     bool // Google's strip_domain is a setting
	idpsRenamed     bool // CILogon's idps, before allowed_idps
	verifiedEmail   bool // Auth0 asks for verified addresses
	globusGroups    bool // Globus's groups are fetched when groups are managed
	googleNested    bool // Google's groups are fetched by plain requests
	modifyAuthState bool
	refreshes       bool // users are asked for anew while they are in
}

func featuresOf(jupyterhub, oauthenticator string) features {
	hub5, oa := major(jupyterhub) >= 5, major(oauthenticator)
	return features{
		allowSettings: hub5, blockedFirst: hub5, groupsRequired: hub5, groupsOrNames: hub5, primaryGroup: hub5, dummyAllows: hub5,
		sharedPassword: hub5, passwordGroups: since(jupyterhub, "5.5"), managedRoles: hub5,
		grants: oa >= 16, managedGroups: oa >= 17, nestedKey: oa >= 17, stripDomain: oa >= 17, idpsRenamed: oa >= 17,
		verifiedEmail: oa >= 17, globusGroups: oa >= 17, googleNested: oa >= 17, modifyAuthState: oa >= 17, refreshes: oa >= 17,
	}
}
