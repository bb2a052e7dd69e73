package templates

import (
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
)

const bare = "---\nformat: 1\ntitle: t\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\n" +
	"c.JupyterHub.custom_scopes = {\"custom:sheet:read\": {\"description\": \"d\"}}\n```\n"

func TestEveryVerbAndFamilyHasWords(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, version := range rbac.Versions() {
		r := playground.Run(playground.Request{Document: bare, Version: version})
		if len(r.Access.Families) == 0 {
			t.Fatalf("%s has no families: %v", version, r.Diagnostics)
		}
		for _, f := range r.Access.Families {
			if _, ok := familyTable[f.ID]; !ok {
				t.Errorf("family %s has no name", f.ID)
			}
			for _, v := range f.Verbs {
				used[v.ID] = true
				if _, ok := verbTable[v.ID]; !ok && f.ID != playground.FamilyCustom {
					t.Errorf("verb %s has no words", v.ID)
				}
				if f.ID == playground.FamilyCustom && wordsOf(v).head != "sheet:read" {
					t.Errorf("a custom scope is called %q", wordsOf(v).head)
				}
			}
		}
	}
	for id := range verbTable {
		if !used[id] {
			t.Errorf("verb %s has words and does not exist", id)
		}
	}
}

func TestEveryVerbMakesASentence(t *testing.T) {
	t.Parallel()
	for id, w := range verbTable {
		if w.head == "" || w.long == "" || w.do == "" || (w.object == belonging) != (w.one != "" && w.many != "") {
			t.Errorf("the words of %s are not complete", id)
		}
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	johan := rbac.Subject{Kind: rbac.User, Name: "johan"}
	for _, x := range []struct {
		subject rbac.Subject
		verb    string
		whom    string
		outcome rbac.Outcome
		want    string
	}{
		{johan, "servers.stop", "server=student3/", rbac.Allowed, "johan may stop student3’s server"},
		{johan, "servers.stop", "server=student3/lab", rbac.Allowed, "johan may stop student3’s server lab"},
		{johan, "servers.stop", "server=johan/lab", rbac.Allowed, "johan may stop their own server lab"},
		{johan, "servers.stop", "user=student3", rbac.NotFound, "johan may not stop student3’s servers"},
		{johan, "servers.stop", "user=johan", rbac.Allowed, "johan may stop their own servers"},
		{johan, "servers.stop", "group=class-b", rbac.Allowed, "johan may stop the servers of class-b"},
		{johan, "servers.stop", "", rbac.Forbidden, "johan may not stop anyone’s servers"},
		{johan, "servers.stop", "", rbac.Unknown, "Whether johan may stop everyone’s servers can’t be told"},
		{johan, "servers.stop", "", rbac.Failed, "The Hub fails when it looks up what johan may do"},
		{johan, "users.see", "user=student3", rbac.Allowed, "johan may see student3’s profile"},
		{johan, "users.see", "group=class-b", rbac.Allowed, "johan may see the profiles of the members of class-b"},
		{johan, "users.delete", "", rbac.Allowed, "johan may delete everyone"},
		{johan, "users.delete", "", rbac.Forbidden, "johan may not delete anyone"},
		{johan, "users.delete", "user=johan", rbac.Forbidden, "johan may not delete themselves"},
		{johan, "groups.members", "group=class-b", rbac.Allowed, "johan may change the members of group class-b"},
		{johan, "groups.list", "", rbac.Forbidden, "johan may not list any group"},
		{johan, "services.open", "service=panel", rbac.Allowed, "johan may open service panel"},
		{johan, "hub.metrics", "", rbac.Allowed, "johan may read the Hub’s metrics"},
		{johan, "custom.custom:x", "group=g", rbac.Allowed, "johan may use custom:x for group g"},
		{rbac.Subject{Kind: rbac.Service, Name: "cull"}, "servers.stop", "", rbac.Allowed, "Service cull may stop everyone’s servers"},
		{rbac.Subject{Kind: rbac.AnyUser}, "servers.stop", "user=" + rbac.AnyName, rbac.Allowed, "Any user may stop their own servers"},
		{rbac.Subject{Kind: rbac.AnyMember, Name: "g"}, "users.list", "", rbac.Allowed, "Any member of g may list everyone"},
	} {
		y := &playground.Why{Ask: playground.Ask{Whom: x.whom}, Verb: playground.Verb{ID: x.verb}}
		y.Verb.Scope = "custom:x"
		y.Row.Subject, y.Result.Outcome = x.subject, x.outcome
		if got := sentence(y).String(); got != x.want {
			t.Errorf("%s of %q\n got  %s\n want %s", x.verb, x.whom, got, x.want)
		}
	}
}

func TestANarrowerReachIsSaidWithTheNo(t *testing.T) {
	t.Parallel()
	y := &playground.Why{Verb: playground.Verb{ID: "servers.stop"}, Result: rbac.Result{Outcome: rbac.NotFound}}
	y.Row.Subject = rbac.Subject{Kind: rbac.User, Name: "johan"}
	y.Row.Cells = []playground.Cell{{
		Verb: "servers.stop", Reach: playground.Some, Own: true, Targets: []playground.Target{{Kind: "group", Name: "class-b"}},
	}}
	want := "johan may not stop everyone’s servers, only the servers of class-b and their own servers"
	if got := sentence(y).String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNamesAreShownSafely(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"ann": "ann", "": `""`, " ": `" "`, "a\nb": `"a\nb"`, "\u202ea": `"\u202ea"`, "محمد": "محمد", "a b": "a b", "\xff": `"\xff"`,
	} {
		if got := shown(name); got != want {
			t.Errorf("shown(%q) is %s", name, got)
		}
	}
}

func TestKeysOfDifferentNamesDiffer(t *testing.T) {
	t.Parallel()
	names := []string{"a", "a b", "a_20_b", "a_b", "A", "ä", "\xc3", "", "a/b", "a.b", "a-b"}
	seen := map[string]string{}
	for _, name := range names {
		k := key(name)
		if other, ok := seen[k]; ok {
			t.Errorf("%q and %q have the key %s", name, other, k)
		}
		seen[k] = name
	}
}

func TestNumbersAreGrouped(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := digits(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}

func TestTheNameOfNobodyIsNotShown(t *testing.T) {
	t.Parallel()
	if got := filterText("user=" + rbac.AnyName); got != "user" {
		t.Errorf("the filter reads %s", got)
	}
	y := &playground.Why{Scope: "delete:servers"}
	y.Row.Subject = rbac.Subject{Kind: rbac.AnyUser}
	n := playground.Near{Reason: rbac.OtherFilter}
	n.Path.Scope = "delete:servers!user=" + rbac.AnyName
	if got := missWord(y, &n).String(); got != "only their own" {
		t.Errorf("the miss reads %s", got)
	}
	p := playground.Path{}
	p.Match = rbac.Match{Kind: rbac.MemberOf, Member: rbac.AnyName, Group: "g"}
	for _, s := range stepsOf(y, &p) {
		if strings.Contains(s.words.String(), "any") {
			t.Errorf("a step reads %s", s.words)
		}
	}
}
