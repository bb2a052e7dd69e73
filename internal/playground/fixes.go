package playground

import (
	"cmp"
	"slices"
	"strings"

	"rolecall.example/internal/amend"
	"rolecall.example/rbac"
)

// The bounds of the search for fixes: how many changes are tried on a small Hub, and at least on a large one; how many are
// shown, and of one kind; how many gains of each are told.
const (
	maxTried   = 48
	minTried   = 6
	maxFixes   = 5
	maxOfKind  = 2
	maxGains   = 6
	triedUsers = 4000 // users on all tried Hubs together
)

// Change is what a Remedy does to the config.
type Change = amend.Change

// The kinds of changes.
const (
	FixBear    = amend.Bear
	FixJoin    = amend.Join
	FixGrant   = amend.Grant
	FixRegrant = amend.Regrant
	FixRole    = amend.NewRole
	FixAdmin   = amend.Admin
)

// Remedy is a change of the config that makes a no a yes. Its Offer bears its key.
type Remedy struct {
	Key    string
	Change Change
	Excess int    // how much it lets besides, over all subjects; the fixes are ordered by it
	Gains  []Gain // some of that, the asker's first
	More   int    // further ones
	// Mends tells that Change only corrects a name that nobody bears.
	Mends       bool
	Hold, Total int // the document's checks with it; Total is 0 where they were not run
}

// goal is a no that is to become a yes.
type goal struct {
	subject rbac.Subject
	needs   []rbac.Scope // one of them, held by the subject, is a way on
	met     func(rehearsal) bool
	line    bool // met looks at the checks
}

// fixes finds the nearest changes of the config that reach a goal, the one with the least excess first, and offers their
// edits. prefix begins their keys.
func (r *run) fixes(g goal, prefix string) []Remedy {
	if len(g.needs) == 0 || r.last == nil {
		return nil
	}
	t := &trial{run: r, goal: g, families: families(r.hub.Definitions()), asked: wantedOf(r.hub, g.subject, g.needs)}
	t.left = max(minTried, min(maxTried, triedUsers/(1+len(r.hub.Users()))))
	t.try()
	slices.SortStableFunc(t.found, func(a, b Remedy) int {
		return cmp.Or(cmp.Compare(a.Excess, b.Excess), cmp.Compare(nearness(&a), nearness(&b)), strings.Compare(a.Key, b.Key))
	})
	var out []Remedy
	kinds := map[amend.Kind]int{}
	for _, f := range t.found {
		if len(out) == maxFixes {
			break
		}
		if kinds[f.Change.Kind] == maxOfKind || f.Change.Kind == FixRole && kinds[FixRole] > 0 {
			continue
		}
		f.Key = prefix + f.Key
		offer, ok := r.write(f.Key, f.Change)
		if !ok || !r.confirmed(g, &f, offer) {
			continue
		}
		kinds[f.Change.Kind]++
		f.More = max(0, len(f.Gains)-maxGains)
		f.Gains = f.Gains[:len(f.Gains)-f.More]
		for i := range f.Gains {
			f.Gains[i].Row.Who = subjectText(f.Gains[i].Row.Subject)
		}
		out = append(out, f)
		r.Offers = append(r.Offers, offer)
	}
	return out
}

// confirmed runs the checks with a fix, and, where the same file was loaded by earlier starts too, the whole document.
func (r *run) confirmed(g goal, f *Remedy, o Offer) bool {
	reh := rehearsal{}
	if r.last.first {
		if len(r.hub.Users()) > triedUsers/maxFixes {
			return true
		}
		reh = r.rehearse(f.Change.Made(r.last.config), true)
	} else if again := r.replay(o.Edits); again != nil {
		reh = rehearsal{hub: again.hub, results: again.Checks}
	}
	if reh.hub == nil || !g.met(reh) {
		return false
	}
	f.Hold, f.Total = held(reh.results)
	return true
}

// nearness orders kinds of fixes with the same excess: the smaller the change, the nearer.
func nearness(f *Remedy) int {
	if f.Mends {
		return 0
	}
	return 1 + slices.Index([]amend.Kind{FixJoin, FixBear, FixRegrant, FixGrant, FixRole, FixAdmin}, f.Change.Kind)
}

