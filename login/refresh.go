package login

import "rolecall.example/rbac"

// Refresh says when the Hub asks the provider again about somebody who is in, without another login.
type Refresh struct {
	// On: groups and the admin flag are read anew, as by a login, and come to be what they would be then. Nobody asks
	// again whether the person is allowed or blocked.
	On bool
	// Seconds is the time between two such readings, while the person makes requests; BeforeSpawn: also before a server starts.
	Seconds     int
	BeforeSpawn bool
	// Fails: asking ends in an error of the Hub, each time: MediaWiki's class has no token to ask with.
	Fails bool
	// Kept: what the provider says by now does not come out, since it is read from the token of the login: AzureAD's claims.
	Kept bool
	// Unknown: code of the config's own decides, or a setting that could not be read.
	Unknown bool
	Ref     Ref
}

// Refreshes tells when the Hub asks again. Counterpart: BaseHandler.refresh_auth, and refresh_user of the classes:
// OAuthenticator's since 17.2; the others say that nothing has changed.
func Refreshes(d *Definitions, c *Config) Refresh {
	r := Refresh{Seconds: c.RefreshAge.or(300), BeforeSpawn: c.RefreshPreSpawn.or(yes) == yes, Ref: c.AuthState.Ref}
	switch on := c.AuthState.or(no); {
	case c.Class.Unknown || c.Class.Derived || c.Class.Kind == Custom:
		r.Unknown = true
	case !c.Class.Kind.oauth() || !d.f.refreshes || on == no || c.RefreshAge.Set && !c.RefreshAge.Unknown && c.RefreshAge.N == 0:
	case on == unsure || c.RefreshPreSpawn.Unknown || c.RefreshAge.Unknown || c.RefreshHook.Callable || c.RefreshHook.Unknown:
		r.Unknown = true
	default:
		r.On, r.Fails, r.Kept = true, c.Class.Kind == MediaWiki, c.Class.Kind == AzureAD
	}
	return r
}

// Refreshed is what comes of it when the Hub asks again about user, who is in. at is what the provider said at the login, now what it says by
// now; granted scopes stay those of the login. Allowed: the flag and the groups are those of the result, and [After] gives the Hub.
// Failed: pages that ask end in an error, and nothing changes. Where [Refreshes] is off, nobody is asked.
//
// Counterpart: OAuthenticator.refresh_user, whose result goes through BaseHandler.auth_to_user as a login's does; no hook of the login runs,
// and nobody asks who is allowed or blocked.
func Refreshed(d *Definitions, c *Config, at, now *Person, hub *rbac.Hub, user string) Result {
	who := *now
	who.Scopes = at.Scopes
	how := Refreshes(d, c)
	if how.Kept {
		who.Claims, who.Username, who.Email, who.Groups = at.Claims, at.Username, at.Email, at.Groups
	}
	x := newRun(d, c, &who, hub)
	if how.Fails {
		x.fail(RuleAuthenticate, HubError{Type: "TypeError", ID: "refresh-fails", Names: []string{c.Class.Name}, Ref: c.AuthState.Ref})
		return x.r
	}
	if !x.authenticate() {
		if x.r.Verdict == Refused {
			x.r.Verdict = Failed // a 403 at each page
		}
		return x.r
	}
	x.r.Username = user
	if !x.bringGroups() {
		return x.r
	}
	if x.adminDoubt {
		x.r.Admin = AdminUnknown
	}
	x.r.Verdict = Allowed
	if x.doubt {
		x.r.Verdict = Unknown
	}
	return x.r
}

// Count is an Integer setting.
type Count struct {
	Set     bool
	N       int
	Unknown bool
	Ref     Ref
}

func (n Count) or(byDefault int) int {
	if n.Set && !n.Unknown {
		return n.N
	}
	return byDefault
}
