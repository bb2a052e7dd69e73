package changes

import (
	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

// comparison is one comparison under way.
type comparison struct {
	hub         [2]*rbac.Hub // before, after
	verbs       []Verb
	named       map[string]bool // users that a filter or a share names
	groups      map[string]bool // groups that a filter names
	moved       map[string]bool // groups that do not hold the same people on both Hubs
	unread      bool            // a Hub's config has parts that were not read
	memberLists [2]map[string][]string
	steps       int // names looked at
	result      Result
	found       gathering
	unclear     gathering
	failing     []failing
}

// failing is bearers with the error that only one Hub raises for them.
type failing struct {
	who           []*bearer
	before, after *rbac.HubError
}

// Compare finds what differs between two Hubs that run. Its work is bounded by limits.ChangeSteps.
func Compare(before, after *rbac.Hub, verbs []Verb) Result {
	c := comparison{hub: [2]*rbac.Hub{before, after}, verbs: verbs, memberLists: [2]map[string][]string{{}, {}}}
	r := &c.result
	c.lookAtFilters()
	r.Unread = [2]int{len(before.Config().Unread), len(after.Config().Unread)}
	r.Users = c.names(before.Users(), after.Users(), rbac.User)
	r.Groups = c.names(before.Groups(), after.Groups(), rbac.AnyMember)
	r.Services = c.names(before.Services(), after.Services(), rbac.Service)
	r.Roles = Names{New: only(after.Roles(), before.Roles()), Gone: only(before.Roles(), after.Roles())}
	c.moved = map[string]bool{}
	for g := range c.groups {
		if a, b := c.members(0, g), c.members(1, g); len(only(a, b))+len(only(b, a)) > 0 {
			c.moved[g] = true
		}
	}
	classes := map[string]*outcome{}
	all := c.bearers()
	for i := range all {
		if c.steps > limits.ChangeSteps {
			r.Partial = true
			break
		}
		c.one(&all[i], classes)
	}
	who := compaction{before: before, after: after, bearers: all}
	r.Changes, r.More = c.found.changes(&who, verbs)
	r.Unclear, _ = c.unclear.changes(&who, verbs)
	for _, f := range c.failing {
		r.Failing = append(r.Failing, Failure{who.of(f.who), f.before, f.after})
	}
	return c.result
}

// outcome is what was found of a class by its first bearer.
type outcome struct {
	lines  []finding
	before *rbac.HubError
	after  *rbac.HubError
	// reached are people who are targets by their names: those of the class among them reach themselves in other ways.
	reached map[string]bool
}

// finding is one verb of one bearer.
type finding struct {
	verb       int
	sign       Sign
	over, kept Reach
}

// one compares a bearer, or takes over what its class was found to be.
func (c *comparison) one(b *bearer, classes map[string]*outcome) {
	key := c.class(b)
	o := classes[key]
	if key == "" || o == nil || o.reached[b.subject.Name] {
		o = c.outcomeOf(b)
		if key != "" && classes[key] == nil {
			classes[key] = o
		}
	}
	if (o.before == nil) != (o.after == nil) {
		c.fails(b, o)
	}
	for i := range o.lines {
		f := &o.lines[i]
		if f.sign == Unclear {
			c.unclear.add(b, f)
		} else {
			c.found.add(b, f)
		}
	}
}

// fails notes a bearer that only one Hub can resolve.
func (c *comparison) fails(b *bearer, o *outcome) {
	id := func(e *rbac.HubError) string {
		if e == nil {
			return ""
		}
		return e.ID
	}
	for i := range c.failing {
		if f := &c.failing[i]; id(f.before) == id(o.before) && id(f.after) == id(o.after) {
			f.who = append(f.who, b)
			return
		}
	}
	c.failing = append(c.failing, failing{[]*bearer{b}, o.before, o.after})
}

// outcomeOf compares a bearer verb by verb.
func (c *comparison) outcomeOf(b *bearer) *outcome {
	o := &outcome{reached: map[string]bool{}}
	var p [2]*rbac.Permissions
	var errs [2]*rbac.HubError
	var unsure [2][]rbac.Unread
	doubtful := false // whether it is there at all
	for i, h := range c.hub {
		doubtful = doubtful || c.maybe(i, b.subject)
		if b.on[i].Kind == 0 {
			continue
		}
		if p[i], errs[i] = h.Permissions(b.on[i]); errs[i] == nil && c.unread {
			unsure[i] = h.Uncertain(b.on[i])
		}
	}
	if o.before, o.after = errs[0], errs[1]; o.before != nil || o.after != nil {
		return o
	}
	for i := range c.verbs {
		v := &c.verbs[i]
		x, y := read(p[0], v.Before, b.own[0], v), read(p[1], v.After, b.own[1], v)
		c.steps += 1 + len(x.filters) + len(y.filters)
		if c.hangs(b, v, 0, x.everyone, unsure[0]) || c.hangs(b, v, 1, y.everyone, unsure[1]) {
			o.lines = append(o.lines, finding{verb: i, sign: Unclear, over: Reach{Everyone: true}})
			continue
		}
		if c.same(&x, &y) {
			continue
		}
		c.reach(&x, 0, b, v)
		c.reach(&y, 1, b, v)
		o.note(x.over)
		o.note(y.over)
		lost, still := c.beyond(&x, &y, 0, b)
		gained, had := c.beyond(&y, &x, 1, b)
		for _, f := range []finding{{i, Gained, gained, had}, {i, Lost, lost, still}} {
			if f.over.nothing() {
				continue
			}
			if doubtful || c.unread && !c.certain(b, v, &f.over) {
				f = finding{verb: i, sign: Unclear, over: f.over}
			}
			o.lines = append(o.lines, f)
		}
	}
	return o
}

func (o *outcome) note(users map[string]bool) {
	for u := range users {
		o.reached[u] = true
	}
}

// hangs reports whether a bearer's reach on one side hangs on something unread. What is held for everyone hangs only
// on what could take it away.
func (c *comparison) hangs(b *bearer, v *Verb, side int, everyone bool, unsure []rbac.Unread) bool {
	scope := v.Before
	if side == 1 {
		scope = v.After
	}
	if scope == "" || len(unsure) == 0 {
		return false
	}
	if everyone {
		take := false
		for _, u := range unsure {
			take = take || u.MayTake()
		}
		if !take {
			return false
		}
	}
	return c.hub[side].Check(b.on[side], scope).Outcome == rbac.Unknown
}

// maybe reports whether a Hub lacks a bearer, and something that was not read may bring it.
func (c *comparison) maybe(side int, s rbac.Subject) bool {
	if !c.unread || s.Kind == rbac.AnyUser || s.Kind == rbac.AnyAdmin {
		return false
	}
	_, err := c.hub[side].Permissions(s)
	return err != nil && err.ID == "subject-not-found" && c.hub[side].Check(s, "users").Outcome == rbac.Unknown
}

// names are those that only one Hub has.
func (c *comparison) names(before, after []string, kind rbac.SubjectKind) Names {
	var out Names
	sure := func(side int, list []string) (sure []string) {
		for _, name := range list {
			if c.maybe(side, rbac.Subject{Kind: kind, Name: name}) {
				out.Unsure++
				continue
			}
			sure = append(sure, name)
		}
		return sure
	}
	out.New, out.Gone = sure(0, only(after, before)), sure(1, only(before, after))
	return out
}

// certain asks both Hubs about each target: membership may be unread where the scope is not.
func (c *comparison) certain(b *bearer, v *Verb, over *Reach) bool {
	filters := []string{""}
	if !over.Everyone {
		filters = filters[:0]
		for _, t := range over.Targets {
			filters = append(filters, "!"+t.Kind+"="+t.Name)
		}
		if over.Own {
			filters = append(filters, ownMark)
		}
	}
	for i, h := range c.hub {
		scope := []string{v.Before, v.After}[i]
		if scope == "" || b.on[i].Kind == 0 {
			continue
		}
		for _, f := range filters {
			if f == ownMark {
				f = "!" + b.own[i]
			}
			if c.steps++; h.Check(b.on[i], scope+f).Outcome == rbac.Unknown {
				return false
			}
		}
	}
	return true
}