// trial tries changes.
type trial struct {
	*run
	goal
	families []Family
	asked    wanted
	left     int
	found    []Remedy
}

// consider tries one change.
func (t *trial) consider(c Change, mends bool) {
	key := keyOf(c)
	if t.left <= 0 || slices.ContainsFunc(t.found, func(f Remedy) bool { return f.Key == key }) {
		return
	}
	config := c.Made(t.last.config)
	if config == nil {
		return
	}
	t.left--
	reh := t.rehearse(config, t.line)
	if reh.hub == nil || !t.met(reh) {
		return
	}
	total, gains, loses := excess(t.hub, reh.hub, touched(t.hub, reh.hub, t.subject, c), t.families, t.asked)
	if loses {
		return
	}
	t.found = append(t.found, Remedy{Key: key, Change: c, Excess: total, Gains: summed(reh.hub, gains), Mends: mends})
}

// keyOf is a change's part of its offer's key.
func keyOf(c Change) string {
	words := map[amend.Kind]string{FixBear: "bear", FixJoin: "join", FixGrant: "grant", FixRegrant: "regrant", FixRole: "role", FixAdmin: "admin"}
	parts := []string{words[c.Kind]}
	for _, p := range append([]string{c.Role, c.Group, c.Name, c.Old, c.Scope}, c.Scopes...) {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ":")
}

// try considers what there is, the likeliest first: what is left out on a large Hub is the least likely.
func (t *trial) try() {
	held := t.held()
	for _, role := range held {
		t.mend(role)
	}
	t.targetJoins()
	for _, role := range held {
		t.widen(role)
	}
	t.newRole()
	t.bear(held)
	t.join()
	if t.subject.Kind == rbac.User && !t.hub.IsAdmin(t.subject) {
		t.consider(Change{Kind: FixAdmin, Name: t.subject.Name}, false)
	}
}

// held are the roles that the subject bears and the config writes.
func (t *trial) held() []*rbac.RoleSpec {
	bears := map[string]bool{}
	for _, one := range t.hub.RolesOf(t.subject) {
		bears[one.Role] = true
	}
	var out []*rbac.RoleSpec
	for i := range t.last.config.LoadRoles {
		if spec := &t.last.config.LoadRoles[i]; bears[spec.Name.Value] && spec.Name.Value != "admin" {
			out = append(out, spec)
		}
	}
	return out
}

// newRole considers a role that gives just what is needed; to everybody only the role `user` can give.
func (t *trial) newRole() {
	key, name := t.bearer()
	if key == "" && t.subject.Kind == rbac.AnyUser {
		for _, s := range t.scopes() {
			t.consider(Change{Kind: FixRole, Role: "user", Scopes: []string{"self", s}}, false)
		}
		return
	}
	for _, s := range t.scopes() {
		if key != "" {
			t.consider(Change{Kind: FixRole, Role: t.fresh(), Scopes: []string{s}, Key: key, Name: name}, false)
		}
	}
}

// bearer is how a role would name the subject; empty for who can't be named.
func (t *trial) bearer() (key, name string) {
	switch t.subject.Kind {
	case rbac.User:
		return amend.Users, t.subject.Name
	case rbac.Service:
		return amend.Services, t.subject.Name
	case rbac.AnyMember:
		return amend.Groups, t.subject.Name
	}
	return "", ""
}

// fresh is a name for a new role: that of its bearer, or "new-role" where it is none that a role may have.
func (t *trial) fresh() string {
	_, name := t.bearer()
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' {
			b.WriteRune(c)
		}
	}
	name = strings.Trim(b.String(), "-._0123456789")
	if len(name) > 60 || name == "" {
		name = "new"
	}
	name += "-role"
	for free := name; ; free += "-more" {
		if !t.hub.HasRole(free) && !slices.ContainsFunc(t.last.config.LoadRoles, func(r rbac.RoleSpec) bool { return r.Name.Value == free }) {
			return free
		}
	}
}
