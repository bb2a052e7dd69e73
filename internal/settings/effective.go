package settings

import "rolecall.example/internal/diag"

// Setting is what the Hub takes for one trait: of the classes that its authenticator descends from the most derived one's,
// with the calls on a trait that was never assigned applied to its default.
type Setting struct {
	Class, Trait string // the class that has the trait: JupyterHub or Authenticator
	Value        Value
	Span         diag.Span // the assignment
	// Guess is the class whose section was taken though whether the authenticator is one is not known, or "".
	Guess string
}

// Effective gives the settings that say who there is and who may do what, as far as they are set: roles, groups, services,
// custom scopes, extra scopes of users, and the users whom the authenticator names. Old names of traits count as the
// new ones do. Values stand as they were written, whether or not traitlets takes them.
func Effective(t *Tree) []Setting {
	r := &reader{refs: &Refs{}, tree: t}
	r.authenticator = r.classOf("authenticator_class", authenticators)
	var list []Setting
	add := func(class, trait string, v Value, a *Assignment) {
		s := Setting{Class: class, Trait: trait, Value: v, Span: a.Span}
		if c := r.authenticator; class == "Authenticator" && a.Class != "JupyterHub" && a.Class != class && a.Class != c.name && !c.certain {
			s.Guess = a.Class
		}
		list = append(list, s)
	}
	for _, one := range []struct {
		trait string
		shape shape
	}{
		{"custom_scopes", dictShape}, {"load_roles", listShape}, {"load_groups", dictShape}, {"services", listShape}, {"extra_user_scopes", setShape},
	} {
		if v, a, ok := r.setting(hub, one.trait, one.shape); ok {
			add("JupyterHub", one.trait, v, a)
		}
	}
	for _, trait := range []string{"admin_users", "allowed_users", "blocked_users"} {
		v, a, ok := r.setting(r.authenticator.sections, trait, setShape)
		switch {
		case trait == "admin_users" && (!ok || nothing(v)):
			if old, from, set := r.setting(hub, trait, setShape); set {
				v, a, ok = old, from, true
			}
		case trait == "allowed_users":
			if old, from, set := r.setting(r.authenticator.sections, "whitelist", setShape); set {
				v, a, ok = old, from, true // wins where both are set
			}
		}
		if ok {
			add("Authenticator", trait, v, a)
		}
	}
	return list
}

// nothing reports whether a set is known to be empty.
func nothing(v Value) bool {
	return !unknown(v) && len(v.Items) == 0 && !v.Partial && v.Kind != Str
}
