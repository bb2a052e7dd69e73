package checks

import (
	"strings"
	"unicode/utf8"
)

// Print writes a line's tree out in the one canonical way: no word that can be left out, one blank between words,
// quotes only where a name needs them. Parsing it gives the same tree.
func Print(n Node) string {
	switch n := n.(type) {
	case *Check:
		verb := " can "
		if n.Cannot {
			verb = " cannot "
		}
		s := n.Subject.String() + verb + n.Request.String()
		if n.Because != nil {
			s += " because " + Name(n.Because.Name)
		}
		return s
	case *Only:
		list := make([]string, len(n.Subjects))
		for i, s := range n.Subjects {
			list[i] = s.String()
		}
		return "only " + strings.Join(list, ", ") + " can " + n.Request.String()
	case *Nobody:
		return "nobody can " + n.Request.String()
	case *TokenIs:
		if n.Refused {
			return n.Token.String() + " is refused"
		}
		return n.Token.String() + " is issued"
	case *After:
		if n.Call != nil {
			return "after " + n.Subject.String() + " " + n.Call.String()
		}
		return "after " + n.Subject.String() + " log in"
	}
	return ""
}

// String writes the subject in the check language.
func (s Subject) String() string {
	switch s.Kind {
	case Service:
		return "service " + Name(s.Name)
	case Server:
		if s.Server == "" {
			return "server " + Name(s.Name) + "/"
		}
		return "server " + Name(s.Name) + "/" + Name(s.Server)
	case TokenOf:
		return s.Token.String()
	case AnyUser:
		return "any user"
	case AnyMember:
		return "any member of " + Name(s.Name)
	case AnyAdmin:
		return "any admin"
	}
	return Name(s.Name)
}

// String writes the token in the check language.
func (t *Token) String() string {
	list := make([]string, len(t.Scopes))
	for i, s := range t.Scopes {
		list[i] = s.text()
	}
	owner := Name(t.Owner)
	if t.OfService {
		owner = "service " + owner
	}
	return "token of " + owner + " with [" + strings.Join(list, ", ") + "]"
}

// String writes the request in the check language.
func (r Request) String() string {
	switch r.Kind {
	case AskCall:
		s := r.Call.String()
		if r.HasSeeing {
			list := make([]string, len(r.Seeing))
			for i, n := range r.Seeing {
				list[i] = Name(n)
			}
			s += " seeing [" + strings.Join(list, ", ") + "]"
		}
		return s
	case AskOpen:
		return "open " + r.Path
	case AskLogIn:
		return "log in"
	}
	return r.Scope.text()
}

// String writes the call in the check language.
func (c Call) String() string {
	s := c.Method + " " + c.Path
	if c.Body != "" {
		s += " " + c.Body
	}
	return s
}

// text writes the scope in the check language: quoted where its value is neither a bare name nor two with a
// slash between them.
func (s Scope) text() string {
	whole := s.String()
	user, server, slash := strings.Cut(s.Value, "/")
	plain := s.Value == "" || isBare(user) && (!slash || server == "" || isBare(server))
	if plain && isBase(s.Base) && !reserved[s.Base] {
		return whole
	}
	return quote(whole)
}

// Name writes a name of the check language, quoted where it must be.
func Name(s string) string {
	if isBare(s) && !reserved[s] {
		return s
	}
	return quote(s)
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func isBare(s string) bool {
	for _, r := range s {
		if !nameChar(r) {
			return false
		}
	}
	return s != "" && utf8.ValidString(s)
}

func isBase(s string) bool {
	for _, r := range s {
		if !nameChar(r) && r != '*' {
			return false
		}
	}
	return s != "" && utf8.ValidString(s)
}

// ScopeText writes a scope, as JupyterHub spells it, in the check language.
func ScopeText(scope string) string {
	s := Scope{Base: scope}
	if base, filter, ok := strings.Cut(scope, "!"); ok {
		s.Base = base
		s.Kind, s.Value, _ = strings.Cut(filter, "=")
	}
	return s.text()
}
