package settings

import (
	"strings"

	"rolecall.example/internal/diag"
)

// scalarTraits are traits that take one plain value, by section and type. Those that take None, too, are left out, and
// those that are read for their meaning.
var scalarTraits = []struct{ section, kind, names string }{
	{"JupyterHub", "an int", " active_server_limit active_user_window activity_resolution api_page_default_limit api_page_max_limit concurrent_spawn_limit hub_connect_port hub_port init_spawners_timeout last_activity_interval oauth_token_expires_in port proxy_api_port proxy_check_interval service_check_interval statsd_port token_expires_in_max_seconds "},
	{"JupyterHub", "a bool", " admin_access answer_yes cleanup_proxy cleanup_servers confirm_no_ssl cookie_host_prefix_enabled debug_db debug_proxy generate_certs generate_config internal_ssl recreate_internal_certs redirect_to_server reset_db show_config show_config_json shutdown_on_logout trust_user_provided_tokens upgrade_db use_legacy_stopped_server_status_code allow_named_servers authenticate_prometheus "},
	{"JupyterHub", "a string", " bind_url config_file cookie_secret_file data_files_path db_url default_server_name extra_log_file forwarded_host_header hub_bind_url hub_connect_ip hub_connect_url hub_ip hub_routespec internal_certs_location ip log_datefmt log_format logo_file pid_file proxy_api_ip proxy_auth_token public_url ssl_cert ssl_key statsd_host statsd_prefix subdomain_host "},
	{"JupyterHub", "a number", " cookie_max_age_days implicit_spawn_seconds "},
	{"Authenticator", "an int", " auth_refresh_age "},
	{"Authenticator", "a bool", " auto_login auto_login_oauth2_authorize delete_invalid_users enable_auth_state manage_groups manage_roles refresh_pre_spawn refresh_pre_stop request_otp reset_managed_roles_on_startup "},
	{"Spawner", "an int", " consecutive_failure_limit http_timeout poll_interval port start_timeout "},
	{"Spawner", "a bool", " debug disable_user_config ssl_alt_names_include_local "},
	{"Spawner", "a string", " default_url ip notebook_dir "},
}

// scalars reports plain traits that are given a value of another type: a TraitError, which stops the Hub.
func (r *reader) scalars() {
	for i := range r.tree.Assignments {
		a := &r.tree.Assignments[i]
		if len(a.Lazy) > 0 || a.Value.Kind >= Object || !r.has(a.Class+"."+a.Trait) {
			continue
		}
		for _, one := range scalarTraits {
			if one.section != a.Class || !strings.Contains(one.names, " "+a.Trait+" ") || fitsScalar(a.Value, one.kind) {
				continue
			}
			hint := ""
			if a.Value.Kind == Str && one.kind != "a string" {
				hint = "take the quotes away"
			}
			r.add(diag.Error, place(a.Value, a), "trait-error", path(a)+" must be "+one.kind+", not "+kindName(a.Value)+" (TraitError)", hint)
		}
	}
}

// fitsScalar reports what traitlets takes: 1 and 0 for bools, whole floats for ints.
func fitsScalar(v Value, kind string) bool {
	switch v.Kind {
	case Str:
		return kind == "a string"
	case Bool:
		return kind != "a string"
	case Int:
		return kind == "an int" || kind == "a number" || kind == "a bool" && (v.Text == "0" || v.Text == "1")
	case Float:
		return kind == "a number" || kind == "an int" && strings.HasSuffix(v.Text, ".0")
	}
	return false
}
