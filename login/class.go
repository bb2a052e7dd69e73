package login

import "strings"

// Kind of authenticator: what decides beside the base class's rules.
type Kind uint8

const (
	Base           Kind = iota + 1 // Authenticator itself, and classes that keep its rules: Native, FirstUse, LDAP, LTI 1.1
	PAM                            // PAMAuthenticator, LocalAuthenticator
	Dummy                          // lets everybody in while nobody is listed
	SharedPassword                 // one password for users, another for admins
	Null                           // nobody logs in
	Tmp                            // everybody logs in, under a name made up for each visit
	OAuth                          // OAuthenticator itself, LTI 1.3
	Auth0
	AzureAD
	Bitbucket
	CILogon
	Generic
	GitHub
	GitLab
	Globus
	Google
	MediaWiki
	OpenShift
	Custom // a class of somebody else's
)

// Class is the class that c.JupyterHub.authenticator_class names.
type Class struct {
	Name string // GitHubOAuthenticator; for a custom class its own name
	Kind Kind
	// Local: one of OAuthenticator's classes that also keep accounts of the machine, such as LocalGitHubOAuthenticator.
	Local bool
	// Derived: a class that the config or a package defines on top of the Kind. What it overrides is not known.
	Derived bool
	Unknown bool // the setting could not be read
	Ref     Ref
}

var kinds = map[string]Kind{
	"Authenticator": Base, "LocalAuthenticator": PAM, "PAMAuthenticator": PAM, "DummyAuthenticator": Dummy,
	"SharedPasswordAuthenticator": SharedPassword, "NullAuthenticator": Null, "TmpAuthenticator": Tmp,
	"NativeAuthenticator": Base, "FirstUseAuthenticator": Base, "LDAPAuthenticator": Base, "LTI11Authenticator": Base,
	"LTI13Authenticator": OAuth, "OAuthenticator": OAuth,
	"Auth0OAuthenticator": Auth0, "AzureAdOAuthenticator": AzureAD, "BitbucketOAuthenticator": Bitbucket,
	"CILogonOAuthenticator": CILogon, "GenericOAuthenticator": Generic, "GitHubOAuthenticator": GitHub,
	"GitLabOAuthenticator": GitLab, "GlobusOAuthenticator": Globus, "GoogleOAuthenticator": Google,
	"MWOAuthenticator": MediaWiki, "OpenShiftOAuthenticator": OpenShift, "OkpyOAuthenticator": OAuth,
}

// ClassNamed gives the class of a name such as GitHubOAuthenticator or LocalGitHubOAuthenticator. A name that is
// not known gives a Custom one.
func ClassNamed(name string) Class {
	if kind, ok := kinds[name]; ok {
		return Class{Name: name, Kind: kind}
	}
	if rest, ok := strings.CutPrefix(name, "Local"); ok {
		if kind, ok := kinds[rest]; ok && kind.oauth() {
			return Class{Name: name, Kind: kind, Local: true}
		}
	}
	return Class{Name: name, Kind: Custom, Derived: true}
}

// oauth tells the classes of OAuthenticator.
func (k Kind) oauth() bool { return k >= OAuth && k <= OpenShift }

// system tells classes whose users have accounts on the machine.
func (c Class) system() bool { return c.Local || c.Kind == PAM }
