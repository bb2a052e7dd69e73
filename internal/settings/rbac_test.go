package settings_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

func read(t *testing.T, version, text string) (*rbac.Config, *settings.Refs, []diag.Diagnostic) {
	t.Helper()
	d, ok := rbac.Define(version)
	if !ok {
		t.Fatalf("no definitions of %s", version)
	}
	r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "config.py", Text: text}}})
	config, refs, list := settings.RBAC(r.Tree, d)
	return config, refs, diag.Sort(append(list, r.Diagnostics...))
}

// show prints what of a config is set, one line an entry, so that tests can compare it.
func show(c *rbac.Config) string {
	var b strings.Builder
	list := func(label string, names []rbac.Name, has bool) {
		if has || len(names) > 0 {
			fmt.Fprintf(&b, " %s=%s", label, strings.Join(values(names), ","))
		}
	}
	for _, r := range c.LoadRoles {
		fmt.Fprintf(&b, "role %s", r.Name.Value)
		if r.Description != nil {
			fmt.Fprintf(&b, " description=%q", *r.Description)
		}
		if r.DescriptionNone {
			b.WriteString(" description=None")
		}
		if r.ScopesNone {
			b.WriteString(" scopes=None")
		}
		list("scopes", r.Scopes, r.HasScopes)
		list("users", r.Users, r.HasUsers)
		list("groups", r.Groups, r.HasGroups)
		list("services", r.Services, r.HasServices)
		b.WriteByte('\n')
	}
	for _, g := range c.LoadGroups {
		fmt.Fprintf(&b, "group %s", g.Name.Value)
		list("users", g.Users, false)
		list("properties", g.Properties, false)
		if g.ListForm {
			b.WriteString(" (list)")
		}
		b.WriteByte('\n')
	}
	for _, s := range c.Services {
		fmt.Fprintf(&b, "service %s", s.Name.Value)
		if s.Admin {
			b.WriteString(" admin")
		}
		if s.APIToken {
			b.WriteString(" token=" + s.Token)
		}
		if s.OAuthNoConfirm {
			b.WriteString(" unconfirmed")
		}
		if s.HasURL {
			b.WriteString(" url=" + s.URL)
		}
		if s.Managed {
			b.WriteString(" managed")
		}
		if s.OAuthClientID.Value != "" {
			b.WriteString(" client=" + s.OAuthClientID.Value)
		}
		if s.HasOAuthRedirectURI {
			b.WriteString(" redirect=" + s.OAuthRedirectURI)
		}
		list("allowed", s.OAuthClientAllowedScopes, false)
		list("roles", s.OAuthRoles, false)
		list("unknown", s.UnknownKeys, false)
		b.WriteByte('\n')
	}
	for _, s := range c.CustomScopes {
		fmt.Fprintf(&b, "scope %s %q", s.Name.Value, s.Description)
		list("subscopes", s.Subscopes, false)
		list("unknown", s.UnknownKeys, false)
		if s.BadSubscopes {
			b.WriteString(" bad-subscopes")
		}
		b.WriteByte('\n')
	}
	line := func(label string, names []rbac.Name) {
		if len(names) > 0 {
			v := values(names)
			sort.Strings(v)
			fmt.Fprintf(&b, "%s %s\n", label, strings.Join(v, ","))
		}
	}
	line("admins", c.AdminUsers)
	line("allowed", c.AllowedUsers)
	line("blocked", c.BlockedUsers)
	line("extra", c.ExtraUserScopes)
	line("server-token", c.ServerTokenScopes)
	line("server-client", c.ServerClientAllowedScopes)
	for _, e := range c.APITokens {
		fmt.Fprintf(&b, "api-token %s of %s\n", e.Token, e.Owner.Value)
	}
	for _, e := range c.ServiceTokens {
		fmt.Fprintf(&b, "service-token %s of %s\n", e.Token, e.Owner.Value)
	}
	var from []string
	for k, v := range c.UsernameMap {
		from = append(from, k+"->"+v)
	}
	sort.Strings(from)
	if len(from) > 0 {
		fmt.Fprintf(&b, "map %s\n", strings.Join(from, ","))
	}
	if c.UsernamePattern != "" {
		fmt.Fprintf(&b, "pattern %s\n", c.UsernamePattern)
	}
	switch listed := len(c.AllowedUsers) > 0; { // what is not the default
	case c.AllowExisting && !listed:
		b.WriteString("existing users are allowed\n")
	case !c.AllowExisting && listed:
		b.WriteString("existing users are not allowed\n")
	}
	if c.ManageGroups {
		b.WriteString("groups are managed\n")
	}
	for _, u := range c.Unread {
		fmt.Fprintf(&b, "unread %d %s\n", u.Kind, u.In)
	}
	return b.String()
}

