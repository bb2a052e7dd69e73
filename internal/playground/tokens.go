package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// TokenAsk asks what the Hub makes of a token that somebody asks for.
type TokenAsk struct {
	Owner  string // a subject of Access's rows, in the check language; unknown or "": the first user, or else any user
	Scopes string // as typed, apart by commas and blanks; in JupyterHub 2, whose tokens carry roles, the names of roles
	Client string // "service:NAME" or "server:USER/NAME": through that OAuth client; unknown or "": by the Hub itself
}

// Tokens answers a TokenAsk.
type Tokens struct {
	Ask     TokenAsk // as answered
	Owners  []Option
	Clients []Option // of OAuth, behind the Hub itself; only where there are any
	ByRoles bool     // tokens of this JupyterHub carry roles
	Asked   []Wish   // what was typed, each looked at by itself
	Left    int      // what was typed beyond limits.TokenScopes
	Token   TokenAnswer
	// Check is the same as a line of the check language, where it has one.
	Check string
	// Server is the token that a notebook of the owner gets; nil where the owner is no user.
	Server *ServerToken
}

// Wish is one scope, or role, that is asked for.
type Wish struct {
	Text    string
	Refused *rbac.HubError // why a token with it alone is refused
}

// TokenAnswer is what became of a token.
type TokenAnswer struct {
	Refused *rbac.HubError // nil: it is issued
	Stored  []string       // the scopes that it stores
	Roles   []string       // the roles that it carries instead, in JupyterHub 2
	Held    []string       // what it may do with them now, expanded
	Dropped []rbac.Dropped
	Row     Row      // its cells, one a verb
	Added   []string // what the Hub asks for although nobody said so
}

// ServerToken is the token of a notebook server, JUPYTERHUB_API_TOKEN in it.
type ServerToken struct {
	Server string
	TokenAnswer
}

// tokens answers the request's question about tokens, nil where there is none.
func tokens(h *rbac.Hub, ask *TokenAsk) *Tokens {
	if ask == nil {
		return nil
	}
	fs := families(h.Definitions())
	all := subjects(h)
	at := slices.IndexFunc(all, func(r Row) bool { return r.Who == ask.Owner })
	if at < 0 {
		at = max(0, slices.IndexFunc(all, func(r Row) bool { return r.Kind == RowUser }))
	}
	owner := all[at].Subject
	t := &Tokens{Ask: TokenAsk{Owner: all[at].Who, Scopes: ask.Scopes}, Owners: whoOptions(all, at)}
	t.ByRoles = h.Definitions().TokensCarryRoles()
	t.clients(h, ask.Client)
	list := typed(ask.Scopes)
	if over := len(list) - limits.TokenScopes; over > 0 {
		list, t.Left = list[:limits.TokenScopes], over
	}
	request := func(of []string) rbac.TokenRequest {
		q := rbac.TokenRequest{Owner: owner, Client: t.Ask.Client}
		switch {
		case len(of) == 0:
		case t.ByRoles:
			q.Roles, q.HasRoles = of, true
		default:
			q.Scopes, q.HasScopes = of, true
		}
		return q
	}
	for _, text := range list {
		_, err := h.NewToken(request([]string{text}))
		t.Asked = append(t.Asked, Wish{text, err})
	}
	token, err := h.NewToken(request(list))
	t.Token = answerToken(h, fs, token, err)
	t.Check = t.check(owner, list)
	if owner.Kind == rbac.User {
		t.Server = serverToken(h, fs, owner.Name)
	}
	return t
}

// typed takes a list apart as people write it: by commas and blanks, with or without Python's brackets and quotes.
func typed(text string) []string {
	list := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(", \t\r\n[]()\"'`", r) })
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// clients lists the OAuth clients and picks the one that is asked for.
func (t *Tokens) clients(h *rbac.Hub, asked string) {
	add := func(id, label, group string) {
		if _, ok := h.OAuthScopes(id); ok && len(t.Clients) <= maxOptions {
			t.Clients = append(t.Clients, Option{Value: id, Label: label, Group: group})
			if id == asked {
				t.Ask.Client = id
			}
		}
	}
	for _, s := range h.Services() {
		add("service:"+s, s, "services")
	}
	for _, u := range h.Users() {
		for _, s := range h.ServersOf(u) {
			add("server:"+u+"/"+s, u+"/"+s, "servers")
		}
	}
}

// check writes the question as a line that keeps it. Tokens of people whom the config need not name, and of OAuth
// clients, have none.
func (t *Tokens) check(owner rbac.Subject, list []string) string {
	if owner.Kind != rbac.User && owner.Kind != rbac.Service || t.ByRoles || t.Ask.Client != "" || len(list) == 0 || t.Left > 0 {
		return ""
	}
	var scopes []string
	for _, s := range list {
		base, filter, _ := strings.Cut(s, "!")
		scopes = append(scopes, scopeText(base, filter))
	}
	claim := " is issued"
	if t.Token.Refused != nil {
		claim = " is refused"
	}
	return "token of " + t.Ask.Owner + " with [" + strings.Join(scopes, ", ") + "]" + claim
}

// answerToken says what an issued token may do.
func answerToken(h *rbac.Hub, fs []Family, token *rbac.Token, refused *rbac.HubError) TokenAnswer {
	if refused != nil {
		return TokenAnswer{Refused: refused}
	}
	a := TokenAnswer{Stored: token.Scopes, Roles: h.TokenRoles(token), Dropped: h.DroppedOf(token), Added: token.Added}
	a.Row = Row{Subject: rbac.Subject{Kind: rbac.Bearer, Token: token}}
	a.Row.resolve(h, fs)
	if p, err := h.Permissions(a.Row.Subject); err == nil {
		a.Held = p.Reduced()
	}
	return a
}

// serverToken is the token of a user's server: the default one, or else the first.
func serverToken(h *rbac.Hub, fs []Family, user string) *ServerToken {
	server := ""
	if list := h.ServersOf(user); len(list) > 0 && !slices.Contains(list, "") {
		server = list[0]
	}
	token, dropped, err := h.ServerToken(user, server)
	a := answerToken(h, fs, token, err)
	a.Dropped = append(dropped, a.Dropped...)
	return &ServerToken{Server: server, TokenAnswer: a}
}

// TokenTrouble is an error at issuing a token as a sentence.
func TokenTrouble(e *rbac.HubError) (message, hint string) {
	s := saying(e.ID, e.Args)
	return s.message, s.hint
}
