package rbac

// WebSettings are traits of c.JupyterHub that no permission depends on, but answers to requests do.
type WebSettings struct {
	NamedServers Switch // allow_named_servers, off by default: whether servers other than the default one may be started
	OpenMetrics  Switch // authenticate_prometheus is False: whether anybody may read /hub/metrics
}

// Switch is a setting that is on or off, or could not be read.
type Switch uint8

const (
	Off Switch = iota
	On
	Unclear
)

// namedServers refuses named servers where they are not allowed; false when it has answered.
func (c *call) namedServers(server string) bool {
	switch set := c.hub.config.Web.NamedServers; {
	case server == "" || set == On:
		return true
	case set == Unclear:
		c.unknown("named-servers-unread")
	default:
		c.fail(400, "named-servers-off", Args{Key: server})
	}
	return false
}
