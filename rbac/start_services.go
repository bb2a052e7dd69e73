package rbac

import (
	"slices"
	"strings"
)

// createServices mirrors jupyterhub.app.JupyterHub.init_services.
func (s *starter) createServices() bool {
	configured := make(map[string]bool, len(s.c.Services))
	for _, t := range s.c.ServiceTokens {
		s.tokens = append(s.tokens, issue{owner: t.Owner, token: t.Token, service: true})
	}
	for i := range s.c.Services {
		configured[s.c.Services[i].Name.Value] = true
		if !s.createService(&s.c.Services[i]) {
			return false
		}
	}
	for i := range s.db.services.rows {
		if row := &s.db.services.rows[i]; !row.gone && !configured[row.name] && !s.db.web.runtime[row.serial] && !s.unread(UnreadServices) {
			s.note("service-deleted", Args{Service: row.name, Ref: row.ref})
			s.db.dropService(int32(i))
		}
	}
	return s.commit()
}

// createService mirrors jupyterhub.app.JupyterHub.service_from_spec.
func (s *starter) createService(spec *ServiceSpec) bool {
	name := spec.Name.Value
	i, known := s.db.services.find(name)
	if !known {
		i = s.addService(spec.Name)
		s.note("service-created", Args{Service: name, Ref: spec.Ref})
		if spec.Admin {
			s.warn("service-admin-deprecated", Args{Service: name, Ref: spec.AdminRef})
			s.db.grantService(i, bearer{given: true, ref: spec.AdminRef})
		}
	}
	row := &s.db.services.rows[i]
	row.spec, row.admin, row.adminRef = true, spec.Admin, spec.AdminRef
	if !s.commit() {
		return false
	}
	badID := spec.OAuthClientID.Value != "" && !strings.HasPrefix(spec.OAuthClientID.Value, "service-")
	switch id := spec.OAuthClientID; {
	case badID && spec.UnknownBefore == 0:
		return s.fatal("ValueError", "service-client-id-invalid", Args{Service: name, Key: id.Value, Ref: id.Ref, Suggestion: "service-" + id.Value})
	case len(spec.UnknownKeys) > 0:
		key := spec.UnknownKeys[0]
		return s.fatal("AttributeError", "service-unknown-key", Args{Service: name, Key: key.Value, Ref: key.Ref})
	}
	if spec.APIToken {
		s.tokens = append(s.tokens, issue{owner: spec.Name, token: spec.Token, service: true})
	} else if spec.Managed {
		if err := s.checkToken(issue{owner: spec.Name, service: true}); err != nil {
			return s.fail(err)
		}
	}
	if spec.HasURL && !validURL(spec.URL) {
		return s.fatal("ValueError", "service-url-invalid", Args{Service: name, Key: spec.URL, Ref: spec.Ref})
	}
	if !spec.HasURL && !spec.HasOAuthRedirectURI {
		if (spec.OAuthClientID.Value != "" || spec.OAuthNoConfirm) && !s.d.features.oauthByAddress {
			return s.fatal("ValueError", "service-redirect-missing", Args{Service: name, Key: "oauth_redirect_uri", Ref: either(spec.OAuthClientID.Ref, spec.Ref)})
		}
		if row.client != nil && !s.d.features.oauthByAddress {
			s.warn("oauth-client-deleted", Args{Service: name, Key: row.client.id, Ref: spec.Ref})
		}
		row.client = nil
		return true
	}
	return s.setClient(row, spec)
}

// validURL reports whether the Hub takes a service's url: http or https, with a port that is a number. An empty
// one could not be read, and is taken for valid.
func validURL(url string) bool {
	if url == "" {
		return true
	}
	scheme, rest, ok := strings.Cut(strings.TrimLeft(url, " "), ":")
	if scheme = strings.ToLower(scheme); !ok || scheme != "http" && scheme != "https" {
		return false
	}
	host, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return true // no host, and no port
	}
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	host = host[strings.LastIndexByte(host, '@')+1:]
	if i := strings.LastIndexByte(host, ']'); i >= 0 {
		host = host[i+1:]
	}
	_, port, _ := strings.Cut(host, ":")
	n := 0
	for _, c := range []byte(port) {
		if n = n*10 + int(c-'0'); !isDigit(c) || n > 65535 {
			return false
		}
	}
	return true
}

func (s *starter) addService(n Name) int32 {
	return s.db.services.insert(n.Value, serviceRow{row: row{name: n.Value, ref: n.Ref, serial: s.db.next()}})
}

// setClient gives a service its OAuth client, keeping one with the same id. A client belongs to one service: the Hub's
// database layer refuses to give it to a second one in the same start (`single_parent` of jupyterhub.orm.Service.oauth_client).
func (s *starter) setClient(row *serviceRow, spec *ServiceSpec) bool {
	id := spec.OAuthClientID.Value
	if id == "" {
		id = "service-" + row.name
	}
	if other, taken := s.clients[id]; taken && other != row.name {
		return s.fatal("InvalidRequestError", "service-client-shared", Args{Service: row.name, Key: id, Names: []string{other},
			Ref: either(spec.OAuthClientID.Ref, spec.Ref)})
	}
	if s.clients == nil {
		s.clients = map[string]string{}
	}
	s.clients[id] = row.name
	allowed := values(spec.OAuthClientAllowedScopes)
	switch {
	case len(spec.OAuthRoles) == 0:
	case len(allowed) > 0:
		s.warn("oauth-roles-ignored", Args{Service: row.name, Names: sorted(values(spec.OAuthRoles)), Ref: spec.OAuthRoles[0].Ref})
	default:
		for _, n := range spec.OAuthRoles {
			if r, ok := s.db.roles.find(n.Value); ok {
				allowed = append(allowed, values(s.db.roles.rows[r].scopes)...)
			}
		}
	}
	allowed = append(allowed, "access:services!service="+row.name)
	c := &clientRow{id: id, allowed: slices.Compact(sorted(allowed))}
	if row.client != nil && row.client.id == id {
		c.serial = row.client.serial
	} else {
		c.serial = s.db.next()
	}
	row.client = c
	return true
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
