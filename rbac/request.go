package rbac

import (
	"slices"
	"strings"
)

// requested sorts the scopes that a token asks for into those that it gets and those that it does not get, or
// not as a whole. Counterpart: jupyterhub.scopes._resolve_requested_scopes, which goes through a set; here the
// scopes come sorted.
func (x *index) requested(want, have []string, t targets) (allowed, disallowed []string, err *HubError) {
	held := make(map[string]bool, len(have))
	for _, s := range have {
		held[s] = true
	}
	var open []string
	for _, s := range slices.Compact(sorted(slices.Clone(want))) {
		if held[s] {
			allowed = append(allowed, s)
		} else {
			open = append(open, s)
		}
	}
	if len(open) == 0 {
		return allowed, nil, nil
	}
	first, err := x.defs.expandStrings(allowed).resolve(x.defs, t)
	if err != nil {
		return nil, nil, err
	}
	granted := growing{all: first.all.clone()}
	granted.add(first)
	hold, err := x.defs.expandStrings(have).resolve(x.defs, t)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range open {
		whole, err := x.defs.expandStrings([]string{s}).resolve(x.defs, t)
		if err != nil {
			return nil, nil, err
		}
		// Nothing of it is left when all of it is granted already, or when it has no target. The intersection may
		// also be more than was asked for: a held server of an asked user is in it, and then the Hub takes the
		// scope for granted in part.
		more := granted.lacks(x.defs, whole)
		got, err := x.intersect(more, hold)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case len(more.without(got)) == 0 && len(got.without(more)) == 0:
			allowed = append(allowed, s)
			granted.add(whole)
		case !got.none():
			allowed = append(allowed, x.defs.spell(got.list())...)
			granted.add(got)
			disallowed = append(disallowed, s)
		default:
			disallowed = append(disallowed, s)
		}
	}
	return slices.Compact(sorted(allowed)), disallowed, nil
}

// growing is a packed set that takes further scopes, and stays reduced by what it has unfiltered.
type growing struct {
	all  scopeSet
	rest packer
}

func (g *growing) add(p *packed) {
	g.all.union(p.all)
	for _, o := range p.grants {
		g.rest.add(o.set, o.filter)
	}
}

// lacks returns what of p is not in g by the same filter.
func (g *growing) lacks(d *Definitions, p *packed) *packed {
	var grants []grant
	for _, o := range p.list() {
		set := o.set
		if o.filter.Kind == NoFilter {
			set = set.without(g.all)
		} else if i := g.rest.find(o.filter); i >= 0 {
			set = set.without(g.rest.grants[i].set.without(g.all))
		}
		if !set.empty() {
			grants = append(grants, grant{set, o.filter})
		}
	}
	out, _ := d.reduce(grants) // values were checked when p was resolved
	return out
}

func (p *packed) none() bool { return p.all.empty() && len(p.grants) == 0 }

// ServerToken is the token that a user's server gets as it is spawned, and the scopes that it asked for and
// did not get. Counterpart: jupyterhub.user.User.spawn.
func (h *Hub) ServerToken(user, server string) (*Token, []Dropped, *HubError) {
	owner := Subject{Kind: User, Name: user}
	if !h.HasUser(user) {
		return nil, nil, &HubError{Type: "NoSuchOwner", ID: "owner-not-found", Args: Args{User: user}}
	}
	if h.x.defs.features.serverTokenByRole {
		token, err := h.NewToken(TokenRequest{Owner: owner, Roles: []string{roleServer}, HasRoles: true})
		return token, nil, err
	}
	want := values(h.config.ServerTokenScopes)
	if len(want) == 0 {
		want, _ = h.db.scopesOf([]string{roleServer})
	}
	for i, s := range want {
		if strings.HasSuffix(s, "!server") {
			want[i] = s + "=" + user + "/" + server
		}
	}
	activity := func(s string) bool { return s == "users:activity" || s == "users:activity!user" || s == "inherit" }
	var added []string
	if !slices.ContainsFunc(want, activity) {
		added = []string{"users:activity!user"}
		want = append(want, added...)
	}
	// The token is the Hub's own, not one of the server's OAuth client: what the user holds for a bare `!server`
	// has no target here.
	allowed, disallowed, err := h.x.requested(want, append(h.RawScopes(owner), "inherit"), targets{user: user})
	if err != nil {
		return nil, nil, err
	}
	var dropped []Dropped
	for _, s := range disallowed {
		dropped = append(dropped, Dropped{s, NotOfOwner})
	}
	token, err := h.NewToken(TokenRequest{Owner: owner, Scopes: allowed, HasScopes: true})
	if token != nil {
		token.Added = added
	}
	return token, dropped, err
}

// Authorization is what a user may hand to an OAuth client.
type Authorization struct {
	Access     bool     // the user reaches the client at all
	Allowed    []string // the scopes that the client's token gets
	Disallowed []string // those that it asked for and does not get, or not as a whole
}

// Authorize mirrors the scopes' part of /hub/api/oauth2/authorize for a client ("service:NAME" or
// "server:USER/NAME"). requested nil asks for all that the client may be given.
func (h *Hub) Authorize(user, clientSpec string, requested []string) (Authorization, *HubError) {
	if h.x.defs.features.roleTokens {
		return Authorization{}, &HubError{Type: "Unsupported", ID: "client-roles", Args: Args{User: user, Key: clientSpec}}
	}
	c, ok := h.client(clientSpec)
	if !ok || !h.HasUser(user) {
		return Authorization{}, &HubError{Type: "NoSuchSubject", ID: "client-not-found", Args: Args{User: user, Key: clientSpec}}
	}
	s := Subject{Kind: User, Name: user}
	p, err := h.permissions(s)
	if err != nil {
		return Authorization{}, err
	}
	access := c.access()[0]
	out := Authorization{Access: p.Covers(access.Base, access.Filter)}
	if requested == nil {
		requested = c.allowed
	}
	have := append(h.RawScopes(s), "inherit", "read:users:name!user", "read:users:groups!user", access.String())
	t := targets{user: user}
	t.withClient(c)
	out.Allowed, out.Disallowed, err = h.x.requested(requested, have, t)
	return out, err
}
