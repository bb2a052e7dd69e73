package login

import "strings"

// settings lists the config traits of each class, without those of its bases. A number before a trait is the first
// version of the program that has it: JupyterHub's for its own classes, else OAuthenticator's; one after it the last.
const settings = `
Authenticator admin_users allowed_users auth_refresh_age auto_login auto_login_oauth2_authorize blocked_users delete_invalid_users enable_auth_state manage_groups post_auth_hook refresh_pre_spawn username_map username_pattern whitelist 5:allow_all 5:allow_existing_users 5:any_allow_config 5:manage_roles 5:otp_prompt 5:refresh_pre_stop 5:request_otp 5:reset_managed_roles_on_startup
LocalAuthenticator add_user_cmd allowed_groups create_system_users group_whitelist uids
PAMAuthenticator admin_groups check_account encoding open_sessions pam_normalize_username service 5:executor_threads
DummyAuthenticator password
NullAuthenticator
SharedPasswordAuthenticator 5:admin_password 5.5:password_groups 5:user_password
OAuthenticator authorize_url client_id client_secret custom_403_message extra_authorize_params logout_redirect_url oauth_callback_url scope token_url userdata_url validate_server_cert 16:allow_all 16:allow_existing_users 16:allowed_scopes 16:basic_auth 16:http_request_kwargs 16:login_service 16:token_params 16:userdata_from_id_token 16:userdata_params 16:userdata_token_method 16:username_claim 17:admin_groups 17:allowed_groups 17:auth_state_groups_key 17:enable_pkce 17:modify_auth_state_hook 17:refresh_user_hook
Auth0OAuthenticator auth0_domain auth0_subdomain username_key 17:allow_unverified_email
AzureAdOAuthenticator tenant_id login_service:15 username_claim:15 16:user_groups_claim 17:graph_url
BitbucketOAuthenticator allowed_teams team_whitelist
CILogonOAuthenticator additional_username_claims allowed_idps cilogon_host idp idp_whitelist scope shown_idps skin strip_idp_domain username_claim 17:idps
GenericOAuthenticator claim_groups_key extra_params tls_verify username_key admin_groups:16 allowed_groups:16 basic_auth:15 login_service:15 userdata_params:15 userdata_token_method:15
GitHubOAuthenticator allowed_organizations github_api github_client_id github_client_secret github_organization_whitelist github_url populate_teams_in_auth_state
GitLabOAuthenticator allowed_gitlab_groups allowed_project_ids gitlab_api gitlab_api_version gitlab_group_whitelist gitlab_project_id_whitelist gitlab_url
GlobusOAuthenticator admin_globus_groups allowed_globus_groups exclude_tokens globus_groups_url globus_local_endpoint identity_provider revocation_url revoke_tokens_on_logout username_from_email
GoogleOAuthenticator admin_google_groups allowed_google_groups google_api_url google_group_whitelist google_service_account_keys gsuite_administrator hosted_domain user_info_url:15 login_service:15 username_claim:15 17:include_nested_groups 17:strip_domain
MWOAuthenticator executor_threads mw_index_url
OpenShiftOAuthenticator ca_certs openshift_auth_api_url openshift_rest_api_url openshift_url validate_cert admin_groups:16 allowed_groups:16
`

// bases of the classes, where it is not Authenticator or, by its name, OAuthenticator.
func baseOf(class string) string {
	rest, local := strings.CutPrefix(class, "Local")
	switch {
	case class == "PAMAuthenticator":
		return "LocalAuthenticator"
	case local && strings.HasSuffix(class, "OAuthenticator"):
		return rest // and LocalAuthenticator
	case strings.HasSuffix(class, "OAuthenticator") && class != "OAuthenticator":
		return "OAuthenticator"
	case class != "Authenticator":
		return "Authenticator"
	}
	return ""
}

// Settings lists the settings that a class has in these versions, those of its bases first. known is false for classes
// of which nothing is known.
func (d *Definitions) Settings(class string) (traits []string, known bool) {
	if base := baseOf(class); base != "" {
		traits, _ = d.Settings(base)
	}
	if strings.HasPrefix(class, "Local") && strings.HasSuffix(class, "OAuthenticator") {
		traits = append(traits, d.own("LocalAuthenticator")...)
		return traits, strings.Contains(settings, "\n"+baseOf(class)+" ")
	}
	if strings.Contains(settings, "\n"+class+" ") || strings.Contains(settings, "\n"+class+"\n") {
		return append(traits, d.own(class)...), true
	}
	return traits, false
}

// HasSetting reports whether a class has a setting: the Hub warns of others and ignores them. known is false where
// nothing is known of the class.
func (d *Definitions) HasSetting(class, trait string) (has, known bool) {
	list, known := d.Settings(class)
	for _, one := range list {
		if one == trait {
			return true, known
		}
	}
	return false, known
}

func (d *Definitions) own(class string) []string {
	_, rest, ok := strings.Cut(settings, "\n"+class+" ")
	if !ok {
		return nil
	}
	line, _, _ := strings.Cut(rest, "\n")
	version := d.pair.OAuthenticator
	if !strings.HasSuffix(class, "OAuthenticator") {
		version = d.pair.JupyterHub
	}
	var out []string
	for _, word := range strings.Fields(line) {
		name := word
		if first, after, ok := strings.Cut(word, ":"); ok {
			if isNumber(first) {
				if name = after; !since(version, first) {
					continue
				}
			} else if name = first; major(version) > major(after) {
				continue
			}
		}
		out = append(out, name)
	}
	return out
}

// since reports whether a version is that one or later, given as "5" or "5.5".
func since(version, first string) bool {
	if a, b := major(version), major(first); a != b {
		return a > b
	}
	_, minor, _ := strings.Cut(first, ".")
	_, rest, _ := strings.Cut(version, ".")
	return minor == "" || major(rest) >= major(minor)
}

func isNumber(s string) bool { return s[0] >= '0' && s[0] <= '9' }
