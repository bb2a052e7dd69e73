package rbac

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"
)

// random makes versions, configs, lives of Hubs and questions out of bytes. The first eight bytes are a seed; of
// the others each decides one choice, so that a fuzzer which changes a byte changes one thing. When they are used
// up, the seed decides.
type random struct {
	choices []byte
	rest    *rand.Rand
}

func newRandom(data []byte) *random {
	var seed [8]byte
	n := copy(seed[:], data)
	return &random{data[n:], rand.New(rand.NewPCG(binary.LittleEndian.Uint64(seed[:]), 1))}
}

// IntN is a number below n, which is at most 256 where bytes decide.
func (r *random) IntN(n int) int {
	if len(r.choices) > 0 && n <= 256 {
		b := r.choices[0]
		r.choices = r.choices[1:]
		return int(b) % n
	}
	return r.rest.IntN(n)
}

func (r *random) pick(list ...string) string { return list[r.IntN(len(list))] }
func (r *random) chance(percent int) bool    { return r.IntN(100) < percent }

// seeds are inputs of a fuzz target: bare seeds, and seeds with bytes for most choices of a case.
func seeds(f *testing.F, count int) {
	for i := range uint64(count) {
		f.Add(bytesOf(i))
	}
}

func bytesOf(seed uint64) []byte {
	data := binary.LittleEndian.AppendUint64(nil, seed)
	if seed%2 == 1 {
		more := rand.New(rand.NewPCG(seed, 2))
		for range 300 {
			data = append(data, byte(more.IntN(256)))
		}
	}
	return data
}

var (
	someUsers    = []string{"alice", "bob", "Carol", "dave", "eve!x", "zoë"}
	someGroups   = []string{"class-a", "class-b", "staff"}
	someServices = []string{"culler", "panel"}
	someServers  = []string{"", "lab"}
	someBases    = []string{"users", "servers", "read:users", "list:users", "admin:servers", "groups", "self", "inherit", "tokens", "shares", "access:servers",
		"custom:grades:read", "custom:grades:write"}
)

func (r *random) user() string { return strings.ToLower(r.pick(someUsers...)) }

func (r *random) definitions(t testing.TB) *Definitions {
	t.Helper()
	return mustDefine(t, Versions()[r.IntN(len(Versions()))])
}

func (r *random) names(from []string, most int) []Name {
	var out []Name
	for range r.IntN(most + 1) {
		out = append(out, Name{Value: r.pick(from...), Ref: Ref(r.IntN(250))})
	}
	return out
}

func (r *random) filter() string {
	if r.chance(1) {
		return r.pick("!", "!user=", "!group", "!x=y", "!server=lab", "!service=", "!server")
	}
	switch r.IntN(9) {
	case 0:
		return "!user"
	case 1:
		return "!user=" + r.user()
	case 2:
		return "!group=" + r.pick(someGroups...)
	case 3:
		return "!server=" + r.user() + "/" + r.pick(someServers...)
	case 4:
		return r.pick("!server", "!service", "!service="+r.pick(someServices...))
	}
	return ""
}

func (r *random) scope(d *Definitions) Name {
	names := d.Scopes()
	base := names[r.IntN(len(names))]
	if r.chance(40) {
		base = r.pick(someBases...)
	}
	if _, defined := d.ids[base]; !defined && !strings.HasPrefix(base, "custom:") {
		base = "users"
	}
	return Name{Value: base + r.filter(), Ref: Ref(r.IntN(250))}
}

// scopes are those of a role, a token or a share.
func (r *random) scopes(d *Definitions, least, most int) []Name {
	var out []Name
	for range least + r.IntN(most-least+1) {
		out = append(out, r.scope(d))
	}
	return out
}

func (r *random) role(d *Definitions, name string) RoleSpec {
	s := RoleSpec{Name: Name{Value: name}, HasName: true, HasScopes: r.chance(95), HasUsers: r.chance(60), HasGroups: r.chance(50), HasServices: r.chance(40)}
	s.Scopes = r.scopes(d, 1, 4)
	if !s.HasScopes {
		s.Scopes, s.ScopesNone = nil, r.chance(20)
	}
	if s.HasUsers {
		s.Users = union(r.names(someUsers, 3), nil)
	}
	if s.HasGroups {
		s.Groups = union(r.names(someGroups, 2), nil)
	}
	if s.HasServices {
		s.Services = union(r.names(someServices, 2), nil)
	}
	return s
}

