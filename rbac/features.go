package rbac

import "slices"

// features are the named behaviours in which JupyterHub versions differ. The code asks for a feature, never
// for a version; this file and settings.go alone know which version has what.
type features struct {
	extraUserScopes   bool   // c.JupyterHub.extra_user_scopes joins the default user role
	overrideWarnings  bool   // overriding `user` without `self` is warned about
	flagFollowsRole   bool   // whoever has the role admin from an earlier start gets the flag again
	adminDescription  string // the description of the default admin role, which a config may repeat but not change
	anyFilterPasses   bool   // an endpoint without a target takes scopes with any filter, listing or not
	firstHeldDecides  bool   // of an endpoint's scopes the first one that is held decides, even where it misses the target
	emptyFilters      bool   // filters without a value ("!user=") are held like others
	plainErrors       bool   // errors are KeyError and ValueError, without classes of their own
	rolesOneByOne     bool   // a start that fails at a role keeps the roles before it
	adminRemovalSaid  bool   // taking the flag from who is not listed in the role admin is warned about
	groupDicts        bool   // load_groups takes dicts, and warns of lists
	serverTokenByRole bool   // a server's token has what the role server has, or the server does not start
	allowedAlone      bool   // a config may name nobody who is not allowed, once allowed_users names anybody
	oauthByAddress    bool   // a service has OAuth if it has a url or redirect uri, whatever else it says; losing it is not said
	loginFirst        bool   // the authenticator is made before the roles, which it may manage; else before the users
	roleTokens        bool   // tokens carry roles, not scopes
	anyOwnerIsUser    bool   // "!user" is the owner's name, be the owner a service or group
	serverReadsName   bool   // a scope for one server comes with the name of its user
	looseFilters      bool   // of a filter no more is checked than that a known one stands somewhere in the scope
	unreduced         bool   // filtered scopes stay beside the unfiltered one
	spacesAround      bool   // usernames may begin and end with spaces
	emptySaidOnce     bool   // of roles without scopes only new ones are warned about
	noneFails         bool   // a role without any list of scopes makes resolving its holders fail
	leftOutStays      bool   // a role that is there keeps what its entry leaves out; the scopes have to be there
	frozenFilters     bool   // intersecting fails where both sides name servers, or users, and one more comes by a user or group
	groupsRepeat      bool   // a role may name a group twice
	blockedKeep       bool   // blocked users keep their roles, groups and flags, and join the allowed ones: they only cannot log in
}

func featuresOf(version string) features {
	f := features{adminDescription: "Elevated privileges (can do anything)"}
	since := func(first string) bool { return released(version, first) }
	f.extraUserScopes = since("6.0.0b2")
	f.overrideWarnings = since("6.0.0b2")
	f.anyFilterPasses = !since("5.5.1")
	f.firstHeldDecides = !since("5.4.6")
	f.flagFollowsRole = since("5.4.6")
	f.emptyFilters = !since("5.4.6")
	f.plainErrors = !since("5.4.6")
	f.rolesOneByOne = !since("5.4.6")
	f.serverTokenByRole = !since("4.1.6")
	f.adminRemovalSaid = since("5.4.6")
	f.groupDicts = since("4.1.6")
	f.oauthByAddress = !since("5.4.6")
	f.loginFirst = since("5.4.6")
	f.allowedAlone = !since("5.4.6")
	f.roleTokens = !since("3.1.1")
	f.anyOwnerIsUser = !since("3.1.1")
	f.serverReadsName = !since("3.1.1")
	f.looseFilters = !since("3.1.1")
	f.unreduced = !since("3.1.1")
	f.spacesAround = !since("3.1.1")
	f.emptySaidOnce = !since("3.1.1")
	f.noneFails = !since("3.1.1")
	f.leftOutStays = !since("3.1.1")
	f.blockedKeep = !since("5.4.6")
	f.frozenFilters = since("3.1.1") && !since("4.1.6")
	f.groupsRepeat = since("4.1.6") && !since("5.4.6")
	return f
}

// class is the Python class of an error in this version.
func (f *features) class(name string) string {
	if f.plainErrors {
		switch name {
		case "ScopeNotFound":
			return "KeyError"
		case "RoleValueError", "InvalidNameError":
			return "ValueError"
		}
	}
	return name
}

// released reports whether a version is first or a later one.
func released(version, first string) bool {
	newest := Versions()
	since := slices.Index(newest, first)
	return since < 0 || slices.Index(newest, version) <= since
}
