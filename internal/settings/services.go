package settings

import (
	"slices"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

// services reads c.JupyterHub.services: a list of dicts.
func (r *reader) services() {
	v, a, ok := r.setting(hub, "services", listShape)
	if !ok {
		return
	}
	r.replaced(a, v)
	if unknown(v) {
		r.unread(rbac.UnreadServices, "", v)
		return
	}
	v, ok = r.accept(v, a, listShape)
	if !ok {
		return
	}
	for _, item := range v.Items {
		switch {
		case unknown(item):
			r.unread(rbac.UnreadServices, "", item)
		case item.Kind != Dict:
			r.add(diag.Error, item.Span, "trait-error", "each entry of services must be a dict, not "+kindName(item)+" (TraitError)", "")
		default:
			r.service(item)
		}
	}
	if v.Partial {
		r.unread(rbac.UnreadServices, "", v)
	}
}

func (r *reader) service(v Value) {
	name, ok := v.lookup("name")
	switch {
	case !ok && v.Partial:
		r.unread(rbac.UnreadServices, "", v)
		return
	case !ok:
		r.add(diag.Error, v.Span, "service-name-missing", "this service has no name: the Hub stops here (ValueError)", "add \"name\": …")
		return
	case unknown(name):
		r.unread(rbac.UnreadServices, "", name)
		return
	case name.Kind != Str:
		r.add(diag.Error, name.Span, "trait-error", "a service's name must be a string, not "+kindName(name)+" (TraitError)", "")
		return
	}
	r.placeholder(name)
	s := rbac.ServiceSpec{Ref: r.refs.mark(v.Span), Name: rbac.Name{Value: name.Text, Ref: r.refs.mark(name.Span)}}
	field := "service " + name.Text
	if admin, ok := v.lookup("admin"); ok {
		s.AdminRef = r.refs.mark(admin.Span)
		switch {
		case unknown(admin):
			r.unread(rbac.UnreadOther, field, admin)
		case admin.Kind != Bool:
			r.wrongField(name.Text, "admin", "a bool", admin)
		default:
			s.Admin = admin.Bool
		}
	}
	if token, ok := v.lookup("api_token"); ok {
		s.APIToken = unknown(token) || token.Kind == Str && token.Text != ""
		s.Token = secret(token)
		r.mustBeString(name.Text, "api_token", token)
	}
	if command, ok := v.lookup("command"); ok {
		s.Managed = unknown(command) || command.Kind == Str && command.Text != "" || len(command.Items) > 0 || command.Partial
	}
	if confirm, ok := v.lookup("oauth_no_confirm"); ok {
		switch {
		case unknown(confirm):
			r.unread(rbac.UnreadOther, field, confirm)
		case confirm.Kind != Bool:
			r.wrongField(name.Text, "oauth_no_confirm", "a bool", confirm)
		default:
			s.OAuthNoConfirm = confirm.Bool
		}
	}
	s.URL, s.HasURL = r.serviceText(v, name.Text, "url")
	id, hasID := r.serviceText(v, name.Text, "oauth_client_id")
	if hasID {
		at, _ := v.lookup("oauth_client_id")
		s.OAuthClientID = rbac.Name{Value: id, Ref: r.refs.mark(at.Span)}
	}
	s.OAuthRedirectURI, s.HasOAuthRedirectURI = r.serviceText(v, name.Text, "oauth_redirect_uri")
	s.OAuthClientAllowedScopes = r.serviceList(v, name.Text, "oauth_client_allowed_scopes")
	s.OAuthRoles = r.serviceList(v, name.Text, "oauth_roles")
	for _, key := range v.stringKeys() {
		if r.defs != nil && !slices.Contains(r.defs.ServiceKeys(), key.Text) {
			s.UnknownKeys = append(s.UnknownKeys, rbac.Name{Value: key.Text, Ref: r.refs.mark(key.Span)})
		} else if key.Text == "oauth_client_id" {
			s.UnknownBefore = len(s.UnknownKeys)
		}
	}
	r.config.Services = append(r.config.Services, s)
}

func (r *reader) wrongField(service, key, want string, v Value) {
	r.add(diag.Error, v.Span, "trait-error", key+" of the service "+service+" must be "+want+", not "+kindName(v)+" (TraitError)", "")
}

func (r *reader) mustBeString(service, key string, v Value) {
	if !unknown(v) && v.Kind != Str {
		r.wrongField(service, key, "a string", v)
	}
}

// serviceText reads a text field. A text that could not be evaluated counts as given.
func (r *reader) serviceText(v Value, service, key string) (string, bool) {
	field, ok := v.lookup(key)
	if !ok {
		return "", false
	}
	r.mustBeString(service, key, field)
	if unknown(field) {
		return "", true
	}
	return field.Text, field.Kind == Str && field.Text != ""
}

func (r *reader) serviceList(v Value, service, key string) []rbac.Name {
	field, ok := v.lookup(key)
	switch {
	case !ok:
		return nil
	case unknown(field):
		r.unread(rbac.UnreadOther, "service "+service, field)
		return nil
	case field.Kind == Str:
		// traitlets takes one string for a list of that string.
		field = Value{Kind: List, Span: field.Span, Items: []Value{field}}
	case field.Kind != List && field.Kind != Tuple:
		r.wrongField(service, key, "a list", field)
		return nil
	}
	return r.names(field, key+" of a service", rbac.UnreadOther, "service "+service)
}

// secret is the text of a token, which the engine takes to tell tokens apart and never gives back.
func secret(v Value) string {
	if v.Kind == Str {
		return v.Text
	}
	return ""
}

// tokens reads c.JupyterHub.api_tokens or service_tokens: a dict of token to owner.
func (r *reader) tokens(trait string, out *[]rbac.TokenEntry) {
	v, a, ok := r.setting(hub, trait, dictShape)
	if !ok {
		return
	}
	in := "JupyterHub." + trait
	if unknown(v) {
		r.unread(rbac.UnreadOther, in, v)
		return
	}
	v, ok = r.accept(v, a, dictShape)
	if !ok {
		return
	}
	for _, p := range v.Pairs {
		switch {
		case unknown(p.Value):
			r.unread(rbac.UnreadOther, in, p.Value)
		case p.Value.Kind != Str:
			r.add(diag.Error, p.Value.Span, "trait-error", "the owner of a token in "+trait+" must be a string, not "+kindName(p.Value)+" (TraitError)", "")
		default:
			*out = append(*out, rbac.TokenEntry{Owner: rbac.Name{Value: p.Value.Text, Ref: r.refs.mark(p.Value.Span)}, Token: secret(p.Key)})
		}
	}
	if v.Partial {
		r.unread(rbac.UnreadOther, in, v)
	}
}
