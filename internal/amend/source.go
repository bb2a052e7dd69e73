package amend

import (
	"cmp"
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// Edit replaces the bytes at Span, in the part that Span.File names, by Text.
type Edit struct {
	Span diag.Span
	Text string
}

// Part is one file of a config. Lang is "python" or "yaml".
type Part struct{ Name, Lang, Text string }

// Source is a config as it is written and as it was read.
type Source struct {
	Parts  []Part // in the order in which they are loaded
	Host   string // whose files come before them: plain, z2jh, tljh
	Tree   *settings.Tree
	Values settings.Value // of the host's YAML: the mapping at its root; the zero Value where there is none
}

// maxWays bounds the ways of writing one change that are tried, each of which is read again.
const maxWays = 6

// Edits writes a change, in the order of the text. now is what the source says, read gives what changed parts say, or nil
// where they can't be read. It is false where no way of writing the change says just what was meant.
func (s *Source) Edits(c Change, now *rbac.Config, read func([]Part) *rbac.Config) ([]Edit, bool) {
	want := c.Made(now)
	if want == nil {
		return nil, false
	}
	target := print(want)
	for i, way := range s.ways(c) {
		if i == maxWays {
			break
		}
		parts, ok := s.Edited(way)
		if !ok {
			continue
		}
		if got := read(parts); got != nil && print(got) == target {
			return way, true
		}
	}
	return nil, false
}

// Edited are the parts with the edits made, which have to be in the order of the text and apart from each other.
func (s *Source) Edited(edits []Edit) ([]Part, bool) {
	out := slices.Clone(s.Parts)
	done := 0
	for i := range out {
		var b strings.Builder
		at := 0
		for _, e := range edits {
			if e.Span.File != out[i].Name {
				continue
			}
			if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(out[i].Text) {
				return nil, false
			}
			b.WriteString(out[i].Text[at:e.Span.Start])
			b.WriteString(e.Text)
			at = e.Span.End
			done++
		}
		if at > 0 || b.Len() > 0 {
			out[i].Text = b.String() + out[i].Text[at:]
		}
	}
	return out, done == len(edits) && done > 0
}

// part finds the text that a value was written in.
func (s *Source) part(v settings.Value) (Part, bool) {
	for _, p := range s.Parts {
		if p.Name == v.Span.File && v.Span.Start >= 0 && v.Span.Start < v.Span.End && v.Span.End <= len(p.Text) {
			return p, true
		}
	}
	return Part{}, false
}

// trait is what a trait is set to, calls on its default applied.
func (s *Source) trait(class, trait string) (settings.Value, bool) {
	for _, one := range settings.Effective(s.Tree) {
		if one.Class == class && one.Trait == trait {
			return one.Value, true
		}
	}
	return settings.Value{}, false
}

// role is the entry of load_roles with that name.
func (s *Source) role(name string) (settings.Value, bool) {
	v, _ := s.trait("JupyterHub", "load_roles")
	for _, item := range v.Items {
		if n, ok := lookup(item, "name"); ok && n.Kind == settings.Str && n.Text == name {
			return item, true
		}
	}
	return settings.Value{}, false
}

func lookup(v settings.Value, key string) (settings.Value, bool) {
	for _, p := range v.Pairs {
		if p.Key.Kind == settings.Str && p.Key.Text == key {
			return p.Value, true
		}
	}
	return settings.Value{}, false
}

// ways are the ways of writing a change, the one nearest to what is there first.
func (s *Source) ways(c Change) [][]Edit {
	w := &ways{Source: s}
	switch c.Kind {
	case Bear:
		w.listIn(c.Role, c.Key, c.Name)
	case Grant:
		w.listIn(c.Role, "scopes", c.Scope)
	case Regrant:
		w.regrant(c)
	case Join:
		w.join(c)
	case NewRole:
		w.newRole(c)
	case Admin:
		w.admin(c)
	}
	for _, way := range w.list {
		slices.SortStableFunc(way, func(a, b Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	}
	return w.list
}

// ways gathers ways of writing one change.
type ways struct {
	*Source
	list [][]Edit
}

func (w *ways) add(edits []Edit) {
	if len(edits) > 0 {
		w.list = append(w.list, edits)
	}
}

// item adds a name to a list as it is written.
func (w *ways) item(list settings.Value, text string) {
	p, ok := w.part(list)
	if !ok {
		return
	}
	if p.Lang == "yaml" {
		w.add(yamlItem(p, list, yamlText(text, quoteOfItems(p, list))))
	}
	w.add(pyItem(p, list.Span, pyText(text, quoteOfItems(p, list))))
}

// entry adds a key to a mapping as it is written.
func (w *ways) entry(dict settings.Value, key string, v node) {
	p, ok := w.part(dict)
	if !ok {
		return
	}
	if p.Lang == "yaml" {
		for _, way := range yamlEntries(p, dict, key, v) {
			w.add(way)
		}
	}
	w.add(pyEntry(p, dict.Span, key, v))
}

// replace puts a new value in the place of one that is written there.
func (w *ways) replace(old settings.Value, v node) {
	p, ok := w.part(old)
	if !ok {
		return
	}
	at := p.Text[old.Span.Start:old.Span.End]
	if p.Lang == "yaml" {
		w.add([]Edit{{old.Span, v.yaml(yamlQuoteOf(at))}})
	}
	w.add([]Edit{{old.Span, v.python(pyQuoteOf(at))}})
}

// listIn adds a name to one of a role's lists, which may not be there.
func (w *ways) listIn(role, key, name string) {
	entry, ok := w.role(role)
	if !ok {
		return
	}
	list, has := lookup(entry, key)
	switch {
	case !has:
		w.entry(entry, key, node{list: []string{name}})
	case list.Kind == settings.None:
		w.replace(list, node{list: []string{name}})
	default:
		w.item(list, name)
	}
	w.statement(`for role in c.JupyterHub.load_roles:
    if role["name"] == ` + pyText(role, '"') + `:
        role["` + key + `"] = [*role.get("` + key + `", []), ` + pyText(name, '"') + "]")
}

func (w *ways) regrant(c Change) {
	entry, ok := w.role(c.Role)
	if !ok {
		return
	}
	list, _ := lookup(entry, "scopes")
	for _, item := range list.Items {
		if item.Kind == settings.Str && item.Text == c.Old {
			w.replace(item, node{text: c.Scope})
		}
	}
	w.statement(`for role in c.JupyterHub.load_roles:
    if role["name"] == ` + pyText(c.Role, '"') + `:
        role["scopes"] = [` + pyText(c.Scope, '"') + ` if scope == ` + pyText(c.Old, '"') + ` else scope for scope in role["scopes"]]`)
}

func (w *ways) join(c Change) {
	groups, set := w.trait("JupyterHub", "load_groups")
	target := `c.JupyterHub.load_groups[` + pyText(c.Group, '"') + `]`
	name := pyText(c.Name, '"')
	for _, p := range groups.Pairs {
		if p.Key.Kind != settings.Str || p.Key.Text != c.Group {
			continue
		}
		if p.Value.Kind != settings.Dict {
			w.item(p.Value, c.Name)
			w.statement(target + ` = [*` + target + `, ` + name + `]`)
			return
		}
		switch users, has := lookup(p.Value, "users"); {
		case !has:
			w.entry(p.Value, "users", node{list: []string{c.Name}})
		case users.Kind == settings.None:
			w.replace(users, node{list: []string{c.Name}})
		default:
			w.item(users, c.Name)
		}
		w.statement(target + `["users"] = [*` + target + `.get("users", []), ` + name + `]`)
		return
	}
	group := node{list: []string{c.Name}}
	if !c.ListForm {
		group = node{dict: []pair{{"users", group}}}
	}
	if set {
		w.entry(groups, c.Group, group)
		w.statement(target + " = " + group.python('"'))
		w.statement("c.JupyterHub.load_groups.update(" + node{dict: []pair{{c.Group, group}}}.python('"') + ")")
	} else {
		w.statement("c.JupyterHub.load_groups = " + node{dict: []pair{{c.Group, group}}}.python('"'))
	}
	w.values([]string{"hub", "config", "JupyterHub", "load_groups", c.Group}, group)
}

func (w *ways) newRole(c Change) {
	scopes := node{list: c.Scopes, brackets: true}
	role := node{dict: []pair{{"name", node{text: c.Role}}, {"scopes", scopes}}}
	entry := node{dict: []pair{{"scopes", scopes}}}
	if c.Key != "" {
		bearer := pair{c.Key, node{list: []string{c.Name}, brackets: true}}
		role.dict, entry.dict = append(role.dict, bearer), append(entry.dict, bearer)
	}
	roles, set := w.trait("JupyterHub", "load_roles")
	if p, ok := w.part(roles); ok {
		if p.Lang == "yaml" {
			w.add(yamlItem(p, roles, role.yaml(0)))
		}
		w.add(pyItem(p, roles.Span, role.python(quoteOfItems(p, roles))))
	}
	w.values([]string{"hub", "loadRoles", c.Role}, entry)
	if set || w.Host != "" && w.Host != "plain" {
		w.statement("c.JupyterHub.load_roles.append(" + role.python('"') + ")")
	} else {
		w.statement("c.JupyterHub.load_roles = [\n    " + role.python('"') + ",\n]")
	}
}

func (w *ways) admin(c Change) {
	if admins, set := w.trait("Authenticator", "admin_users"); set {
		p, ok := w.part(admins)
		if ok && strings.HasPrefix(p.Text[admins.Span.Start:admins.Span.End], "set()") {
			w.add([]Edit{{admins.Span, "{" + pyText(c.Name, '"') + "}"}})
		}
		w.item(admins, c.Name)
		w.statement("c.Authenticator.admin_users = {*c.Authenticator.admin_users, " + pyText(c.Name, '"') + "}")
	} else {
		w.statement("c.Authenticator.admin_users = {" + pyText(c.Name, '"') + "}")
	}
	if w.Host == "tljh" {
		w.values([]string{"users", "admin", c.Name}, node{})
		return
	}
	w.values([]string{"hub", "config", "Authenticator", "admin_users", c.Name}, node{})
}
