package settings

import "rolecall.example/rbac"

// web reads the switches of what the Hub serves.
func (r *reader) web() {
	r.config.Web.NamedServers = r.on("allow_named_servers", false)
	switch r.on("authenticate_prometheus", true) {
	case rbac.Off:
		r.config.Web.OpenMetrics = rbac.On
	case rbac.Unclear:
		r.config.Web.OpenMetrics = rbac.Unclear
	}
}

// on reads a Bool of the Hub. What is no bool stops the Hub, which others report; here it counts as not read.
func (r *reader) on(trait string, byDefault bool) rbac.Switch {
	v, a, ok := r.setting(hub, trait, listShape)
	opaque := len(r.tree.Opaque)
	switch {
	case ok && (v.Kind != Bool || a.After < opaque) || !ok && opaque > 0:
		return rbac.Unclear
	case ok && v.Bool || !ok && byDefault:
		return rbac.On
	}
	return rbac.Off
}
