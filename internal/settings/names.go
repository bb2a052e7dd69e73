package settings

// hubNames are the traits of c.JupyterHub that some version has, those of its base classes included.
var hubNames = []string{
	"active_server_limit", "active_user_window", "activity_resolution", "admin_access", "admin_users",
	"allow_existing_invalid_named_servers", "allow_named_servers", "answer_yes", "api_page_default_limit", "api_page_max_limit", "api_tokens",
	"authenticate_prometheus", "authenticator_class", "base_url", "bind_url", "cleanup_proxy", "cleanup_servers",
	"concurrent_spawn_limit", "config_file", "confirm_no_ssl", "cookie_host_prefix_enabled",
	"cookie_max_age_days", "cookie_secret", "cookie_secret_file", "custom_scopes", "data_files_path", "db_kwargs",
	"db_url", "debug_db", "debug_proxy", "default_server_name", "default_url", "external_ssl_authorities",
	"extra_user_scopes", "extra_handlers", "extra_log_file", "extra_log_handlers", "forwarded_host_header", "generate_certs",
	"generate_config", "hub_bind_url", "hub_connect_ip", "hub_connect_port", "hub_connect_url", "hub_ip",
	"hub_port", "hub_routespec", "hub_socket_mode", "implicit_spawn_seconds", "init_spawners_timeout", "internal_certs_location",
	"internal_ssl", "ip", "jinja_environment_options", "last_activity_interval", "load_groups", "load_roles",
	"log_datefmt", "log_format", "log_level", "logging_config", "logo_file", "named_server_limit_per_user",
	"oauth_token_expires_in", "pid_file", "port", "proxy_api_ip", "proxy_api_port", "proxy_auth_token",
	"proxy_check_interval", "proxy_class", "proxy_cmd", "public_url", "recreate_internal_certs",
	"redirect_to_server", "reset_db", "service_check_interval", "service_tokens", "services", "show_config",
	"show_config_json", "shutdown_on_logout", "spawner_class", "ssl_cert", "ssl_key", "statsd_host",
	"statsd_port", "statsd_prefix", "subdomain_hook", "subdomain_host", "template_paths", "template_vars",
	"token_expires_in_max_seconds", "tornado_settings", "trust_user_provided_tokens", "trusted_alt_names",
	"trusted_downstream_ips", "upgrade_db", "use_legacy_stopped_server_status_code", "user_redirect_hook",
}

// authenticatorNames are the traits of c.Authenticator itself. Each class of authenticator has more.
var authenticatorNames = []string{
	"admin_users", "allow_all", "allow_existing_users", "allowed_users", "any_allow_config", "auth_refresh_age",
	"auto_login", "auto_login_oauth2_authorize", "blocked_users", "delete_invalid_users", "enable_auth_state",
	"manage_groups", "manage_roles", "otp_prompt", "post_auth_hook", "refresh_pre_spawn", "refresh_pre_stop",
	"request_otp", "reset_managed_roles_on_startup", "username_map", "username_pattern", "whitelist",
}

// sectionNames are the classes whose sections most configs write to.
var sectionNames = []string{"JupyterHub", "Authenticator", "Spawner"}
