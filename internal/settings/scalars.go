package settings

import (
	"strings"

	"rolecall.example/internal/diag"
)

// scalarTraits are traits of which no more is read than whether traitlets takes the value, by section: what they take in
// words, and as letters: None, Bool, Int, int 0 and 1 as a bool, floats that are Whole, any Float, Str, List or tuple, Dict,
// Object. What a list holds must be strings where the letter s stands, and it must hold something where m does.
var scalarTraits = []struct{ section, kind, takes, names string }{
	{"JupyterHub", "an int", "BIW", " active_server_limit active_user_window activity_resolution api_page_default_limit api_page_max_limit concurrent_spawn_limit hub_connect_port hub_port init_spawners_timeout last_activity_interval oauth_token_expires_in port proxy_api_port proxy_check_interval service_check_interval statsd_port token_expires_in_max_seconds hub_socket_mode "},
	{"JupyterHub", "an int or a function", "BIWO", " named_server_limit_per_user "},
	{"JupyterHub", "allow-start, allow-delete or autorename", "S", " allow_existing_invalid_named_servers "},
	{"JupyterHub", "a bool", "Bi", " admin_access answer_yes cleanup_proxy cleanup_servers confirm_no_ssl cookie_host_prefix_enabled debug_db debug_proxy generate_certs generate_config internal_ssl recreate_internal_certs redirect_to_server reset_db show_config show_config_json shutdown_on_logout trust_user_provided_tokens upgrade_db use_legacy_stopped_server_status_code allow_named_servers authenticate_prometheus "},
	{"JupyterHub", "a string", "S", " base_url bind_url config_file cookie_secret_file data_files_path db_url default_server_name extra_log_file forwarded_host_header hub_bind_url hub_connect_ip hub_connect_url hub_ip hub_routespec internal_certs_location ip log_datefmt log_format logo_file pid_file proxy_api_ip proxy_auth_token public_url ssl_cert ssl_key statsd_host statsd_prefix subdomain_host "},
	{"JupyterHub", "a string or a function", "SO", " default_url subdomain_hook "},
	{"JupyterHub", "bytes or a string of hexadecimal digits", "S", " cookie_secret "},
	{"JupyterHub", "a function", "NO", " user_redirect_hook "},
	{"JupyterHub", "a number", "BIF", " cookie_max_age_days implicit_spawn_seconds "},
	{"JupyterHub", "a dict", "D", " db_kwargs external_ssl_authorities jinja_environment_options template_vars tornado_settings "},
	{"JupyterHub", "a list", "LS", " extra_handlers template_paths "},
	{"JupyterHub", "a list of strings", "LSs", " trusted_alt_names trusted_downstream_ips "},
	{"JupyterHub", "a command", "LSsm", " proxy_cmd "},
	{"Authenticator", "an int", "BIW", " auth_refresh_age "},
	{"Authenticator", "a bool", "Bi", " any_allow_config auto_login auto_login_oauth2_authorize delete_invalid_users enable_auth_state manage_groups manage_roles refresh_pre_spawn refresh_pre_stop request_otp reset_managed_roles_on_startup "},
	{"Spawner", "an int", "BIW", " consecutive_failure_limit http_timeout poll_interval port start_timeout "},
	{"Spawner", "a bool", "Bi", " debug disable_user_config ssl_alt_names_include_local "},
	{"Spawner", "a string", "S", " default_url ip notebook_dir "},
	{"Spawner", "a string or a function", "SO", " options_form options_from_form "},
	{"Spawner", "a number", "NBIF", " cpu_guarantee cpu_limit "},
	{"Spawner", "a dict", "D", " environment "},
	{"Spawner", "a list", "LS", " env_keep "},
	{"Spawner", "a list of strings", "LSs", " args "},
	{"Spawner", "a command", "NLSsm", " cmd "},
}

// scalars reports traits that are given a value of another type: a TraitError, which stops the Hub, or, in a spawner, its
// servers.
func (r *reader) scalars() {
	for i := range r.tree.Assignments {
		a := &r.tree.Assignments[i]
		if len(a.Lazy) > 0 || !r.has(a.Class+"."+a.Trait) {
			continue
		}
		for _, one := range scalarTraits {
			if one.section != a.Class || !strings.Contains(one.names, " "+a.Trait+" ") {
				continue
			}
			switch a.Trait {
			case "named_server_limit_per_user":
				if !r.has("JupyterHub.named_server_limit_per_user()") {
					one.kind, one.takes = "an int", "BIW"
				}
			case "options_from_form":
				if !r.has("Spawner.options_from_form by name") {
					one.kind, one.takes = "a function", "O"
				}
			case "allow_existing_invalid_named_servers":
				if a.Value.Kind == Object || a.Value.Kind == Str && !contains([]string{"allow-start", "allow-delete", "autorename"}, a.Value.Text) {
					one.takes = ""
				}
			}
			if fitsScalar(a.Value, one.takes) {
				continue
			}
			hint := ""
			switch {
			case a.Value.Kind == Object && strings.HasPrefix(a.Value.Text, "Path("):
				hint = "write str(…) around the path"
			case a.Value.Kind == Str && strings.Contains(one.takes, "I"):
				hint = "take the quotes away"
			}
			what := path(a) + " must be " + one.kind + ", not " + kindName(a.Value)
			if a.Value.Kind == List && strings.Contains(one.takes, "L") {
				what += " of others"
			}
			if a.Class == "Spawner" {
				r.add(diag.Warning, place(a.Value, a), "servers-fail", what+": no server starts (TraitError)", hint)
				continue
			}
			r.add(diag.Error, place(a.Value, a), "trait-error", what+" (TraitError)", hint)
		}
	}
}

// fitsScalar reports whether traitlets takes a value: 1 and 0 for bools, whole floats for ints, a string for a list of it.
func fitsScalar(v Value, takes string) bool {
	may := func(letter string) bool { return strings.Contains(takes, letter) }
	switch v.Kind {
	case None:
		return may("N")
	case Bool:
		return may("B")
	case Int:
		return may("I") || may("i") && (v.Text == "0" || v.Text == "1")
	case Float:
		return may("F") || may("W") && strings.HasSuffix(v.Text, ".0")
	case Str:
		return may("S")
	case List, Tuple:
		if may("m") && len(v.Items) == 0 && !v.Partial {
			return false
		}
		for _, item := range v.Items {
			if may("s") && item.Kind < Object && item.Kind != Str {
				return false
			}
		}
		return may("L")
	case Set:
		return false
	case Dict:
		return may("D")
	case Object:
		switch {
		case v.Text == "bytes":
			return may("S") && !may("L")
		case v.Text == "range" || strings.HasPrefix(v.Text, "Path("):
			return false
		case v.Text == "<lambda>" || v.Text == "builtin_function_or_method" || v.Text == "type":
			return may("O")
		}
	}
	return true
}
