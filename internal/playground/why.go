package playground

import (
	"slices"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// maxOptions bounds the entries of a select, maxWhoElse the others that Why names.
const (
	maxOptions = 300
	maxWhoElse = 8
)

// why answers q.Ask, or returns nil where it asks for nobody or nothing that there is.
func why(h *rbac.Hub, refs *settings.Refs, ask Ask) *Why {
	if ask.Who == "" || ask.Verb == "" {
		return nil
	}
	fs := families(h.Definitions())
	verb, ok := findVerb(fs, ask.Verb)
	if !ok {
		return nil
	}
	all := subjects(h)
	at := slices.IndexFunc(all, func(r Row) bool { return r.Who == ask.Who })
	if at < 0 {
		return nil
	}
	row := all[at]
	row.fill(h)
	row.resolve(h, fs)
	if ask.Whom != "" {
		kind, _, named := strings.Cut(ask.Whom, "=")
		if !fits(verb.Kind, kind) || !named && (ask.Whom != OwnWhom || row.Kind != RowAnyone) {
			ask.Whom = ""
		}
	}
	w := &Why{Ask: ask, Row: row, Verb: verb, Scope: verb.Scope}
	if ask.Whom != "" {
		w.Scope += "!" + ask.Whom
	}
	w.Result = h.Explain(row.Subject, w.asked())
	w.Check = row.Who + " " + claim(w.Result.Yes()) + " " + scopeText(verb.Scope, ask.Whom)
	w.placed(refs)
	w.HTTP = w.ask(h)
	w.Whos = whoOptions(all, at)
	w.Targets = targetOptions(h, verb, ask.Whom)
	if row.Kind == RowAnyone && fits(verb.Kind, OwnWhom) {
		w.Targets = slices.Insert(w.Targets, 1, Option{Value: OwnWhom, Label: "their own"})
	}
	if ask.Whom != OwnWhom {
		w.whoElse(h, all, at)
	}
	return w
}

func claim(yes bool) string {
	if yes {
		return "can"
	}
	return "cannot"
}

// placed adds the places of the answer's reasons.
func (w *Why) placed(refs *settings.Refs) {
	for _, p := range w.Result.Paths {
		w.Paths = append(w.Paths, place(refs, p))
	}
	for _, n := range w.Result.Near {
		w.Near = append(w.Near, Near{Path: place(refs, n.Path), Reason: n.Reason})
	}
	for _, u := range w.Result.Unread {
		if s := refs.Span(u.Ref); !slices.Contains(w.Unread, s) {
			w.Unread = append(w.Unread, s)
		}
	}
}

func place(refs *settings.Refs, p rbac.Path) Path {
	return Path{
		Path: p, RoleSpan: refs.Span(p.RoleRef), HeldSpan: refs.Span(p.HeldRef), GroupSpan: refs.Span(p.GroupRef),
		RawSpan: refs.Span(p.RawRef), MatchSpan: refs.Span(p.Match.Ref),
	}
}

// whoOptions lists who may be asked about: all of them, or on a large Hub the first ones and the one at hand.
func whoOptions(all []Row, at int) []Option {
	groups := map[RowKind]string{RowAnyone: "anyone", RowUser: "users", RowService: "services"}
	var out []Option
	seen := map[RowKind]int{}
	for i, r := range all {
		seen[r.Kind]++
		if i == at || seen[r.Kind] <= maxOptions {
			out = append(out, Option{Value: r.Who, Label: r.Who, Group: groups[r.Kind]})
		}
	}
	return out
}

// targetOptions lists what the verb may be done to, the widest first: everyone, groups, users, servers, services.
func targetOptions(h *rbac.Hub, v Verb, current string) []Option {
	out := []Option{{}}
	if v.Kind == "" {
		return out
	}
	add := func(group, kind string, names []string) {
		for i, n := range names {
			if value := kind + "=" + n; i < maxOptions || value == current {
				out = append(out, Option{Value: value, Label: n, Group: group})
			}
		}
	}
	switch v.Kind {
	case "user":
		add("users", "user", h.Users())
	case "server":
		var servers []string
		for _, u := range h.Users() {
			servers = append(servers, u+"/")
			for _, s := range h.ServersOf(u) {
				if s != "" {
					servers = append(servers, u+"/"+s)
				}
			}
			if len(servers) > 2*maxOptions && current == "" {
				break
			}
		}
		add("servers", "server", servers)
	case "service":
		add("services", "service", h.Services())
	}
	if v.Kind != "service" {
		add("groups", "group", h.Groups())
	}
	if current != "" && !slices.ContainsFunc(out, func(o Option) bool { return o.Value == current }) {
		kind, name, _ := strings.Cut(current, "=")
		out = append(out, Option{Value: current, Label: name, Group: kind + "s"})
	}
	return out
}

// whoElse finds the others who can do the same, with the shortest way of each.
func (w *Why) whoElse(h *rbac.Hub, all []Row, at int) {
	for i, r := range all {
		if i == at || !h.Check(r.Subject, w.Scope).Yes() {
			continue
		}
		if len(w.WhoElse) == maxWhoElse {
			w.More++
			continue
		}
		who := Who{Who: r.Who, Kind: r.Kind, Reach: Some}
		if paths := h.Explain(r.Subject, w.Scope).Paths; len(paths) > 0 {
			best := paths[0]
			for _, p := range paths[1:] {
				if pathRank(p) < pathRank(best) {
					best = p
				}
			}
			who.Role, who.Group = best.Role, best.Group
			who.Reach = matchReach(r.Subject, best.Match)
		}
		w.WhoElse = append(w.WhoElse, who)
	}
}

// pathRank orders a subject's paths by what is quickest to say.
func pathRank(p rbac.Path) int { return int(p.Holding)*10 + len(p.Chain) }

func matchReach(s rbac.Subject, m rbac.Match) Reach {
	switch {
	case m.Kind == rbac.Unfiltered:
		return Everyone
	case m.Filter != "" && m.Filter == ownFilter(s):
		return Self
	}
	return Some
}

// Spans lists the places that the answer runs through, for the editor to mark.
func (w *Why) Spans() []diag.Span {
	var out []diag.Span
	for _, p := range w.Paths {
		for _, s := range []diag.Span{p.HeldSpan, p.GroupSpan, p.RawSpan, p.MatchSpan} {
			if s.File != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}
