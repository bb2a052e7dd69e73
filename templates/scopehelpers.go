package templates

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"rolecall.example/internal/reference"
)

func holdsVersion(in []string, version string) bool { return slices.Contains(in, version) }

// fieldsBy are the fields that come by one scope.
type fieldsBy struct {
	by     string
	fields []string
}

// revealedBy gathers a model's fields by the scope that they come by, those of the scope at hand first.
func revealedBy(s *reference.Scope, r *reference.Reveal) []fieldsBy {
	var out []fieldsBy
	for _, f := range r.Fields {
		by := f.By
		if s.Kind == reference.Self {
			by = s.Name
		}
		at := slices.IndexFunc(out, func(g fieldsBy) bool { return g.by == by })
		if at < 0 {
			at = len(out)
			out = append(out, fieldsBy{by: by})
		}
		out[at].fields = append(out[at].fields, f.Name)
	}
	slices.SortStableFunc(out, func(a, b fieldsBy) int {
		switch {
		case a.by == s.Name && b.by != s.Name:
			return -1
		case b.by == s.Name && a.by != s.Name:
			return 1
		}
		return strings.Compare(a.by, b.by)
	})
	return out
}

func subtree(v *reference.Version, name string) []reference.Node {
	if s := v.Scope(name); s != nil {
		return s.Includes
	}
	return nil
}

func changeSign(came bool) string {
	if came {
		return "+"
	}
	return "−"
}

// useWords say what a document does with a scope.
func useWords(u ScopeUse) string {
	switch {
	case u.Gives && u.Asks:
		return "gives it, and asks for it"
	case u.Gives:
		return "gives it"
	}
	return "asks for it"
}

// inlineScopes is inline, with the scopes of the version linked.
func inlineScopes(v *reference.Version, text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for i, part := range strings.Split(text, "`") {
			switch {
			case i%2 == 0:
				b.WriteString(templ.EscapeString(part))
			case v.Scope(part) != nil:
				b.WriteString(`<a class="scope" href="` + templ.EscapeString(ScopeURL(v.Name, part)) + `" translate="no">` + templ.EscapeString(part) + `</a>`)
			default:
				b.WriteString("<code>" + templ.EscapeString(part) + "</code>")
			}
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// scopeList links scopes, with a word between them.
func scopeList(version string, scopes []string, between string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		b.WriteByte(' ') // templ drops the blank between a word and a component
		for i, s := range scopes {
			if i > 0 {
				b.WriteString(templ.EscapeString(between))
			}
			b.WriteString(`<a class="scope" href="` + templ.EscapeString(ScopeURL(version, s)) + `" translate="no">` + templ.EscapeString(s) + `</a>`)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// codeList sets names as code, with commas between them.
func codeList(names []string, end string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		b.WriteByte(' ')
		for i, s := range names {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(`<code translate="no">` + templ.EscapeString(s) + `</code>`)
		}
		_, err := io.WriteString(w, b.String()+templ.EscapeString(end))
		return err
	})
}

// maxFoundRequests bounds the requests that a search writes out: a method alone finds them all.
const maxFoundRequests = 40

func scopesTitle(d *ScopesData) string {
	title := "Scopes of JupyterHub " + d.Version.Name + " – Rolecall"
	if d.Query != "" {
		title = shown(d.Query) + " – " + title
	}
	return title
}

// hitNames are the calls or fields by which a scope was found.
func hitNames(h *reference.Hit) []string {
	const most = 4
	names := h.Calls
	if len(names) == 0 {
		names = h.Fields
	}
	if len(names) > most {
		return append(slices.Clone(names[:most]), "… "+digits(len(names)-most)+" more")
	}
	return names
}

// ownScopes writes out self for a user.
func ownScopes(v *reference.Version) []string {
	out := slices.Clone(v.Self)
	for i := range out {
		out[i] += "!user=ann"
	}
	return out
}

func serverFilterWords(v *reference.Version) string {
	if v.ServerFilterReadsName {
		return "In this version any scope with it also brings read:users:name for the server’s user."
	}
	return "Of what a scope includes, the scopes that begin with read:users do not go with it: they speak of the user."
}

// havingVersions link a scope in the versions that have it.
func havingVersions(versions []string, scope string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for i, v := range versions {
			switch {
			case i > 0 && i == len(versions)-1:
				b.WriteString(" and")
			case i > 0:
				b.WriteByte(',')
			}
			b.WriteString(` <a href="` + templ.EscapeString(ScopeURL(v, scope)) + `">` + templ.EscapeString(v) + `</a>`)
		}
		_, err := io.WriteString(w, b.String()+".")
		return err
	})
}
