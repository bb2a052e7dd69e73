package rbac

// APIPrefix is where the REST API begins, from the server's root, with c.JupyterHub.base_url at its default.
const APIPrefix = "/hub/api"

// Call is a request to the Hub: its REST API, or its pages.
type Call struct {
	// Subject sends it. A User or one of the imagined persons comes with a login cookie, a Service with a token that
	// holds all that the service has, a Bearer with its token. The zero Subject has no credentials, a Bearer whose
	// token is nil or gone has wrong ones.
	Subject    Subject
	Method     string
	Path       string // from the server's root, percent-encoded, with its query
	Body       string
	Pagination bool // asks for pages of a listing by the Accept header
	Why        bool // fill Paths and Near
}

// The most that a Call may carry; tornado, which serves the Hub, has its own limits there.
const (
	MaxCallPath = 1 << 16
	MaxCallBody = 1 << 20
)

// Answer is what the Hub makes of a Call. Its Outcome speaks of permission:
//
//   - Allowed: the scopes suffice, and the Hub does it; Filtered, where a listing is cut down to Names.
//   - Forbidden, NotFound: refused for lack of scopes, of an admin flag or of credentials.
//   - Failed: permitted, and refused or broken for another reason, which Error names: a name that is not there or is
//     there already, a body that means nothing, a server that does not run. Error.Type is "HTTPError" where the
//     handler says so itself, else the exception behind a 500.
//   - Unknown: see Unread, or Error where this package does not know the handler.
//
// Paths and Near explain the scope that opened the way, or those that all missed.
type Answer struct {
	Result
	Status   int       // of HTTP; 0 when Outcome is Unknown
	Endpoint *Endpoint // nil when nothing is at the address
	Needs    []Need    // what was asked of the subject, in the Hub's order; the last one decided if Outcome is a refusal
	Reason   string    // id of why it was refused: "scope-missing", "credentials-missing", "admin-missing" …
	Location string    // of a redirect

	Names  []string // of a listing: what is left in it, sorted
	Fields []string // of a single model: the fields that the scopes reveal, sorted
	Body   any      // the JSON answer as encoding/json has it, nil for values that are not known (times, ids)
	After  *Hub     // the Hub afterwards; the asked one when nothing changed. Never nil
}

// Endpoint is one method of a handler of the Hub.
type Endpoint struct {
	Method  string
	Path    string // "+" stands for an argument, "*" for one that may be empty
	Handler string // the class in jupyterhub.apihandlers or jupyterhub.handlers
	Needs   [][]string
	Target  TargetKind
	// PostFilter tells a listing that takes scopes with any filter and leaves out what they do not cover.
	PostFilter bool
	Login      bool // answers only a browser that is logged in; others are sent to the login page
}

// TargetKind says which arguments of a handler its scopes are filtered by.
type TargetKind uint8

const (
	noTarget TargetKind = iota
	userTarget
	groupTarget
	serviceTarget
	serverTarget // the user and a server, by default the default server
	shareTarget  // the same, but that a missing server is Python's None: "server=alice/None"
)

// Need is one question that a handler asks of the subject's scopes.
type Need struct {
	Scopes     []string // one of them suffices
	Target     Filter   // what they must cover; the zero Filter asks for unfiltered scopes
	PostFilter bool
	Passed     string // the scope that sufficed; empty when none did
	Held       bool   // one is held, with a filter that misses
}

// Call answers a request as the running Hub would, and gives the Hub that is left afterwards. The Hub itself does
// not change. Counterpart: the handlers of jupyterhub.apihandlers and jupyterhub.handlers.
func (h *Hub) Call(r Call) Answer {
	c := &call{Call: r, hub: h, now: h}
	c.a.After = h
	c.run()
	if c.a.Outcome == Failed || c.a.Outcome == Unknown || c.a.Outcome == Forbidden || c.a.Outcome == NotFound {
		if !c.partial {
			c.now = h // the session is rolled back
		}
	}
	c.a.After = c.now
	if r.Why {
		c.explain()
	}
	return c.a
}

// call is a request under way.
type call struct {
	Call
	hub   *Hub // before
	now   *Hub // so far
	a     Answer
	p     Permissions
	who   requester
	at    *Endpoint
	args  []string
	query map[string]string

	version  *restFeatures
	identify []Scope // scopes that the handler adds for its answer
	fields   map[string][]fieldsRow
	partial  bool // what was done before a failure stays
}

// requester is whom the Hub takes the sender for.
type requester struct {
	kind  SubjectKind // 0: nobody; User, also for the imagined persons; Service
	name  string
	admin bool
	token bool // by a token, not a cookie
}

// run finds out who asks, finds the handler, and lets it answer. Counterpart: tornado's RequestHandler._execute
// with jupyterhub.handlers.base.BaseHandler.prepare.
func (c *call) run() {
	if len(c.Path) > MaxCallPath || len(c.Body) > MaxCallBody {
		c.unknown("call-too-large")
		return
	}
	if !c.route() {
		return
	}
	if err := c.identifyRequester(); err != nil {
		c.broken(err.Type, err.ID, err.Args)
		return
	}
	if c.at.Login && c.who.kind == 0 {
		c.loginFirst()
		return
	}
	if c.at.Handler == "UserUrlHandler" && !c.userURLMethod() {
		return
	}
	for _, scopes := range c.at.Needs {
		if !c.need(scopes, c.target(), c.at.PostFilter) {
			return
		}
	}
	c.handle()
}