func (r *random) service(d *Definitions, name string) ServiceSpec {
	s := ServiceSpec{Name: Name{Value: name}, Admin: r.chance(10), APIToken: r.chance(50), Managed: r.chance(10), HasURL: r.chance(30), URL: "http://127.0.0.1:1"}
	if r.chance(40) {
		s.OAuthRedirectURI, s.HasOAuthRedirectURI = "http://127.0.0.1:1/", true
		if d.HasSetting("Service.oauth_client_allowed_scopes") && r.chance(60) {
			s.OAuthClientAllowedScopes = r.scopes(d, 0, 2)
		} else {
			s.OAuthRoles = r.names([]string{"user", "reader", "token"}, 1)
		}
	}
	return s
}

func (r *random) config(d *Definitions) *Config {
	c := &Config{Web: WebSettings{NamedServers: On}}
	if d.HasSetting("JupyterHub.custom_scopes") && r.chance(70) {
		c.CustomScopes = []CustomScope{
			{Name: Name{Value: "custom:grades:read"}, HasDescription: true},
			{Name: Name{Value: "custom:grades:write"}, HasDescription: r.chance(99), Subscopes: []Name{{Value: r.pick("custom:grades:read", "custom:grades:read", "custom:grades:write")}}},
		}
	}
	for _, g := range someGroups {
		if r.chance(70) {
			c.LoadGroups = append(c.LoadGroups, GroupSpec{Name: Name{Value: g}, Users: r.names(someUsers, 4), ListForm: r.chance(50)})
		}
	}
	for _, s := range someServices {
		if r.chance(90) {
			c.Services = append(c.Services, r.service(d, s))
		}
	}
	for _, name := range []string{"reader", "teacher", "user", "admin", "token", "server", "Bad"} {
		switch {
		case name == "Bad" && r.chance(99), name == "admin" && r.chance(80), r.chance(40):
			continue
		}
		spec := r.role(d, name)
		if name == "admin" {
			spec.Scopes, spec.HasScopes, spec.ScopesNone = nil, false, false
		}
		if name == "token" && r.chance(60) {
			spec.Scopes, spec.HasScopes, spec.ScopesNone = []Name{{Value: "inherit"}}, true, false
		}
		c.LoadRoles = append(c.LoadRoles, spec)
	}
	c.AdminUsers = r.names(someUsers, 1)
	if r.chance(40) {
		c.AllowedUsers = r.names(someUsers, 2)
		if d.features.allowedAlone {
			c.AllowedUsers = named(someUsers...) // fewer, and hardly anything starts
		}
	}
	c.AllowExisting = !d.features.allowedAlone && r.chance(20)
	if r.chance(10) {
		c.BlockedUsers = r.names([]string{"alice", "bob"}, 1)
	}
	if r.chance(10) {
		c.LegacyUsers = r.names([]string{"old", "alice"}, 2)
		c.LegacyAdmins = r.names([]string{"boss"}, 1)
	}
	if r.chance(15) {
		c.APITokens = []TokenEntry{{Owner: Name{Value: r.user()}, Token: "token-of-the-config"}}
	}
	if d.HasSetting("JupyterHub.extra_user_scopes") && r.chance(20) {
		c.ExtraUserScopes = []Name{r.scope(d)}
	}
	if d.HasSetting("Spawner.oauth_client_allowed_scopes") && r.chance(30) {
		c.ServerTokenScopes, c.ServerClientAllowedScopes = r.scopes(d, 0, 2), r.scopes(d, 0, 2)
	}
	return c
}

// change is something that happens to a Hub, restarts included. It can be done to several Hubs.
type change func(*Hub) *Hub

// life is what happens to a Hub after its start. A restart that fails ends it.
func (r *random) life(d *Definitions, most int) []change {
	var out []change
	for range r.IntN(most + 1) {
		out = append(out, r.happening(d))
	}
	return out
}

