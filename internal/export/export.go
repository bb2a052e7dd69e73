// Package export writes the settings that permissions depend on as the text of a config: as Python, or as values of the
// Helm chart Zero to JupyterHub. Reading the text again gives the same settings, as far as the language has them: values
// have neither tuples nor sets, no keys but text, and the chart loads roles and services in the order of their keys.
//
// What is not known, what is a secret, and what the language does not have is left out: a comment says so at its place,
// and the list of Left beside the text.
package export

import (
	"strconv"
	"unicode/utf8"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// Options say how to write. The zero value writes any length, and no places.
type Options struct {
	Where func(diag.Span) string // names a place for people, such as "jupyterhub_config.py:12"; nil: comments name none
	Most  int                    // bytes after which further entries are left out; 0: no bound
	Chart bool                   // the settings are those of a Hub of the chart
}

// Left is something that the text lacks.
type Left struct {
	Setting string // JupyterHub.load_roles; empty: of all
	Way     string // inside the setting, as Python indexes it: [0]["users"]
	Why     string
	Span    diag.Span
}

// text is what both languages write into.
type text struct {
	Options
	b       []byte
	left    []Left
	setting string
	way     []byte
	short   bool // something was left out for its length
}

// begin takes up a setting.
func (t *text) begin(s settings.Setting) { t.setting, t.way = s.Class+"."+s.Trait, t.way[:0] }

// within writes with the way led one step further.
func (t *text) within(step string, write func()) {
	n := len(t.way)
	t.way = append(append(append(t.way, '['), step...), ']')
	write()
	t.way = t.way[:n]
}

func (t *text) put(parts ...string) {
	for _, s := range parts {
		t.b = append(t.b, s...)
	}
}

func (t *text) indent(n int) {
	for range n {
		t.b = append(t.b, ' ')
	}
}

// comment writes a line of words, which must not end the comment early.
func (t *text) comment(indent int, parts ...string) {
	t.indent(indent)
	t.put("# ")
	for _, s := range parts {
		for _, r := range s {
			if r == utf8.RuneError || !strconv.IsPrint(r) {
				r = ' '
			}
			t.b = utf8.AppendRune(t.b, r)
		}
	}
	t.put("\n")
}

// leave says that something is left out, here and in the list. what names it, as the text would.
func (t *text) leave(indent int, what, why string, at diag.Span) {
	t.left = append(t.left, Left{Setting: t.setting, Way: string(t.way), Why: why, Span: at})
	place := ""
	if t.Where != nil {
		if place = t.Where(at); place != "" {
			place = " (" + place + ")"
		}
	}
	if what != "" {
		what += " "
	}
	t.comment(indent, what, "left out: ", why, place)
}

// full reports whether no further entry fits.
func (t *text) full() bool { return t.Most > 0 && len(t.b) > t.Most }

// cut says once, for a container that goes on, that the rest of it is left out.
func (t *text) cut(indent int, at diag.Span) {
	why := "the text would be longer than " + strconv.Itoa(t.Most) + " bytes"
	if t.short {
		t.comment(indent, "more left out")
		return
	}
	t.short = true
	t.leave(indent, "more", why, at)
}

// opaque says that more may have been set than is known.
func (t *text) opaque(tree *settings.Tree) {
	t.setting, t.way = "", t.way[:0]
	for _, at := range tree.Opaque {
		t.leave(0, "what else is set here", "this could not be read", at)
	}
}

// lookup finds a key of a dict that is text.
func lookup(v settings.Value, key string) (settings.Value, bool) {
	if v.Kind == settings.Dict {
		for _, p := range v.Pairs {
			if p.Key.Kind == settings.Str && p.Key.Text == key {
				return p.Value, true
			}
		}
	}
	return settings.Value{}, false
}
