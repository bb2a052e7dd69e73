package playground

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/internal/changes"
)

// told writes changes as one line each.
func told(c *Changes) string {
	var out []string
	for _, change := range c.Result.Changes {
		for _, l := range change.Lines {
			var who []string
			for _, s := range change.Who.Said {
				who = append(who, subjectText(s.Subject))
			}
			var over []string
			if l.Over.Everyone {
				over = append(over, "everyone")
			}
			if l.Over.Own {
				over = append(over, "own")
			}
			for _, t := range l.Over.Targets {
				over = append(over, t.Kind+"="+t.Name)
			}
			sign := map[changes.Sign]string{changes.Gained: "+", changes.Lost: "-"}[l.Sign]
			out = append(out, fmt.Sprintf("%s %s%s %s", strings.Join(who, ", "), sign, strings.Join(l.Verbs, ","), strings.Join(over, ", ")))
		}
	}
	return strings.Join(out, "\n")
}

const teachers = `c.JupyterHub.load_groups = {"class-a": {"users": ["ann", "ben"]}, "class-b": {"users": ["cid"]}}
c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ["access:servers!group=class-b"], "users": ["tess"]}]
`

func TestChangesAgainstAnotherDocument(t *testing.T) {
	t.Parallel()
	before := document(teachers, "")
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"another spelling", `["access:servers!group=class-b"]`, `["access:servers!group=class-b", "access:servers!user=cid"]`, ""},
		{"another group", "=class-b", "=class-a", "tess +servers.open group=class-a\ntess -servers.open group=class-b"},
		{"no filter", "!group=class-b", "", "tess +servers.open everyone"},
		{"a member more", `["cid"]`, `["cid", "dan"]`, "tess +servers.open user=dan"},
		{"another bearer", `"users": ["tess"]}]`, `"groups": ["class-a"]}]`, "any member of class-a +servers.open group=class-b\ntess -servers.open group=class-b"},
		{"a bearer more", `["tess"]}]`, `["tess", "cid"]}]`, "cid +servers.open group=class-b"},
	} {
		r := Run(Request{Document: document(strings.Replace(teachers, c.old, c.new, 1), ""), Against: &Against{Kind: AgainstDocument, Document: before}})
		if got := told(r.Changes); got != c.want || r.Changes.Restarts || !r.Changes.Compared() {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		if r.Changes.Different() != (c.want != "") && c.name != "a member more" {
			t.Errorf("%s: different is %v", c.name, r.Changes.Different())
		}
	}
}

func TestChangesByARestart(t *testing.T) {
	t.Parallel()
	text := document(teachers, "tess can access:servers!user=cid") +
		"\n```python jupyterhub_config.py restart\n" + strings.Replace(teachers, "=class-b", "=class-a", 1) + "```\n\n```checks\nafter tess POST /users/cid/server\n```\n"
	r := Run(Request{Document: text, Against: &Against{Kind: AgainstRestart}})
	if got, want := told(r.Changes), "tess +servers.open group=class-a\ntess -servers.open group=class-b"; got != want || !r.Changes.Restarts {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	other := document(strings.Replace(teachers, "=class-b", "=class-a", 1), "")
	r = Run(Request{Document: document(teachers, ""), Against: &Against{Kind: AgainstRestart, Document: other}})
	if c := r.Changes; c.Restarts || c.Against.Kind != AgainstDocument || !strings.Contains(told(c), "+servers.open group=class-b") {
		t.Errorf("a restart that is not there was compared: %+v", c)
	}
}

func TestChangesByAnotherVersion(t *testing.T) {
	t.Parallel()
	r := Run(Request{Document: document(teachers, ""), Against: &Against{Kind: AgainstVersion, Version: "4.1.6"}})
	got := told(r.Changes)
	if !strings.Contains(got, "+shares.see") || strings.Contains(got, "\n-") || r.Changes.Before.Version != "4.1.6" || r.Changes.After.Version != "5.5.1" {
		t.Errorf("from 4.1.6 to %s:\n%s", r.Changes.After.Version, got)
	}
	if r = Run(Request{Document: document(teachers, ""), Against: &Against{Kind: AgainstVersion, Version: "1.0"}}); r.Changes.Compared() || r.Changes.Before.Stop == nil {
		t.Error("an unknown version was compared")
	}
}

func TestChangesWhereAHubDoesNotStart(t *testing.T) {
	t.Parallel()
	broken := strings.Replace(teachers, "access:servers", "access:server", 1)
	r := Run(Request{Document: document(broken, ""), Against: &Against{Kind: AgainstDocument, Document: document(teachers, "")}})
	c := r.Changes
	if c.Compared() || !c.Before.Starts || c.After.Starts || !c.Different() || c.After.Stop == nil || c.After.Stop.ID != "scope-not-found" {
		t.Errorf("%+v", c)
	}
	if r = Run(Request{Document: document(broken, ""), Against: &Against{Kind: AgainstDocument, Document: document(broken, "")}}); r.Changes.Different() {
		t.Error("two Hubs that do not start differ")
	}
}

// What hangs on something unread is neither gained nor lost.
func TestChangesLeaveOutWhatIsUnread(t *testing.T) {
	t.Parallel()
	unread := strings.Replace(teachers, `["cid"]`, `fetch_members()`, 1)
	named := strings.Replace(teachers, "!group=class-b", "!user=cid", 1)
	r := Run(Request{Document: document(unread, ""), Against: &Against{Kind: AgainstDocument, Document: document(named, "")}})
	if got := told(r.Changes); strings.Contains(got, "-servers.open user=cid") || len(r.Changes.Result.Unclear) == 0 {
		t.Errorf("cid may be a member:\n%s\nunclear: %+v", got, r.Changes.Result.Unclear)
	}
}
