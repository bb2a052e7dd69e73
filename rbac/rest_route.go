package rbac

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:generate go run ./facts/endpoints

// endpointRow is a row of the generated table.
type endpointRow struct {
	method, path, handler string
	needs                 string // scopes with blanks between them, of which one suffices; " & " between decorators
	target                TargetKind
	postFilter, login     bool
	versions              uint // bits by endpointVersions
}

// fieldsRow says which fields of a model a scope reveals.
type fieldsRow struct {
	model, scope, fields string
	versions             uint
}

// pageEndpoints are the addresses that want no scope by a decorator, or whose handlers decide by themselves.
var pageEndpoints = []endpointRow{
	{"GET", "/hub", "AddSlashHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/", "RootHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/home", "HomeHandler", "", noTarget, false, true, ^uint(0)},
	{"GET", "/hub/token", "TokenPageHandler", "", noTarget, false, true, ^uint(0)},
	{"GET", "/hub/login", "LoginHandler", "", noTarget, false, false, ^uint(0)},
	{"POST", "/hub/login", "LoginHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/logout", "LogoutHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/accept-share", "AcceptShareHandler", "", noTarget, false, true, ^uint(0)},
	{"POST", "/hub/accept-share", "AcceptShareHandler", "", noTarget, false, true, ^uint(0)},
	{"GET", "/hub/error/+", "ProxyErrorHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/health", "HealthCheckHandler", "", noTarget, false, false, ^uint(0)},
	{"HEAD", "/hub/health", "HealthCheckHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/api/health", "HealthCheckHandler", "", noTarget, false, false, ^uint(0)},
	{"HEAD", "/hub/api/health", "HealthCheckHandler", "", noTarget, false, false, ^uint(0)},
	{"GET", "/hub/logo", "LogoHandler", "", noTarget, false, false, ^uint(0)},
	{"POST", "/hub/security/csp-report", "CSPReportHandler", "", noTarget, false, true, ^uint(0)},
}

// Endpoints lists what the version's Hub answers by a handler that wants scopes, sorted by path and method.
func (d *Definitions) Endpoints() []Endpoint {
	var out []Endpoint
	bit := d.endpointBit()
	for i := range generatedEndpoints {
		if row := &generatedEndpoints[i]; row.versions&bit != 0 {
			out = append(out, *row.endpoint())
		}
	}
	slices.SortFunc(out, func(a, b Endpoint) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Method, b.Method)
	})
	return out
}

func (d *Definitions) endpointBit() uint {
	if i := slices.Index(endpointVersions, d.version); i >= 0 {
		return 1 << i
	}
	return 0
}

func (r *endpointRow) endpoint() *Endpoint {
	e := &Endpoint{Method: r.method, Path: r.path, Handler: r.handler, Target: r.target, PostFilter: r.postFilter, Login: r.login}
	if r.needs != "" {
		for _, any := range strings.Split(r.needs, " & ") {
			e.Needs = append(e.Needs, strings.Fields(any))
		}
	}
	return e
}

// takesToken tells handlers that accept an Authorization header; pages know cookies only.
func (e *Endpoint) takesToken() bool {
	return strings.HasPrefix(e.Path, APIPrefix) && e.Handler != "HealthCheckHandler" || e.Handler == "MetricsHandler" || e.Handler == "UserUrlHandler" || e.Handler == "HubOAuth"
}

// route finds the handler and its arguments; false when it has answered. Counterpart: the list of handlers that
// jupyterhub.app.JupyterHub.init_handlers makes.
func (c *call) route() bool {
	path, query, _ := strings.Cut(c.Path, "?")
	c.query = parseQuery(query)
	if !slices.Contains([]string{"GET", "HEAD", "POST", "DELETE", "PATCH", "PUT", "OPTIONS"}, c.Method) {
		c.fail(405, "method-not-allowed", Args{Key: c.Method})
		return false
	}
	if user, rest, ok := userURL(path); ok {
		return c.found(&Endpoint{Method: c.Method, Path: "/hub/user/+/**", Handler: "UserUrlHandler", Login: c.Method == "GET"}, []string{user, rest})
	}
	if rest, ok := strings.CutPrefix(path, "/hub/user-redirect/"); ok {
		return c.known([]string{"GET"}) && c.found(&Endpoint{Method: c.Method, Path: "/hub/user-redirect/**", Handler: "UserRedirectHandler", Login: true}, []string{rest})
	}
	if strings.HasPrefix(path, "/hub/static/") {
		c.unknown("handler-unknown")
		return false
	}
	segments := strings.Split(path, "/")
	bit := c.hub.x.defs.endpointBit()
	var methods []string
	for _, table := range [][]endpointRow{pageEndpoints, generatedEndpoints} {
		for i := range table {
			row := &table[i]
			if row.versions&bit == 0 || row.handler == "AcceptShareHandler" && !c.hub.x.defs.Has("shares") {
				continue
			}
			args, ok := matchSegments(row.path, segments)
			if !ok {
				continue
			}
			if row.method == c.Method {
				return c.found(row.endpoint(), args)
			}
			methods = append(methods, row.method)
		}
	}
	return c.known(methods) && c.outside(path)
}

