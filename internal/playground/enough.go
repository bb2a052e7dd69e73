package playground

import (
	"fmt"
	"slices"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/enough"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
)

// The bounds of what the Checks view works out: subjects that something is found for, scopes that are tried without, and
// the users on a Hub where that is done.
const (
	maxEnough   = 8
	maxWithout  = 100
	maxDropping = 300
)

// ChecksAsk is what the Checks view asks while it is open.
type ChecksAsk struct {
	Wishes   string // lines of wishes, see internal/enough
	Unneeded bool   // which scopes no check needs
}

// Enough are the scopes that are enough for one subject: for its checks that fail, and its wishes.
type Enough struct {
	Who    string
	Wishes []string // in the words of the checks: those that are not fulfilled
	enough.Answer
	Problem     string // why no scopes are: in a few words; Scopes is empty then
	Key         string // of the Offer that grants them; empty where none could be written
	Role        string // that the Offer makes
	Hold, Total int    // the checks with it
}

// Unneeded is a scope of a role without which, and without all others that are listed, every check that holds still does.
type Unneeded struct {
	Role, Scope string
	Path        Path // its place, as RawSpan
}

// openChecks answers what the open view asks.
func (r *run) openChecks() {
	ask := r.request.Checks
	wishes, wrong := enough.Parse("wishes", ask.Wishes)
	if len(wrong) > 0 {
		r.Wishing = &wrong[0]
		if strings.Contains(strings.TrimSpace(ask.Wishes), "\n") {
			r.Wishing.Message = fmt.Sprintf("line %d: %s", diag.PositionOf(ask.Wishes, r.Wishing.Span.Start).Line, r.Wishing.Message)
		}
	}
	byWho := map[string][]enough.Wish{}
	var order []string
	add := func(w enough.Wish) {
		who := w.Subject.String()
		if _, known := byWho[who]; !known {
			order = append(order, who)
		}
		byWho[who] = append(byWho[who], w)
	}
	for _, c := range r.Checks {
		n, isCheck := c.Line.Node.(*checks.Check)
		speaks := slices.ContainsFunc(r.last.Checks, func(b *scenario.Block) bool { return b.Part == c.Part })
		if isCheck && speaks && c.Verdict == checks.Fails && !n.Cannot && n.Because == nil {
			add(enough.Wish{Subject: n.Subject, Request: n.Request})
		}
	}
	for _, w := range wishes {
		add(w)
	}
	for _, who := range order[:min(len(order), maxEnough)] {
		if e, lacks := r.enough(who, byWho[who]); lacks {
			r.Enough = append(r.Enough, e)
		}
	}
	if ask.Unneeded {
		r.Unneeded = r.unneeded()
	}
}

// enough finds what is enough for one subject's wishes. lacks is false where all are fulfilled.
func (r *run) enough(who string, wishes []enough.Wish) (e Enough, lacks bool) {
	e = Enough{Who: who}
	subject, message := checks.NewAsker(r.hub).Subject(wishes[0].Subject)
	if message != "" {
		e.Problem = message
		return e, true
	}
	try := func(scopes []string) *rbac.Hub {
		if len(scopes) == 0 {
			return r.hub
		}
		c, ok := r.roleFor(subject, scopes)
		if !ok {
			return nil
		}
		return r.rehearse(c.Made(r.last.config), false).hub
	}
	var demands []enough.Demand
	for _, w := range wishes {
		list, problem := enough.Demands(r.hub, subject, w, try)
		if problem != "" {
			e.Problem, e.Wishes = problem, []string{w.String()}
			return e, true
		}
		if len(list) > 0 {
			e.Wishes = append(e.Wishes, w.String())
			demands = append(demands, list...)
		}
	}
	if len(demands) == 0 {
		return e, false
	}
	e.Answer = enough.Find(r.hub, subject, demands)
	r.grantAll(&e, subject)
	return e, true
}

// grantAll offers a role that grants the scopes, if its Hub starts.
func (r *run) grantAll(e *Enough, subject rbac.Subject) {
	c, ok := r.roleFor(subject, e.Scopes)
	if !ok {
		return
	}
	reh := r.rehearse(c.Made(r.last.config), true)
	key := "enough:" + e.Who
	offer, written := r.write(key, c)
	if reh.hub == nil || !written {
		return
	}
	e.Key, e.Role = key, c.Role
	e.Hold, e.Total = held(reh.results)
	r.Offers = append(r.Offers, offer)
}

// roleFor is the change that gives scopes to a subject by a role of its own; false where none can.
func (r *run) roleFor(s rbac.Subject, scopes []string) (Change, bool) {
	t := trial{run: r, goal: goal{subject: s}}
	key, name := t.bearer()
	c := Change{Kind: FixRole, Role: t.fresh(), Scopes: scopes, Key: key, Name: name}
	if s.Kind == rbac.AnyUser {
		c.Role, c.Scopes = "user", append([]string{"self"}, scopes...)
	}
	return c, (key != "" || s.Kind == rbac.AnyUser) && c.Made(r.last.config) != nil
}

// held counts the claims among results, and those that hold.
func held(results []CheckResult) (hold, total int) {
	for _, c := range results {
		if _, step := c.Line.Node.(*checks.After); !step {
			total++
			if c.Verdict == checks.Holds {
				hold++
			}
		}
	}
	return hold, total
}

// unneeded takes scope after scope out of the roles, and leaves those out without which every check that holds still does.
func (r *run) unneeded() []Unneeded {
	if len(r.hub.Users()) > maxDropping {
		return nil
	}
	config := *r.last.config
	config.LoadRoles = slices.Clone(config.LoadRoles)
	before := r.rehearse(&config, true)
	if _, total := held(before.results); total == 0 {
		return nil
	}
	var out []Unneeded
	left := maxWithout
	for i := range config.LoadRoles {
		role := &config.LoadRoles[i]
		for j := 0; j < len(role.Scopes) && left > 0; left-- {
			all := role.Scopes
			role.Scopes = slices.Delete(slices.Clone(all), j, j+1)
			if after := r.rehearse(&config, true); after.hub == nil || !stillHold(before.results, after.results) {
				role.Scopes = all
				j++
				continue
			}
			out = append(out, Unneeded{role.Name.Value, all[j].Value, Path{RawSpan: r.refs.Span(all[j].Ref)}})
		}
	}
	return out
}

func stillHold(before, after []CheckResult) bool {
	if len(before) != len(after) {
		return false
	}
	for i := range before {
		if before[i].Verdict == checks.Holds && after[i].Verdict != checks.Holds {
			return false
		}
	}
	return true
}
