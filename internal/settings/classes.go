package settings

import (
	"strings"

	"rolecall.example/internal/diag"
)

// class is what authenticator_class or spawner_class names: the sections of the config that its instance reads,
// the base class's first, so that later ones win. Counterpart: Configurable.section_names.
type class struct {
	name     string // of the class itself
	sections []string
	certain  bool // false: a class of somebody else's, whose bases are a guess by its name
	unknown  bool // the setting could not be read
	at       diag.Span
}

// family is what may stand in one of the Hub's class settings.
type family struct {
	base     string
	fallback string            // the class when nothing is set
	points   map[string]string // entry points: name in lower case to class
	bases    map[string]string // class to base, where it is not the family's base
	suffix   string
}

var authenticators = family{
	base: "Authenticator", fallback: "PAMAuthenticator", suffix: "Authenticator",
	points: map[string]string{
		"default": "PAMAuthenticator", "pam": "PAMAuthenticator", "dummy": "DummyAuthenticator", "null": "NullAuthenticator",
		"shared-password": "SharedPasswordAuthenticator",
		"auth0":           "Auth0OAuthenticator", "azuread": "AzureAdOAuthenticator", "bitbucket": "BitbucketOAuthenticator",
		"cilogon": "CILogonOAuthenticator", "generic-oauth": "GenericOAuthenticator", "github": "GitHubOAuthenticator",
		"gitlab": "GitLabOAuthenticator", "globus": "GlobusOAuthenticator", "google": "GoogleOAuthenticator",
		"mediawiki": "MWOAuthenticator", "okpy": "OkpyOAuthenticator", "openshift": "OpenShiftOAuthenticator",
		"local-auth0": "LocalAuth0OAuthenticator", "local-azuread": "LocalAzureAdOAuthenticator", "local-bitbucket": "LocalBitbucketOAuthenticator",
		"local-cilogon": "LocalCILogonOAuthenticator", "local-generic-oauth": "LocalGenericOAuthenticator", "local-github": "LocalGitHubOAuthenticator",
		"local-gitlab": "LocalGitLabOAuthenticator", "local-globus": "LocalGlobusOAuthenticator", "local-google": "LocalGoogleOAuthenticator",
		"native": "NativeAuthenticator", "firstuse": "FirstUseAuthenticator", "tmp": "TmpAuthenticator", "ldap": "LDAPAuthenticator",
		"lti11": "LTI11Authenticator", "lti13": "LTI13Authenticator",
	},
	bases: map[string]string{"PAMAuthenticator": "LocalAuthenticator", "LTI13Authenticator": "OAuthenticator"},
}

var spawners = family{
	base: "Spawner", fallback: "LocalProcessSpawner", suffix: "Spawner",
	points: map[string]string{"default": "LocalProcessSpawner", "localprocess": "LocalProcessSpawner", "simple": "SimpleLocalProcessSpawner",
		"docker": "DockerSpawner", "docker-swarm": "SwarmSpawner", "docker-system-user": "SystemUserSpawner", "kubernetes": "KubeSpawner",
		"kubespawner": "KubeSpawner", "systemd": "SystemdSpawner", "systemdspawner": "SystemdSpawner", "sudo": "SudoSpawner", "yarn": "YarnSpawner"},
	bases: map[string]string{"SimpleLocalProcessSpawner": "LocalProcessSpawner", "SwarmSpawner": "DockerSpawner", "SystemUserSpawner": "DockerSpawner",
		"SudoSpawner": "LocalProcessSpawner"},
}

// classOf reads a class setting: an entry point, a dotted name, or a class.
func (r *reader) classOf(trait string, f family) class {
	a, ok := r.tree.Find("JupyterHub", trait)
	if !ok || len(a.Lazy) > 0 {
		c := f.named(f.fallback)
		c.certain = len(r.tree.Opaque) == 0
		return c
	}
	v := a.Value
	var c class
	switch {
	case v.Kind == Str:
		if name, ok := f.points[strings.ToLower(v.Text)]; ok {
			c = f.named(name)
			c.certain = true
			break
		}
		c = f.named(v.Text[strings.LastIndexByte(v.Text, '.')+1:])
		c.certain = strings.HasPrefix(v.Text, "jupyterhub.") || strings.HasPrefix(v.Text, "oauthenticator.")
	case v.Kind == Object && len(v.Items) > 0:
		c = f.derived(v, 0)
	case v.Kind == Object:
		c = f.named(v.Text[strings.LastIndexByte(v.Text, '.')+1:])
		c.certain = strings.HasPrefix(v.Text, "jupyterhub.") || strings.HasPrefix(v.Text, "oauthenticator.")
	default:
		c = class{sections: []string{f.base}, unknown: true}
	}
	c.at = v.Span
	if !c.certain {
		c.sections = r.guessed(c, f)
	}
	return c
}

// named gives a class of which only the name is known, with the bases that its name tells.
func (f family) named(name string) class {
	chain := []string{}
	for n := name; n != "" && n != f.base && len(chain) < 6; n = f.parent(n) {
		chain = append([]string{n}, chain...)
	}
	return class{name: name, sections: append([]string{f.base}, chain...)}
}

func (f family) parent(name string) string {
	if base, ok := f.bases[name]; ok {
		return base
	}
	if f.suffix == "Authenticator" {
		if rest, ok := strings.CutPrefix(name, "Local"); ok && rest != "Authenticator" && strings.HasSuffix(rest, "OAuthenticator") {
			return rest
		}
		if name != "OAuthenticator" && strings.HasSuffix(name, "OAuthenticator") {
			return "OAuthenticator"
		}
	}
	return f.base
}

// derived gives a class that the config defines itself, by its bases.
func (f family) derived(v Value, depth int) class {
	c := class{name: v.Text[strings.LastIndexByte(v.Text, '.')+1:], certain: true}
	for i := len(v.Items) - 1; i >= 0 && depth < 10; i-- {
		base := v.Items[i]
		var b class
		if len(base.Items) > 0 {
			b = f.derived(base, depth+1)
		} else {
			b = f.named(base.Text[strings.LastIndexByte(base.Text, '.')+1:])
			b.certain = strings.HasPrefix(base.Text, "jupyterhub.") || strings.HasPrefix(base.Text, "oauthenticator.")
		}
		c.certain = c.certain && b.certain
		for _, s := range b.sections {
			c.sections = addString(c.sections, s)
		}
	}
	c.sections = addString(c.sections, c.name)
	return c
}

func addString(list []string, s string) []string {
	for _, old := range list {
		if old == s {
			return list
		}
	}
	return append(list, s)
}

// guessed adds the sections that a class of unknown descent may read: those that the config writes to.
func (r *reader) guessed(c class, f family) []string {
	out := c.sections
	for i := range r.tree.Assignments {
		a := &r.tree.Assignments[i]
		if strings.HasSuffix(a.Class, f.suffix) || strings.HasSuffix(a.Class, "OAuthenticator") && f.suffix == "Authenticator" {
			if i := len(out); i > 1 && out[i-1] == c.name {
				out = append(addString(out[:i-1:i-1], a.Class), c.name)
				out = dedupe(out)
			} else {
				out = addString(out, a.Class)
			}
		}
	}
	return out
}

func dedupe(list []string) []string {
	var out []string
	for i, s := range list {
		last := true
		for _, later := range list[i+1:] {
			last = last && later != s
		}
		if last {
			out = append(out, s)
		}
	}
	return out
}
