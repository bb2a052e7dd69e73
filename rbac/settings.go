package rbac

import "strings"

// changed names the settings that not all versions here have, each with the first version that has it, or, after
// "until", with the last. Service and Group are the keys of their entries.
const changed = `
JupyterHub.custom_scopes 3.1.1
Service.oauth_client_allowed_scopes 3.1.1
Spawner.oauth_client_allowed_scopes 3.1.1
JupyterHub.cookie_host_prefix_enabled 4.1.6
Group.users 4.1.6
JupyterHub.named_server_limit_per_user() 3.1.1
Spawner.options_from_form by name 5.4.6
JupyterHub.public_url 5.4.6
JupyterHub.shared-password 5.4.6
JupyterHub.subdomain_hook 5.4.6
JupyterHub.token_expires_in_max_seconds 5.4.6
Authenticator.allow_all 5.4.6
Authenticator.allow_existing_users 5.4.6
Authenticator.any_allow_config 5.4.6
Authenticator.manage_roles 5.4.6
Authenticator.otp_prompt 5.4.6
Authenticator.refresh_pre_stop 5.4.6
Authenticator.request_otp 5.4.6
Authenticator.reset_managed_roles_on_startup 5.4.6
JupyterHub.statsd_host until 5.5.1
JupyterHub.statsd_port until 5.5.1
JupyterHub.statsd_prefix until 5.5.1
JupyterHub.allow_existing_invalid_named_servers 6.0.0b2
JupyterHub.extra_user_scopes 6.0.0b2
JupyterHub.hub_socket_mode 6.0.0b2
Service.timeout 6.0.0b2
`

// HasSetting reports whether a setting such as "JupyterHub.extra_user_scopes" belongs to this version, given that
// it belongs to any: the Hub warns of others and ignores them.
func (d *Definitions) HasSetting(name string) bool {
	_, rest, found := strings.Cut(changed, "\n"+name+" ")
	if !found {
		return true
	}
	version, _, _ := strings.Cut(rest, "\n")
	if last, until := strings.CutPrefix(version, "until "); until {
		return released(last, d.version)
	}
	return released(d.version, version)
}

// ServiceKeys lists the keys that an entry of c.JupyterHub.services may have, sorted; the Hub stops at any other.
// Counterpart: the input traits of jupyterhub.services.service.Service.
func (d *Definitions) ServiceKeys() []string {
	var out []string
	for _, key := range []string{
		"admin", "api_token", "command", "cwd", "display", "environment", "info", "name", "oauth_client_allowed_scopes",
		"oauth_client_id", "oauth_no_confirm", "oauth_redirect_uri", "oauth_roles", "timeout", "url", "user",
	} {
		if d.HasSetting("Service." + key) {
			out = append(out, key)
		}
	}
	return out
}
