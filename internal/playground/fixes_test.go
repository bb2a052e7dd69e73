package playground

import (
	"slices"
	"strings"
	"testing"

	"rolecall.example/rbac"
	"rolecall.example/scenarios"
)

// tallied counts what the tests of fixes went through.
type tallied struct{ asked, refused, fixed, none int }

// tryFixes asks a question, applies each fix to the text and evaluates that: the answer must be yes, and the fixes must be in
// the order of what they let besides, counted over everybody.
func tryFixes(t *testing.T, document string, ask Ask, n *tallied) {
	t.Helper()
	r := Run(Request{Document: document, Ask: ask, Why: &WhyAsk{}})
	if r.Why == nil {
		if !r.Starts {
			t.Errorf("does not start: %v\n%s", r.Diagnostics, document)
		}
		return
	}
	n.asked++
	if r.Why.Result.Outcome != rbac.Forbidden && r.Why.Result.Outcome != rbac.NotFound {
		return
	}
	n.refused++
	if len(r.Why.Fixes) == 0 {
		n.none++
	}
	last := -1
	before := hubOf(document)
	for _, f := range r.Why.Fixes {
		text, ok := r.Apply(f.Key)
		if !ok {
			t.Fatalf("%v: %s does not fit", ask, f.Key)
		}
		after := hubOf(text)
		if !after.Check(r.Why.Row.Subject, r.Why.asked()).Yes() {
			t.Fatalf("%v: %s does not make it a yes:\n%s", ask, f.Key, text)
		}
		if got := everyGain(t, before, after, &r); got != f.Excess {
			t.Errorf("%v: %s lets %d besides, counted over everybody %d\n%s", ask, f.Key, f.Excess, got, text)
		}
		if f.Excess < last {
			t.Errorf("%v: %s with %d stands behind one with %d", ask, f.Key, f.Excess, last)
		}
		last = f.Excess
		n.fixed++
	}
}

// everyGain counts, over all subjects there are before or after, what one document lets beyond another, without what was asked.
func everyGain(t *testing.T, a, b *rbac.Hub, r *Response) int {
	t.Helper()
	asked := wantedOf(a, r.Why.Row.Subject, []rbac.Scope{rbac.ParseScope(r.Why.asked())})
	total := 0
	for _, row := range subjects(b) {
		w := wanted{}
		if row.Subject == asked.subject {
			w = asked
		}
		gains, loses := difference(a, b, row.Subject, families(b.Definitions()), w)
		if loses {
			t.Errorf("%s loses something", row.Who)
		}
		for i := range gains {
			total += gains[i].weight(b)
		}
	}
	return total
}

func hubOf(document string) *rbac.Hub {
	r := (&run{request: Request{Document: document}}).replay(nil)
	if r == nil {
		return nil
	}
	return r.hub
}

// gallery is every document of the gallery.
func gallery(t *testing.T) []string {
	t.Helper()
	sections, err := scenarios.Sections()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range sections {
		for _, e := range s.Entries {
			out = append(out, e.Document)
		}
	}
	return out
}

func TestFixesOfGeneratedHubsHold(t *testing.T) {
	t.Parallel()
	n := &tallied{}
	for seed := range uint64(300) {
		h := newRandomHub(seed)
		document := h.document()
		for range 2 {
			tryFixes(t, document, h.ask(), n)
		}
	}
	t.Logf("%d questions, %d refused, %d fixes applied, %d without a fix", n.asked, n.refused, n.fixed, n.none)
	if n.refused < 300 || n.fixed < 3*n.refused/2 || n.none > n.refused/50 {
		t.Errorf("too little was tried: %+v", *n)
	}
}

func TestFixesOfTheGalleryHold(t *testing.T) {
	t.Parallel()
	n := &tallied{}
	for _, text := range gallery(t) {
		r := Run(Request{Document: text})
		if !r.Starts {
			continue
		}
		for i, row := range r.Access.Rows {
			f := r.Access.Families[1+i%(len(r.Access.Families)-1)]
			v := f.Verbs[i%len(f.Verbs)]
			ask := Ask{Who: row.Who, Verb: v.ID}
			if targets := targetOptions(hubOf(text), v, ""); len(targets) > 1 {
				ask.Whom = targets[1+i%(len(targets)-1)].Value
			}
			tryFixes(t, text, ask, n)
		}
	}
	t.Logf("%d questions, %d refused, %d fixes applied, %d without a fix", n.asked, n.refused, n.fixed, n.none)
	if n.refused < 50 || n.fixed < n.refused {
		t.Errorf("too little was tried: %+v", *n)
	}
}

