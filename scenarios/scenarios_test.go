package scenarios

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/scenario"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

func entries(t *testing.T) []Entry {
	t.Helper()
	sections, err := Sections()
	if err != nil {
		t.Fatal(err)
	}
	var out []Entry
	for _, s := range sections {
		out = append(out, s.Entries...)
	}
	return out
}

func TestEveryFileIsInTheIndexOnce(t *testing.T) {
	t.Parallel()
	seen := map[string]int{"README": 1}
	for _, e := range entries(t) {
		seen[e.Name]++
	}
	list, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if name := strings.TrimSuffix(e.Name(), ".md"); seen[name] != 1 {
			t.Errorf("%s stands %d times in index.go", e.Name(), seen[name])
		}
	}
	if seen[Example] != 1 {
		t.Errorf("the example %q is no entry", Example)
	}
}

func TestScenariosAreWhole(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, e := range entries(t) {
		known[e.Name] = true
	}
	for _, e := range entries(t) {
		d, ds := scenario.Parse(e.Document)
		for _, x := range ds {
			t.Errorf("%s: %s", e.Name, x.Message)
		}
		if d.Meta.Title == "" || d.Meta.Summary == "" || !strings.Contains(e.Document, "\njupyterhub: ") {
			t.Errorf("%s: the header lacks title, summary or jupyterhub", e.Name)
		}
		can, cannot := 0, 0
		for _, b := range d.Blocks {
			if b.Kind != scenario.Checks {
				continue
			}
			lines, ds := checks.Parse(b.Part, b.Text)
			for _, x := range ds {
				t.Errorf("%s: %s", e.Name, x.Message)
			}
			for _, l := range lines {
				switch _, step := l.Node.(*checks.After); {
				case step:
				case positive(l.Node):
					can++
				default:
					cannot++
				}
			}
		}
		if d.Meta.Stops == "" && (can == 0 || cannot == 0) {
			t.Errorf("%s has %d checks that say can, %d that say cannot", e.Name, can, cannot)
		}
		for rest := e.Document; ; {
			_, after, ok := strings.Cut(rest, "](/gallery/")
			if !ok {
				break
			}
			name, _, _ := strings.Cut(after, ")")
			if !known[name] {
				t.Errorf("%s links to %q, which is no entry", e.Name, name)
			}
			rest = after
		}
	}
}

// positive reports whether a claim says that somebody can.
func positive(n checks.Node) bool {
	switch n := n.(type) {
	case *checks.Check:
		return !n.Cannot
	case *checks.TokenIs:
		return !n.Refused
	case *checks.Only:
		return true
	}
	return false
}

// broken says what of a scenario does not hold, or nothing.
func broken(document, version string) []string {
	a := playground.Run(playground.Request{Document: document, Version: version})
	var out []string
	if stops := a.Meta.Stops; stops != "" {
		for _, d := range a.Diagnostics {
			if d.ID == stops && !a.Starts && a.Readable {
				return nil
			}
		}
		return []string{fmt.Sprintf("the Hub does not stop with %s: starts %v, %v", stops, a.Starts, a.Diagnostics)}
	}
	if !a.Starts {
		out = append(out, fmt.Sprintf("the Hub does not start: %v", a.Diagnostics))
	}
	for _, c := range a.Checks {
		if c.Verdict != checks.Holds {
			out = append(out, fmt.Sprintf("%s: %s %s %s", c.Line.Text, c.ID, c.Message, c.Hint))
		}
	}
	steps := 0
	for _, c := range a.Checks {
		if _, step := c.Line.Node.(*checks.After); step && c.Verdict == checks.Holds {
			steps++
		}
	}
	if a.Tally.Checks < 2 || a.Tally.Checks != len(a.Checks)-steps {
		out = append(out, fmt.Sprintf("%d checks, %d lines run", a.Tally.Checks, len(a.Checks)))
	}
	return out
}

func TestScenariosHold(t *testing.T) {
	t.Parallel()
	for _, e := range entries(t) {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			own := ""
			for _, line := range broken(e.Document, own) {
				t.Error(line)
			}
			if onlyIts[e.Name] != "" {
				return
			}
			for _, version := range rbac.Versions() {
				for _, line := range broken(e.Document, version) {
					t.Errorf("on %s: %s", version, line)
				}
				if version == since[e.Name] {
					break // they go from the newest to the oldest
				}
			}
		})
	}
}

// advised are the scenarios that show what goes wrong in a Hub that starts, and the advice that they get for it. A config
// behind a restart shows how it goes right.
var advised = map[string]string{
	"culler-docs-fails":            "scope-adds-nothing",
	"group-key-fails":              "unknown-role-key",
	"login-admin-only":             "admins-not-allowed",
	"login-allow-all-organization": "allow-all-covers",
	"login-google-domain":          "hosted-domain-alone",
	"login-jupyterhub-5":           "admins-not-allowed",
	"missing-comma":                "joined-strings",
	"self-for-a-service":           "stands-for-nobody",
	"server-role-without-activity": "server-role-without-activity",
	"service-lists-users":          "role-unheld",
	"stop-own-server":              "unfiltered-in-user",
	"user-without-self":            "user-role-without-self",
	"wrong-section":                "servers-without-access",
	"z2jh-culler-role-lost":        "culler-without-scopes replaced-later",
}

