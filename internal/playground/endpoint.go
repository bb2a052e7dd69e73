package playground

import (
	"strconv"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// endpoints name the request that does what a verb says, where there is a single one: a method, an address, a body.
// An address under /hub/api, or with "open" one from the server's root. In braces stands what the question's target
// has to be; without any the question is about everyone. Verbs that only show as a field of a model, or that take more
// than their scope, have none.
var endpoints = map[string]string{
	"users.list":       `GET /users`,
	"users.names":      `GET /users/{user}`,
	"users.see":        `GET /users/{user}`,
	"users.groups":     `GET /users/{user}`,
	"users.activity":   `GET /users/{user}`,
	"users.roles":      `GET /users/{user}`,
	"users.post":       `POST /users/{user}/activity {"last_activity": "2024-02-29T12:00:00Z"}`,
	"users.create":     `POST /users {"usernames": ["{new}"]}`,
	"users.delete":     `DELETE /users/{user}`,
	"servers.see":      `GET /users/{server}`,
	"servers.start":    `POST /users/{server}`,
	"servers.stop":     `DELETE /users/{server}`,
	"servers.open":     `open /user/{address}`,
	"shares.see":       `GET /shares/{share}`,
	"shares.seeusers":  `GET /users/{user}/shared`,
	"shares.seegroups": `GET /groups/{group}/shared`,
	"groups.list":      `GET /groups`,
	"groups.names":     `GET /groups/{group}`,
	"groups.see":       `GET /groups/{group}`,
	"groups.roles":     `GET /groups/{group}`,
	"groups.members":   `POST /groups/{group}/users {"users": ["{any}"]}`,
	"groups.create":    `POST /groups {"groups": ["{new}"]}`,
	"groups.delete":    `DELETE /groups/{group}`,
	"tokens.see":       `GET /users/{user}/tokens`,
	"tokens.make":      `POST /users/{user}/tokens`,
	"services.list":    `GET /services`,
	"services.names":   `GET /services/{service}`,
	"services.see":     `GET /services/{service}`,
	"services.roles":   `GET /services/{service}`,
	"services.open":    `open /services/{service}/`,
	"hub.admin":        `open /hub/admin`,
	"hub.see":          `GET /info`,
	"hub.metrics":      `open /hub/metrics`,
	"hub.proxy":        `GET /proxy`,
	"hub.shutdown":     `POST /shutdown`,
}

// HTTP is the request that does what was asked, and what this Hub makes of it.
type HTTP struct {
	Method string
	Path   string // from the server's root when Open, else under /hub/api; percent-encoded
	Body   string
	Open   bool // an address in the browser, through the proxy
	Answer rbac.Answer
	Says   string // why it is refused, if not for a scope, or why it fails: the rest of a sentence, or ""
	Check  string // the same as a line of the check language
}

// ask sends the request of the question; nil where no single one fits, or nothing certain can be said of it.
func (w *Why) ask(h *rbac.Hub) *HTTP {
	text, ok := endpoints[w.Verb.ID]
	if !ok {
		return nil
	}
	request, ok := fill(h, text, w.Ask.Whom)
	if !ok {
		return nil
	}
	method, rest, _ := strings.Cut(request, " ")
	path, body, _ := strings.Cut(rest, " ")
	out := &HTTP{Method: method, Path: path, Body: body}
	call := rbac.Call{Subject: w.Row.Subject, Method: method, Path: rbac.APIPrefix + path, Body: body}
	if out.Open = method == "open"; out.Open {
		out.Method, call.Method, call.Path = "GET", "GET", path
		out.Answer = h.Open(call)
	} else {
		out.Answer = h.Call(call)
	}
	a := out.Answer
	if a.Outcome == rbac.Unknown || a.Endpoint == nil || a.Error != nil && (a.Error.ID == "method-not-allowed" || a.Error.ID == "address-not-found") {
		return nil
	}
	out.Says = checks.Says(a)
	verb := " can "
	if a.Outcome == rbac.Forbidden || a.Outcome == rbac.NotFound {
		verb = " cannot "
	}
	out.Check = w.Row.Who + verb + request
	return out
}

// fill puts the question's target into a request; false when it is not the kind of target that the request takes.
func fill(h *rbac.Hub, text, whom string) (string, bool) {
	kind, name, named := strings.Cut(whom, "=")
	user, server, _ := strings.Cut(name, "/")
	place, value := kind, escaped(name)
	if kind == "server" {
		switch {
		case strings.Contains(text, "{address}"):
			place, value = "address", escaped(user)+"/"
			if server != "" {
				value += escaped(server) + "/"
			}
		case strings.Contains(text, "{share}"):
			place, value = "share", escaped(user)+"/"+escaped(server)
		case server == "":
			value = escaped(user) + "/server"
		default:
			value = escaped(user) + "/servers/" + escaped(server)
		}
	}
	path, body := text, ""
	if at := strings.Index(text, " {\""); at >= 0 {
		path, body = text[:at], text[at:]
	}
	if strings.Contains(path, "{") != (whom != "") || whom != "" && (!named || !strings.Contains(path, "{"+place+"}")) {
		return "", false
	}
	users := h.Users()
	if strings.Contains(body, "{any}") {
		if len(users) == 0 || escaped(users[0]) != users[0] {
			return "", false
		}
		body = strings.Replace(body, "{any}", users[0], 1)
	}
	fresh := "new-one"
	for i := 2; h.HasUser(fresh) || h.HasGroup(fresh); i++ {
		fresh = "new-one-" + strconv.Itoa(i)
	}
	return strings.Replace(path, "{"+place+"}", value, 1) + strings.Replace(body, "{new}", fresh, 1), true
}

// escaped is a name as a part of an address.
func escaped(name string) string {
	var b strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~@:+,", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}
