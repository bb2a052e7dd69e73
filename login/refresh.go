package login

// Refresh says when the Hub asks the provider again about somebody who is in, without another login.
type Refresh struct {
	// On: groups and the admin flag are read anew, as by a login, and come to be what they would be then. Nobody asks
	// again whether the person is allowed or blocked.
	On bool
	// Seconds is the time between two such readings, while the person makes requests; BeforeSpawn: also before a server starts.
	Seconds     int
	BeforeSpawn bool
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
		r.On = true
	}
	return r
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