func TestFixes(t *testing.T) {
	t.Parallel()
	config := `c.JupyterHub.load_groups = {"class-b": {"users": ["student3", "student4"]}, "helpers": {"users": []}}
c.JupyterHub.load_roles = [
    {"name": "teacher", "scopes": ["servers!group=class-b", "access:servers!group=clas-b"], "users": ["johan"]},
    {"name": "opener", "scopes": ["access:servers!group=class-b"], "groups": ["helpers"]},
]`
	r := Run(Request{Document: document(config, "johan cannot access:servers!server=student3/\njohan can servers!user=student3"),
		Ask: Ask{Who: "johan", Verb: "servers.open", Whom: "server=student3/"}, Why: &WhyAsk{}})
	var got []string
	for _, f := range r.Why.Fixes {
		got = append(got, f.Key)
	}
	want := []string{"fix:grant:teacher:access:servers!server=student3/", "fix:role:johan-role:johan:access:servers!server=student3/",
		"fix:regrant:teacher:access:servers!group=clas-b:access:servers!group=class-b", "fix:join:helpers:johan",
		"fix:bear:opener:johan"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if f := r.Why.Fixes[0]; f.Hold != 1 || f.Total != 2 || f.Excess != 0 {
		t.Errorf("the first fix: %+v", f)
	}
	mend := r.Why.Fixes[2]
	if !mend.Mends || len(mend.Gains) != 1 || !slices.Contains(mend.Gains[0].Targets, Target{allServers, "student4"}) {
		t.Errorf("the mended filter: %+v", mend)
	}
}

func TestFixesAreOfferedOnlyWhereTheyAreAskedFor(t *testing.T) {
	t.Parallel()
	d := document(teacher, "")
	ask := Ask{Who: "johan", Verb: "servers.stop", Whom: "server=student1/"}
	offered := func(r *Response) bool {
		return slices.ContainsFunc(r.Offers, func(o Offer) bool { return strings.HasPrefix(o.Key, "fix:") })
	}
	if r := Run(Request{Document: d, Ask: ask}); offered(&r) || r.Why == nil {
		t.Errorf("with the view closed: %v", r.Offers)
	}
	if r := Run(Request{Document: d, Ask: ask, Why: &WhyAsk{}}); !offered(&r) {
		t.Error("with the view open nothing is offered")
	}
	ask.Whom = "server=student3/"
	if r := Run(Request{Document: d, Ask: ask, Why: &WhyAsk{}}); offered(&r) {
		t.Errorf("a yes has nothing to mend: %v", r.Offers)
	}
}

// A document that starts again loads the files of before, and an edit of those is tried from the first start on.
func TestFixesOfARestart(t *testing.T) {
	t.Parallel()
	d := document(teacher, "johan can servers!user=student3") + "\n```python more.py restart\nc.Authenticator.admin_users = {\"eve\"}\n```\n"
	n := &tallied{}
	tryFixes(t, d, Ask{Who: "johan", Verb: "servers.stop", Whom: "server=student1/"}, n)
	if n.fixed == 0 {
		t.Error("no fix")
	}
}

func TestFixesOnALargeHubAreFew(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("c.JupyterHub.load_groups = {\"g\": [\"u%d\" % i for i in range(2000)]}\n")
	b.WriteString("c.JupyterHub.load_roles = [{\"name\": \"role-%d\" % i, \"scopes\": [\"servers\"]} for i in range(50)]\n")
	r := &run{request: Request{Document: document(b.String(), "")}}
	r = r.replay(nil)
	tr := &trial{run: r, left: 1000}
	tr.goal = goal{subject: rbac.Subject{Kind: rbac.User, Name: "u7"}, needs: []rbac.Scope{rbac.ParseScope("servers")}, met: func(rehearsal) bool { return false }}
	tr.try()
	if tried := 1000 - tr.left; tried < 50 {
		t.Fatalf("%d changes are tried where there is no bound", tried)
	}
	if left := max(minTried, min(maxTried, triedUsers/(1+len(r.hub.Users())))); left != minTried {
		t.Errorf("%d changes may be tried", left)
	}
}