func (r *random) happening(d *Definitions) change {
	user, group, server := r.user(), r.pick(someGroups...), r.pick(someServers...)
	switch r.IntN(9) {
	case 0:
		return func(h *Hub) *Hub { return h.WithUsers(user) }
	case 1:
		return func(h *Hub) *Hub { return h.WithServers(map[string][]string{user: {server}}) }
	case 2:
		return func(h *Hub) *Hub { return h.WithMember(group, user) }
	case 3:
		return func(h *Hub) *Hub { return h.WithoutMember(group, user) }
	case 4:
		admin := r.chance(50)
		return func(h *Hub) *Hub { return h.WithAdmin(user, admin) }
	case 5:
		if r.chance(50) {
			return func(h *Hub) *Hub { return h.WithoutUser(user) }
		}
		return func(h *Hub) *Hub { return h.WithoutGroup(group) }
	case 6:
		c := r.config(d)
		return func(h *Hub) *Hub { return restart(d, h, c) }
	default:
		return r.share(d)
	}
}

// share shares a server, which it makes, with a user or group.
func (r *random) share(d *Definitions) change {
	owner, server, with := r.user(), r.pick(someServers...), Subject{Kind: User, Name: r.user()}
	if r.chance(40) {
		with = Subject{Kind: Group, Name: r.pick(someGroups...)}
	}
	var scopes []string
	for range 1 + r.IntN(2) {
		scopes = append(scopes, r.pick("access:servers", "servers", "read:servers", "users:activity", "read:users", "custom:grades:write"))
	}
	if !d.Has("shares") {
		return func(h *Hub) *Hub { return h }
	}
	return func(h *Hub) *Hub {
		h, _, _ = h.WithServers(map[string][]string{owner: {server}}).Share(owner, server, with, scopes, true)
		return h
	}
}

// restart starts a Hub again. One that does not come up is left as it was.
func restart(d *Definitions, h *Hub, c *Config) *Hub {
	if next, _ := Start(d, h, c); next.Running() {
		return next
	}
	return h
}

// running starts a Hub and lets it live; nil where the config stops it.
func (r *random) running(d *Definitions, most int) *Hub {
	h, _ := Start(d, nil, r.config(d))
	if !h.Running() {
		return nil
	}
	for _, happens := range r.life(d, most) {
		h = happens(h)
	}
	return h
}

// subjects are all that a question can be about, but for tokens.
func subjects(h *Hub) []Subject {
	out := []Subject{{Kind: AnyUser}, {Kind: AnyAdmin}}
	for _, u := range h.Users() {
		out = append(out, Subject{Kind: User, Name: u})
	}
	for _, s := range h.Services() {
		out = append(out, Subject{Kind: Service, Name: s})
	}
	for _, g := range h.Groups() {
		out = append(out, Subject{Kind: Group, Name: g}, Subject{Kind: AnyMember, Name: g})
	}
	return out
}

// requests are tokens that an owner may ask for: what it holds, parts of that, and what it does not hold.
func (r *random) requests(h *Hub, owner Subject) []TokenRequest {
	var held []string
	if p, err := h.Permissions(owner); err == nil {
		held = p.Strings()
	}
	out := []TokenRequest{{Owner: owner}, {Owner: owner, HasRoles: true, Roles: []string{r.pick("reader", "teacher"), "user"}}}
	for range 3 {
		req := TokenRequest{Owner: owner, HasScopes: true, Client: r.pick("", "", "service:panel", "server:alice/lab")}
		if h.Definitions().TokensCarryRoles() {
			req.HasScopes, req.HasRoles, req.Roles = false, true, []string{r.pick("reader", "teacher", "user", "admin", "token")}
		}
		for range r.IntN(3) {
			switch {
			case len(held) > 0 && r.chance(60):
				req.Scopes = append(req.Scopes, held[r.IntN(len(held))])
			case r.chance(20):
				req.Scopes = append(req.Scopes, "inherit")
			default:
				req.Scopes = append(req.Scopes, r.scope(h.Definitions()).Value)
			}
		}
		out = append(out, req)
	}
	return out
}