// TestRightScenariosGetNoAdvice holds that what is shown to be copied does not ask for advice, and that what goes wrong
// does.
func TestRightScenariosGetNoAdvice(t *testing.T) {
	t.Parallel()
	for _, e := range entries(t) {
		for _, version := range rbac.Versions() {
			if d, _ := scenario.Parse(e.Document); onlyIts[e.Name] != "" && version != d.Meta.JupyterHub {
				continue
			}
			a := playground.Run(playground.Request{Document: e.Document, Version: version})
			if !a.Starts {
				continue
			}
			var got []string
			for _, d := range a.Diagnostics {
				// What was no more than a scope on the document's JupyterHub is a way to everything on an older one.
				older := version != a.Meta.JupyterHub && d.ID == "admin-users-makes-admins"
				if d.Severity == diag.Advice && !older {
					got = append(got, d.ID)
					if strings.Contains(d.Span.File, "@") {
						t.Errorf("%s on %s: after the restart %s: %s", e.Name, version, d.ID, d.Message)
					}
				}
			}
			slices.Sort(got)
			want := advised[e.Name]
			if version != a.Meta.JupyterHub && len(got) == 0 {
				want = "" // what the Hub itself warns of, or what needs a setting, is advice on some versions alone
			}
			if strings.Join(slices.Compact(got), " ") != want {
				t.Errorf("%s on %s gets the advice %v, want %s", e.Name, version, got, want)
			}
			if version == since[e.Name] {
				break
			}
		}
	}
}

// roles are the entries of load_roles in a config.
func roles(t *testing.T, d *scenario.Document, b scenario.Block) []rbac.RoleSpec {
	t.Helper()
	in := pyconfig.Input{Environment: d.State.Environment, Files: []pyconfig.File{{Name: b.Part, Text: b.Text}}}
	defs, ok := rbac.Define(d.Meta.JupyterHub)
	if !ok {
		t.Fatal("no JupyterHub " + d.Meta.JupyterHub)
	}
	config, _, _ := settings.RBAC(pyconfig.Evaluate(in).Tree, defs)
	return config.LoadRoles
}

// TestScenariosFailWithoutTheirRoles takes the roles away one by one, and their scopes alone: a check must notice
// each. Without a role, a check that names it or somebody whom only the role makes known is an error; without its
// scopes, a check has to come out false.
func TestScenariosFailWithoutTheirRoles(t *testing.T) {
	t.Parallel()
	const part = "jupyterhub_config.py"
	for _, e := range entries(t) {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			d, _ := scenario.Parse(e.Document)
			block, _ := d.Find(part) // Helm values have none
			if change, ok := repaired[e.Name]; ok {
				mended := strings.NewReplacer(change...).Replace(block.Text)
				if mended == block.Text {
					t.Fatal("the change changes nothing")
				}
				if len(broken(d.Replace(part, mended), "")) == 0 {
					t.Errorf("holds after %v, too", change)
				}
				return
			}
			if d.Meta.Stops != "" {
				t.Fatal("no change is named that makes this Hub start")
			}
			for _, b := range d.Blocks {
				if b.Kind == scenario.Config && b.Lang == "python" {
					missed(t, e.Name, d, b)
				}
			}
		})
	}
}

// missed takes the roles of one config away.
func missed(t *testing.T, name string, d *scenario.Document, b scenario.Block) {
	t.Helper()
	for i, role := range roles(t, d, b) {
		for _, change := range []string{"c.JupyterHub.load_roles.pop(%d)", `c.JupyterHub.load_roles[%d]["scopes"] = []`} {
			emptied := strings.Contains(change, "scopes")
			if emptied && !role.HasScopes {
				continue // who bears it is all that the entry says
			}
			line := b.Part + ": " + fmt.Sprintf(change, i)
			a := playground.Run(playground.Request{Document: d.Replace(b.Part, b.Text+"\n"+fmt.Sprintf(change, i)+"\n")})
			if !a.Starts {
				t.Fatalf("%s: the Hub does not start: %v", line, a.Diagnostics)
			}
			noticed := a.Tally.Hold < a.Tally.Checks
			if shown := slices.Contains(idle[name], fmt.Sprintf("%s %d", b.Part, i)); shown {
				if noticed {
					t.Errorf("%s: the role is not idle", line)
				}
				continue
			}
			if !noticed {
				t.Errorf("%s: all checks hold", line)
			}
			if emptied && a.Tally.Fail == 0 {
				t.Errorf("%s: no check fails", line)
			}
		}
	}
}

// TestScenariosFailWithoutTheirSteps takes the steps away one by one: a check below must notice each.
func TestScenariosFailWithoutTheirSteps(t *testing.T) {
	t.Parallel()
	steps := 0
	for _, e := range entries(t) {
		for line := range strings.Lines(e.Document) {
			if !strings.HasPrefix(line, "after ") {
				continue
			}
			steps++
			if len(broken(strings.Replace(e.Document, line, "", 1), "")) == 0 {
				t.Errorf("%s holds without %s", e.Name, line)
			}
		}
	}
	if steps < 4 {
		t.Errorf("%d steps in the gallery", steps)
	}
}
