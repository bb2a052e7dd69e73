package settings

import (
	"strconv"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// Login reads the settings that decide who may log in, as traitlets would check and coerce them. Diagnostics are
// TraitErrors, which stop the Hub, and settings that the class does not have; what the classes themselves make of the
// settings says login.Check. Unknown parts are marked in the config, with their places in refs.
func Login(refs *Refs, t *Tree, d *login.Definitions) (*login.Config, []diag.Diagnostic) {
	if t == nil {
		t = &Tree{}
	}
	r := &signIn{reader: reader{refs: refs, tree: t}, d: d, c: &login.Config{}}
	r.authenticator = r.classOf("authenticator_class", authenticators)
	r.class()
	r.base()
	r.oauth()
	r.providers()
	r.managedGroups()
	r.unrecognised()
	if n := len(t.Opaque); n > 0 {
		r.c.Opaque, r.c.OpaqueRef = true, refs.mark(t.Opaque[n-1])
	}
	return r.c, diag.Sort(r.list)
}

// signIn reads one tree.
type signIn struct {
	reader
	d *login.Definitions
	c *login.Config
}

// class says which authenticator it is.
func (r *signIn) class() {
	a := r.authenticator
	c := login.ClassNamed(a.name)
	if c.Kind == login.Custom && !a.unknown {
		// A class of the config's own: of the nearest base that is known.
		for _, section := range a.sections {
			if base := login.ClassNamed(section); base.Kind != login.Custom && section != "Authenticator" {
				c = login.Class{Name: a.name, Kind: base.Kind, Local: base.Local, Derived: true}
			}
		}
	}
	if a.unknown {
		c = login.Class{Name: "Authenticator", Kind: login.Base, Unknown: true}
	}
	c.Ref = r.refs.mark(a.at)
	r.c.Class = c
}

// has reports whether the class has the setting in this version. Of a class of somebody else's it is taken to be so.
func (r *signIn) has(trait string) bool {
	has, known := r.d.HasSetting(r.c.Class.Name, trait)
	if !known {
		for _, section := range r.authenticator.sections {
			if found, _ := r.d.HasSetting(section, trait); found {
				return true
			}
		}
	}
	return has
}

// find gives the value that counts for a trait.
func (r *signIn) find(trait string, s shape) (Value, *Assignment, bool) {
	if !r.has(trait) {
		return Value{}, nil, false
	}
	return r.setting(r.authenticator.sections, trait, s)
}

func (r *signIn) ref(v Value, a *Assignment) rbac.Ref { return r.refs.mark(place(v, a)) }

// traitError reports a value of a type that the trait does not take.
func (r *signIn) traitError(v Value, a *Assignment, want string) {
	r.add(diag.Error, place(v, a), "trait-error", path(a)+" must be "+want+", not "+kindName(v)+" (TraitError)", "")
}

// flag reads a Bool.
func (r *signIn) flag(trait string) login.Flag {
	v, a, ok := r.find(trait, listShape)
	if !ok || len(a.Lazy) > 0 {
		return login.Flag{}
	}
	f := login.Flag{Set: true, Ref: r.ref(v, a)}
	switch {
	case v.Kind == Bool:
		f.On = v.Bool
	case v.Kind == Int && (v.Text == "0" || v.Text == "1"):
		f.On = v.Text == "1"
	case v.Kind == Unknown || v.Kind == Object:
		f.Unknown = true
	default:
		r.traitError(v, a, "a bool")
		f.Set = false
	}
	return f
}

// count reads an Integer.
func (r *signIn) count(trait string) login.Count {
	v, a, ok := r.find(trait, listShape)
	if !ok || len(a.Lazy) > 0 {
		return login.Count{}
	}
	n := login.Count{Set: true, Ref: r.ref(v, a)}
	switch {
	case v.Kind == Int:
		i, err := strconv.Atoi(v.Text)
		n.N, n.Unknown = i, err != nil
	case v.Kind == Float && strings.HasSuffix(v.Text, ".0"):
		i, err := strconv.Atoi(strings.TrimSuffix(v.Text, ".0"))
		n.N, n.Unknown = i, err != nil
	case v.Kind == Bool && v.Bool:
		n.N = 1 // to Python
	case v.Kind == Bool:
	case v.Kind == Unknown || v.Kind == Object:
		n.Unknown = true
	default:
		r.traitError(v, a, "an int")
		n.Set = false
	}
	return n
}

// text reads a Unicode trait, or one that takes a callable or None beside.
func (r *signIn) text(trait string, callable, none bool) login.Text {
	v, a, ok := r.find(trait, listShape)
	if !ok || len(a.Lazy) > 0 {
		return login.Text{}
	}
	t := login.Text{Set: true, Ref: r.ref(v, a)}
	switch {
	case v.Kind == Str:
		t.Value = v.Text
	case v.Kind == None && none:
		t.Set = false
	case v.Kind == Object && callable && v.Question == nil:
		t.Callable = true
	case v.Kind == Unknown || v.Kind == Object:
		t.Unknown, t.Callable = true, callable
	default:
		r.traitError(v, a, "a string")
		t.Set = false
	}
	return t
}

// names reads a Set or List; strings says that traitlets takes nothing but strings in it.
func (r *signIn) names(trait string, s shape, strings bool) login.Names {
	v, a, ok := r.find(trait, s)
	if !ok {
		return login.Names{}
	}
	return r.namesOf(v, a, s, strings)
}

func (r *signIn) namesOf(v Value, a *Assignment, s shape, strings bool) login.Names {
	n := login.Names{Set: true, Ref: r.ref(v, a)}
	switch {
	case unknown(v) || v.Kind == Object:
		n.Partial = true
		return n
	case v.Kind == Str && len(a.Lazy) == 0:
		// traitlets takes one string for a list or set of that string.
		n.List = []rbac.Name{{Value: v.Text, Ref: r.refs.mark(v.Span)}}
		return n
	case v.Kind != List && v.Kind != Tuple && !(v.Kind == Set && s == setShape && v.Text != Frozen):
		r.traitError(v, a, "a "+shapeNames[s])
		return login.Names{}
	}
	n.Partial = v.Partial
	for _, item := range v.Items {
		switch {
		case unknown(item):
			n.Partial = true
		case item.Kind == Str:
			n.List = append(n.List, rbac.Name{Value: item.Text, Ref: r.refs.mark(item.Span)})
		case strings:
			r.traitError(item, a, "a "+shapeNames[s]+" of strings")
			return login.Names{}
		default:
			n.Others = append(n.Others, rbac.Name{Value: item.Text, Ref: r.refs.mark(item.Span)})
		}
	}
	return n
}

// dict reads a Dict trait whose keys are strings.
func (r *signIn) dict(trait string) (pairs []Pair, a *Assignment, v Value, ok bool) {
	v, a, ok = r.find(trait, dictShape)
	switch {
	case !ok:
		return nil, nil, v, false
	case unknown(v) || v.Kind == Object:
		v.Partial = true
		return nil, a, v, true
	case v.Kind != Dict:
		r.traitError(v, a, "a dict")
		return nil, nil, v, false
	}
	return v.Pairs, a, v, true
}