func values(names []rbac.Name) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		out = append(out, n.Value)
	}
	return out
}

// Files in testdata hold cases, parted by lines of dashes: a config, `==>`, what is read of it. In the config a
// comment `### "text"` expects a diagnostic on its line, as in pyconfig's tests; `# 6.0.0b2` at the start asks
// for that version.
func TestConfigsAreReadAsTheHubReadsThem(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, one := range strings.Split(string(text), "\n---\n") {
			t.Run(filepath.Base(file)+"/"+strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				config, want, ok := strings.Cut(one, "\n==>")
				if !ok {
					t.Fatalf("no ==> in\n%s", one)
				}
				version := "5.5.1"
				if first, _, _ := strings.Cut(config, "\n"); slices.Contains(rbac.Versions(), strings.TrimPrefix(first, "# ")) {
					version = strings.TrimPrefix(first, "# ")
				}
				c, _, list := read(t, version, config)
				if got := show(c); trimmed(got) != trimmed(want) {
					t.Errorf("%s\n got\n%s\nwant\n%s", config, got, want)
				}
				expectations(t, config, list)
			})
		}
	}
}

func expectations(t *testing.T, config string, list []diag.Diagnostic) {
	t.Helper()
	met := map[string]bool{}
	lines := strings.Split(config, "\n")
	for _, d := range list {
		n := diag.PositionOf(config, d.Span.Start).Line
		said := fmt.Sprintf("%s %s: %s (%s)", d.Severity, d.ID, d.Message, d.Hint)
		found := d.Severity == diag.Info
		for _, mark := range strings.Split(lines[n-1], "###")[1:] {
			text, _ := strconv.Unquote(strings.TrimSpace(mark))
			if text != "" && strings.Contains(said, text) {
				found = true
				met[strconv.Itoa(n)+mark] = true
			}
		}
		if !found {
			t.Errorf("not expected on line %d: %s\n%s", n, said, config)
		}
	}
	for i, line := range lines {
		for _, mark := range strings.Split(line, "###")[1:] {
			if !met[strconv.Itoa(i+1)+mark] {
				t.Errorf("nothing on line %d says %s\n%s", i+1, mark, config)
			}
		}
	}
}

func TestMarksLeadBackToTheConfig(t *testing.T) {
	t.Parallel()
	text := "c.JupyterHub.load_roles = [{'name': 'reader', 'scopes': ['read:users'], 'users': ['ann']}]\n"
	c, refs, _ := read(t, "5.5.1", text)
	role := c.LoadRoles[0]
	for _, one := range []struct {
		ref  rbac.Ref
		want string
	}{{role.Name.Ref, "'reader'"}, {role.Scopes[0].Ref, "'read:users'"}, {role.Users[0].Ref, "'ann'"}, {role.ScopesRef, "['read:users']"},
		{role.Ref, text[27 : len(text)-2]}} {
		s := refs.Span(one.ref)
		if got := text[s.Start:s.End]; got != one.want {
			t.Errorf("got %q, want %q", got, one.want)
		}
	}
	if refs.Span(0) != (diag.Span{}) || refs.Span(9999) != (diag.Span{}) {
		t.Error("a mark of nobody has a place")
	}
}

// trimmed takes the blanks at the ends of lines away.
func trimmed(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
