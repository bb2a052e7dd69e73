package playground_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
)

// adviceOf lists the ids of a document's advice.
func adviceOf(r *playground.Response) []string {
	out := []string{}
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Advice {
			out = append(out, d.ID)
		}
	}
	slices.Sort(out)
	return out
}

func TestAdvice(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/advice.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(text), "\n=== ")[1:]
	for _, c := range cases {
		head, config, _ := strings.Cut(c, "\n")
		name, ids, ok := strings.Cut(head, ":")
		if !ok {
			t.Fatalf("%q has no colon", head)
		}
		want := strings.Fields(ids)
		slices.Sort(want)
		config, checks, checked := strings.Cut(config, "\nchecks:\n")
		config, state, stated := strings.Cut(config, "\nstate:\n")
		document := "```python jupyterhub_config.py\n" + config + "\n```\n"
		if stated {
			document += "```state\n" + state + "\n```\n"
		}
		if checked {
			document += "```checks\n" + checks + "\n```\n"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := playground.Run(playground.Request{Document: document})
			if got := adviceOf(&r); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v\n%v", got, want, r.Diagnostics)
			}
			if r.Tally.Advice != len(want) {
				t.Errorf("the tally says %d", r.Tally.Advice)
			}
			for _, d := range r.Diagnostics {
				key := r.FixOf(&d)
				if key == "" {
					continue
				}
				mended, ok := r.Apply(key)
				if !ok {
					t.Fatalf("%s does not fit", key)
				}
				after := playground.Run(playground.Request{Document: mended})
				if n := count(&after, d.ID); n >= count(&r, d.ID) {
					t.Errorf("after %s there are %d, %v\n%s", key, n, after.Diagnostics, mended)
				}
			}
		})
	}
	if len(cases) < 40 {
		t.Errorf("only %d cases", len(cases))
	}
}

func count(r *playground.Response, id string) (n int) {
	for _, d := range r.Diagnostics {
		if d.ID == id {
			n++
		}
	}
	return n
}

// TestAdviceMendsHelmValues applies offers to YAML, whose lists have two forms.
func TestAdviceMendsHelmValues(t *testing.T) {
	t.Parallel()
	const values = `hub:
  config:
    Authenticator:
      admin_users: [Ann, ben]
    JupyterHub:
      load_groups:
        class-a:
          users:
            - sam
  loadRoles:
    teacher:
      scopes:
        - read:users
        - servers!group=class-a
        - read:users:name
        - tokens!group=clas-a
      users: [tia]
    user:
      scopes: [list:users!user]
    other:
      group: [class-a]
      scopes: [delete:servers, users:activity, delete:servers]
`
	r := playground.Run(playground.Request{Document: "```yaml values.yaml\n" + values + "```\n"})
	done := 0
	for id, lines := range map[string][2]string{
		"name-normalised":        {"admin_users: [Ann, ben]", "admin_users: [ann, ben]"},
		"servers-without-access": {"servers!group=class-a\n", "servers!group=class-a\n        - access:servers!group=class-a\n"},
		"filter-names-nobody":    {"tokens!group=clas-a", "tokens!group=class-a"},
		"user-role-without-self": {"[list:users!user]", "[\"self\", list:users!user]"},
		"unknown-role-key":       {"group: [class-a]", "groups: [class-a]"},
		"scope-adds-nothing":     {"        - read:users:name\n", ""},
	} {
		for _, d := range r.Diagnostics {
			if key := r.FixOf(&d); d.ID == id && key != "" {
				done++
				text, ok := r.Apply(key)
				want := "```yaml values.yaml\n" + strings.Replace(values, lines[0], lines[1], 1) + "```\n"
				if !ok || text != want {
					t.Errorf("%s:\n%s", id, text)
				}
				break
			}
		}
	}
	if done != 6 {
		t.Errorf("%d offers of %v", done, r.Diagnostics)
	}
}

// TestAdviceIsBounded has many faults of one kind, and a list of scopes that is too long to be looked at.
func TestAdviceIsBounded(t *testing.T) {
	t.Parallel()
	r := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\nc.Authenticator.admin_users = {" + upper(120) + "}\nc.JupyterHub.load_roles = [{\"name\": \"lister\", \"users\": [\"ann\"], \"scopes\": [\"read:users\"] * 5001}]\n```\n"})
	if n := count(&r, "name-normalised"); n != 50 {
		t.Errorf("%d times the same advice", n)
	}
	if n := count(&r, "scope-adds-nothing"); n != 0 {
		t.Errorf("a list of 5001 scopes was looked at: %d", n)
	}
}

func upper(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("\"U" + strconv.Itoa(i) + "\", ")
	}
	return b.String()
}

// TestOnlyANameThatStandsInQuotesIsMended: an expression in lower case would be another one.
func TestOnlyANameThatStandsInQuotesIsMended(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ config, want string }{
		{`c.Authenticator.blocked_users = {"Bob"}`, `c.Authenticator.blocked_users = {"bob"}`},
		{"WHO = 'B'\nc.Authenticator.blocked_users = {WHO + 'ob'}", ""},
		{"WHO = 'B'\nc.Authenticator.blocked_users = {f'{WHO}ob'}", ""},
		{`c.Authenticator.username_map = {"AL": "al"}`, `c.Authenticator.username_map = {"al": "al"}`},
		{"AL = 'A'\nc.Authenticator.username_map = {AL + 'L': 'al'}", ""},
	} {
		r := playground.Run(playground.Request{Document: "```python jupyterhub_config.py\nc.Authenticator.allow_all = True\n" + one.config + "\n```\n"})
		found, got := false, ""
		for _, d := range r.Diagnostics {
			if d.ID != "blocked-upper-case" && d.ID != "map-upper-case" {
				continue
			}
			found = true
			if key := r.FixOf(&d); key != "" {
				got, _ = r.Apply(key)
			}
		}
		want := one.want
		if want != "" {
			want = "```python jupyterhub_config.py\nc.Authenticator.allow_all = True\n" + want + "\n```\n"
		}
		if !found || got != want {
			t.Errorf("%s: %v, %q", one.config, found, got)
		}
	}
}
