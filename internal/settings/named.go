package settings

import (
	"slices"
	"strings"

	"rolecall.example/internal/diag"
)

// classSetting is one of the Hub's settings that name a class. Counterpart: jupyterhub.traitlets.EntryPointType.
type classSetting struct {
	trait, group string // group: of entry points
	base         string
	points       string // entry points of JupyterHub's own and of packages that are known
	own          string // classes that can be imported from JupyterHub, without "jupyterhub."
}

var classSettings = []classSetting{
	{"authenticator_class", "authenticators", "Authenticator", "",
		" auth.Authenticator auth.LocalAuthenticator auth.PAMAuthenticator auth.DummyAuthenticator auth.NullAuthenticator app.Authenticator" +
			" app.PAMAuthenticator authenticators.shared.Authenticator authenticators.shared.SharedPasswordAuthenticator "},
	{"spawner_class", "spawners", "Spawner", "",
		" spawner.Spawner spawner.LocalProcessSpawner spawner.SimpleLocalProcessSpawner app.Spawner app.LocalProcessSpawner" +
			" user.LocalProcessSpawner handlers.LocalProcessSpawner handlers.base.LocalProcessSpawner" +
			" services.service.LocalProcessSpawner services.service._ServiceSpawner "},
	{"proxy_class", "proxies", "Proxy",
		" default configurable-http-proxy traefik_file traefik_toml traefik_etcd traefik_consul traefik_redis ",
		" proxy.Proxy proxy.ConfigurableHTTPProxy app.Proxy app.ConfigurableHTTPProxy "},
}

// classesNamed reports classes that the Hub can't import or does not take, which stops it, and names that it only knows if
// a package registers them.
func (r *reader) classesNamed() {
	for i := range classSettings {
		s := &classSettings[i]
		a, ok := r.tree.Find("JupyterHub", s.trait)
		if !ok || len(a.Lazy) > 0 {
			continue
		}
		v := a.Value
		switch v.Kind {
		case Str:
			r.className(s, a, v)
		case Unknown:
		case Object:
			if v.Question == nil && !s.may(v, 0) {
				r.add(diag.Error, place(v, a), "trait-error", path(a)+" must be a class that descends from "+s.base+", and this is none (TraitError)", "")
			}
		default:
			r.add(diag.Error, place(v, a), "trait-error", path(a)+" must be a class that descends from "+s.base+", not "+kindName(v)+" (TraitError)", "")
		}
	}
}

// may reports whether an object is, or may be, a class of the family: by what it descends from. Of a class that comes from
// somebody else's package nothing is known.
func (s *classSetting) may(v Value, depth int) bool {
	own, jupyterhub := strings.CutPrefix(v.Text, "jupyterhub.")
	switch {
	case v.Question != nil || depth > 20 || jupyterhub && strings.Contains(s.own, " "+own+" "):
		return true
	case jupyterhub:
		return !s.other(own)
	case strings.Contains(v.Text, ".") && !strings.HasPrefix(v.Text, "Path("):
		return true
	}
	return slices.ContainsFunc(v.Items, func(base Value) bool { return s.may(base, depth+1) })
}

// other reports whether a class of JupyterHub's own belongs to another setting.
func (s *classSetting) other(own string) bool {
	for i := range classSettings {
		if one := &classSettings[i]; one != s && strings.Contains(one.own, " "+own+" ") {
			return true
		}
	}
	return false
}

func (r *reader) className(s *classSetting, a *Assignment, v Value) {
	points, name := s.names(), strings.ToLower(v.Text)
	own, jupyterhub := strings.CutPrefix(v.Text, "jupyterhub.")
	package_, _, dotted := strings.Cut(v.Text, ".")
	switch {
	case v.Text == "":
		r.add(diag.Error, place(v, a), "trait-error", path(a)+" names no class: the Hub stops here (ValueError)", "leave it out for the default")
	case contains(points, name) && (name != "shared-password" || r.has("JupyterHub.shared-password")):
	case !dotted:
		hint := "a class of a package without an entry point is named with its module"
		if near := nearest(name, points); near != "" {
			hint = "did you mean \"" + near + "\"?"
		}
		r.add(diag.Question, place(v, a), "class-not-known", "JupyterHub itself has no "+strings.TrimSuffix(s.trait, "_class")+" by the name \""+v.Text+
			"\": unless a package that is installed registers it, the Hub stops here (TraitError)", hint)
	case package_ == "jupyterhub" && !strings.HasPrefix(own, "tests.") && !strings.HasPrefix(own, "singleuser."):
		if jupyterhub && strings.Contains(s.own, " "+own+" ") && (!strings.HasPrefix(own, "authenticators.") || r.has("JupyterHub.shared-password")) {
			return
		}
		hint := ""
		class := own[strings.LastIndexByte(own, '.')+1:]
		for _, one := range strings.Fields(s.own) {
			if mine := one[strings.LastIndexByte(one, '.')+1:]; mine == class || hint == "" && nearest(class, []string{mine}) != "" {
				hint = "did you mean \"jupyterhub." + one + "\"?"
				if mine == class {
					break
				}
			}
		}
		r.add(diag.Error, place(v, a), "trait-error", path(a)+": \""+v.Text+"\" is nothing that descends from "+s.base+" in this JupyterHub (TraitError)", hint)
	case package_ == "oauthenticator" && s.base == "Authenticator":
		class := v.Text[strings.LastIndexByte(v.Text, '.')+1:]
		var known []string
		for _, one := range authenticators.points {
			known = append(known, one)
		}
		slices.Sort(known)
		if class == "OAuthenticator" || contains(known, class) {
			return
		}
		hint := ""
		if near := nearest(class, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		r.add(diag.Question, place(v, a), "class-not-known", "whether OAuthenticator has a class "+class+" is not known: without it the Hub stops here (TraitError)", hint)
	}
}

// names lists the entry points that are known.
func (s *classSetting) names() []string {
	out := strings.Fields(s.points)
	for _, f := range []*family{&authenticators, &spawners} {
		for name := range f.points {
			if f.base == s.base {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}
