package checks

import (
	"fmt"
	"slices"
	"strings"

	"rolecall.example/internal/words"
	"rolecall.example/rbac"
)

// asker is a line's subject as the engine knows it.
type asker struct {
	rbac.Subject
	server string // of a server's token: USER/SERVER
}

// subject looks a line's subject up in the Hub. Tokens are issued on the way.
func (x *runner) subject(s Subject) (asker, *trouble) {
	switch s.Kind {
	case User:
		return asker{Subject: rbac.Subject{Kind: rbac.User, Name: s.Name}}, x.known("user", s.Name, s.At)
	case Service:
		return asker{Subject: rbac.Subject{Kind: rbac.Service, Name: s.Name}}, x.known("service", s.Name, s.At)
	case AnyMember:
		return asker{Subject: rbac.Subject{Kind: rbac.AnyMember, Name: s.Name}}, x.known("group", s.Name, s.At)
	case AnyUser:
		return asker{Subject: rbac.Subject{Kind: rbac.AnyUser}}, nil
	case AnyAdmin:
		return asker{Subject: rbac.Subject{Kind: rbac.AnyAdmin}}, nil
	case Server:
		if t := x.known("user", s.Name, s.At); t != nil {
			return asker{}, t
		}
		token, _, refusal := x.hub.ServerToken(s.Name, s.Server)
		bearer, t := issued(token, refusal, s.At, "this server gets no token: ")
		return asker{bearer, s.Name + "/" + s.Server}, t
	}
	token, refusal, t := x.token(s.Token)
	if t != nil {
		return asker{}, t
	}
	bearer, t := issued(token, refusal, s.At, "the Hub refuses this token: ")
	return asker{Subject: bearer}, t
}

// issued makes a token a subject, or says why there is none.
func issued(token *rbac.Token, refusal *rbac.HubError, at At, message string) (rbac.Subject, *trouble) {
	if refusal != nil {
		return rbac.Subject{}, &trouble{id: "token-refused", message: message + errorText(refusal), at: at}
	}
	return rbac.Subject{Kind: rbac.Bearer, Token: token}, nil
}

func (x *runner) owner(t *Token) rbac.Subject {
	if t.OfService {
		return rbac.Subject{Kind: rbac.Service, Name: t.Owner}
	}
	return rbac.Subject{Kind: rbac.User, Name: t.Owner}
}

// token asks the Hub for a token. Its scopes have to exist and to name somebody, even where a refusal is claimed:
// a slip is no reason to be refused.
func (x *runner) token(t *Token) (*rbac.Token, *rbac.HubError, *trouble) {
	kind := "user"
	if t.OfService {
		kind = "service"
	}
	if bad := x.known(kind, t.Owner, t.At); bad != nil {
		return nil, nil, bad
	}
	request := rbac.TokenRequest{Owner: x.owner(t), HasScopes: true}
	for _, s := range t.Scopes {
		if bad := x.defined(s); bad != nil {
			return nil, nil, bad
		}
		if bad := x.target(s); bad != nil {
			return nil, nil, bad
		}
		request.Scopes = append(request.Scopes, s.String())
	}
	token, refusal := x.hub.NewToken(request)
	return token, refusal, nil
}

// scope checks that a scope can be asked for and spells a bare filter out: `!user` is the subject's own.
func (x *runner) scope(s Scope, of asker) (string, *trouble) {
	if t := x.defined(s); t != nil {
		return "", t
	}
	if s.Base == "self" || s.Base == "inherit" {
		return "", &trouble{
			id: "metascope", message: s.Base + " is never held itself, it stands for other scopes", hint: "ask for one of these", at: s.At,
		}
	}
	if s.Kind == "" || s.Value != "" {
		return s.String(), x.target(s)
	}
	value, ok := own(s.Kind, of)
	if !ok {
		return "", &trouble{
			id: "no-own", message: fmt.Sprintf("this subject has no %s of its own, so !%s stands for nothing", s.Kind, s.Kind),
			hint: "name one: !" + s.Kind + "=NAME", at: s.At,
		}
	}
	s.Value = value
	return s.String(), nil
}

// own is what a bare filter stands for, of a subject. Counterpart: the filters that
// jupyterhub.scopes.expand_scopes replaces.
func own(kind string, of asker) (string, bool) {
	s := of.Subject
	if s.Kind == rbac.Bearer {
		s = s.Token.Owner
	}
	switch kind {
	case "user":
		switch s.Kind {
		case rbac.User:
			return s.Name, true
		case rbac.AnyUser, rbac.AnyMember, rbac.AnyAdmin:
			return rbac.AnyName, true
		}
	case "server":
		return of.server, of.server != ""
	case "service":
		return s.Name, s.Kind == rbac.Service
	}
	return "", false
}

// defined checks that a scope's base exists.
func (x *runner) defined(s Scope) *trouble {
	d := x.hub.Definitions()
	if d.Has(s.Base) {
		return nil
	}
	t := &trouble{id: "unknown-scope", at: s.At, message: fmt.Sprintf("JupyterHub %s has no scope %q", d.Version(), short(s.Base))}
	if near := words.Nearest(s.Base, d.Scopes()); near != "" {
		t.hint = fmt.Sprintf("did you mean %q?", near)
	}
	for _, version := range rbac.Versions() {
		if other, ok := rbac.Define(version); ok && other.Has(s.Base) {
			t.hint = "JupyterHub " + version + " has it"
		}
	}
	return t
}

// target checks that a filter names somebody.
func (x *runner) target(s Scope) *trouble {
	if s.Kind == "" || s.Value == "" {
		return nil
	}
	if s.Kind == "server" {
		user, _, _ := strings.Cut(s.Value, "/")
		return x.known("user", user, s.At)
	}
	return x.known(s.Kind, s.Value, s.At)
}

// known checks that a user, group or service exists.
func (x *runner) known(kind, name string, at At) *trouble {
	var has bool
	var list func() []string
	switch kind {
	case "user":
		has, list = x.hub.HasUser(name), x.allUsers
	case "group":
		has, list = x.hub.HasGroup(name), x.hub.Groups
	default:
		has, list = x.hub.HasService(name), x.hub.Services
	}
	if has {
		return nil
	}
	return x.unknown(kind, name, list(), at)
}

func (x *runner) unknown(kind, name string, list []string, at At) *trouble {
	t := &trouble{id: "unknown-" + kind, message: fmt.Sprintf("this Hub has no %s %q", kind, short(name)), at: at}
	if near := words.Nearest(name, list[:min(len(list), 2000)]); near != "" {
		t.hint = fmt.Sprintf("did you mean %q?", near)
	} else if kind == "user" && !slices.Contains(list, name) {
		t.hint = "people who are in no config are listed in state, under users"
	}
	return t
}