// identifyRequester mirrors BaseHandler.get_current_user and _resolve_roles_and_scopes.
func (c *call) identifyRequester() *HubError {
	c.p = Permissions{hub: c.hub, base: &c.hub.x.nothing}
	s, byToken := c.Subject, false
	if s.Kind == Bearer || s.Kind == Service {
		if !c.at.takesToken() || s.Kind == Bearer && (s.Token == nil || !c.hub.HasToken(s.Token)) {
			return nil
		}
		byToken = true
		if s.Kind == Bearer {
			s = s.Token.Owner
		}
	}
	switch s.Kind {
	case User:
		if !c.hub.HasUser(s.Name) {
			return nil
		}
		c.who = requester{kind: User, name: s.Name, admin: c.hub.IsAdmin(s), token: byToken}
	case Service:
		if !c.hub.HasService(s.Name) {
			return nil
		}
		c.who = requester{kind: Service, name: s.Name, admin: c.hub.IsAdmin(s), token: byToken}
	case AnyUser, AnyMember, AnyAdmin:
		c.who = requester{kind: User, name: AnyName, admin: s.Kind == AnyAdmin, token: byToken}
	default:
		return nil
	}
	p, err := c.hub.permissions(c.Subject)
	c.p = p
	return err
}

// target is what the decorator @needs_scope filters by.
func (c *call) target() Filter {
	switch c.at.Target {
	case userTarget:
		return Filter{Kind: UserFilter, Value: c.arg(0)}
	case groupTarget:
		return Filter{Kind: GroupFilter, Value: c.arg(0)}
	case serviceTarget:
		return Filter{Kind: ServiceFilter, Value: c.arg(0)}
	case serverTarget:
		user := c.arg(0)
		if len(c.args) == 0 {
			user = c.who.name // /hub/spawn is one's own
		}
		return Filter{Kind: ServerFilter, Value: user + "/" + c.arg(1)}
	case shareTarget:
		server := "None"
		if len(c.args) > 1 {
			server = c.args[1]
		}
		return Filter{Kind: ServerFilter, Value: c.arg(0) + "/" + server}
	}
	return Filter{}
}

func (c *call) arg(i int) string {
	if i < len(c.args) {
		return c.args[i]
	}
	return ""
}

// need mirrors the decorator jupyterhub.scopes.needs_scope; false when it has answered.
func (c *call) need(scopes []string, target Filter, postFilter bool) bool {
	if c.who.kind == 0 {
		c.deny(403, "credentials-missing")
		return false
	}
	n := Need{Scopes: scopes, Target: target, PostFilter: postFilter}
	r := c.p.Needs(scopes, target, postFilter)
	n.Held = r.Held
	if r.Outcome == Allowed {
		for _, base := range scopes {
			if one := c.p.Needs([]string{base}, target, postFilter); one.Outcome == Allowed {
				n.Passed = base
				break
			}
		}
	}
	c.a.Needs = append(c.a.Needs, n)
	if len(c.hub.config.Unread) > 0 && r.Outcome != Failed {
		if unread := c.unread(n); len(unread) > 0 {
			c.a.Outcome, c.a.Unread, c.a.Status = Unknown, unread, 0
			return false
		}
	}
	switch r.Outcome {
	case Allowed:
		return true
	case Failed:
		c.broken(r.Error.Type, r.Error.ID, r.Error.Args)
	case NotFound:
		c.deny(404, "scope-elsewhere")
	default:
		c.deny(403, "scope-missing")
	}
	c.a.Held = r.Held
	return false
}

// unread lists what could change the answer to a Need.
func (c *call) unread(n Need) []Unread {
	if n.PostFilter {
		return c.hub.Uncertain(c.Subject)
	}
	var out []Unread
	for _, base := range n.Scopes {
		r := c.hub.Explain(c.Subject, Scope{base, n.Target}.String())
		switch r.Outcome {
		case Allowed:
			return nil
		case Unknown:
			out = r.Unread
		}
	}
	return out
}

// has mirrors BaseHandler.has_scope, inside a handler. It notes what was asked.
func (c *call) has(scope string) bool {
	s := ParseScope(scope)
	yes, _ := c.p.HasScope(scope, false)
	n := Need{Scopes: []string{s.Base}, Target: s.Filter}
	if yes {
		n.Passed = s.Base
	} else if id, ok := c.hub.x.defs.ids[s.Base]; ok {
		n.Held = c.p.held(id)
	}
	c.a.Needs = append(c.a.Needs, n)
	return yes
}

// covers mirrors BaseHandler.get_scope_filter, with the scopes that the handler added.
func (c *call) covers(base string, resource Filter) bool {
	for _, s := range c.identify {
		if s.Base == base && s.Filter == resource {
			return true
		}
	}
	return c.p.Covers(base, resource)
}

// become goes on with a changed Hub. The requester's scopes stay as they were when the request came in; who is in
// which group is looked up anew.
func (c *call) become(h *Hub) {
	c.now, c.p.hub = h, h
}