// known answers a request whose method is none of those that the address has: 405, or, for OPTIONS to the API, an
// empty answer. Without methods there is nothing at the address.
func (c *call) known(methods []string) bool {
	switch {
	case len(methods) == 0 || slices.Contains(methods, c.Method):
		return true
	case c.Method == "OPTIONS" && strings.HasPrefix(c.Path, APIPrefix):
		c.ok(200, nil)
	default:
		c.fail(405, "method-not-allowed", Args{Key: c.Method})
	}
	return false
}

// outside answers what no handler of the Hub knows: 404 under /hub/, elsewhere a way into it.
func (c *call) outside(path string) bool {
	if strings.HasPrefix(path, "/hub/") {
		c.fail(404, "address-not-found", Args{Key: path})
		return false
	}
	if c.Method != "GET" {
		c.fail(405, "method-not-allowed", Args{Key: c.Method})
		return false
	}
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(parts) == 2 && parts[1] != "" && (parts[0] == "user" || parts[0] == "services") {
		c.redirect(301, path+"/")
		return false
	}
	c.redirect(302, "/hub/"+strings.TrimPrefix(c.Path, "/"))
	return false
}

func (c *call) found(e *Endpoint, raw []string) bool {
	c.at, c.a.Endpoint = e, e
	for _, segment := range raw {
		arg, ok := unescape(segment, false)
		if !ok || !utf8.ValidString(arg) {
			c.fail(400, "address-not-utf8", Args{Key: segment})
			return false
		}
		c.args = append(c.args, arg)
	}
	return true
}

// userURL takes /hub/user/NAME and what follows apart.
func userURL(path string) (user, rest string, ok bool) {
	tail, ok := strings.CutPrefix(path, "/hub/user/")
	if !ok {
		return "", "", false
	}
	i := strings.IndexByte(tail, '/')
	if i < 0 {
		i = len(tail)
	}
	return tail[:i], tail[i:], i > 0
}

// matchSegments compares an address with a pattern and returns the arguments, still encoded.
func matchSegments(pattern string, segments []string) ([]string, bool) {
	var args []string
	for i, segment := range segments {
		want, rest, more := strings.Cut(pattern, "/")
		if more == (i == len(segments)-1) {
			return nil, false // one of them is longer
		}
		pattern = rest
		switch {
		case want == "+" && segment != "", want == "*":
			args = append(args, segment)
		case want != segment || want == "+":
			return nil, false
		}
	}
	return args, true
}

// unescape decodes %XX, and + where plus is set. What is no escape stays, as in Python's urllib.
func unescape(s string, plus bool) (string, bool) {
	if !strings.ContainsAny(s, "%+") {
		return s, true
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		if s[i] == '+' && plus {
			b.WriteByte(' ')
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String(), true
}

// escapePath encodes a name as a path's segment, the way jupyterhub.utils.url_escape_path does.
func escapePath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || strings.IndexByte("@~._-", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}

// parseQuery reads a query: of an argument that comes twice the last counts, blanks around values are dropped.
func parseQuery(query string) map[string]string {
	out := map[string]string{}
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		key, value, _ := strings.Cut(pair, "=")
		key, _ = unescape(key, true)
		value, _ = unescape(value, true)
		if key != "" || value != "" {
			out[key] = strings.TrimFunc(value, pythonSpace)
		}
	}
	return out
}

// methods of a handler are dispatched here, by the names that they have in JupyterHub.
func (c *call) handle() {
	f, ok := handlers[c.Method+" "+c.at.Handler]
	if !ok {
		c.unknown("handler-unknown")
		return
	}
	f(c)
}
