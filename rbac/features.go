package rbac

// features are the named behaviours in which JupyterHub versions differ. The code asks for a feature, never
// for a version; this file alone knows which version has what.
type features struct {
	extraUserScopes  bool   // c.JupyterHub.extra_user_scopes joins the default user role
	overrideWarnings bool   // overriding `user` without `self` is warned about
	adminDescription string // the description of the default admin role, which a config may repeat but not change
}

func featuresOf(version string) features {
	f := features{adminDescription: "Elevated privileges (can do anything)"}
	if version == "6.0.0b2" {
		f.extraUserScopes = true
		f.overrideWarnings = true
	}
	return f
}
