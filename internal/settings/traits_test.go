package settings_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// unchecked are traits whose values are not looked at: no permission hangs on them, and they take values of several kinds.
var unchecked = strings.Fields(`
JupyterHub.config_file JupyterHub.extra_log_handlers JupyterHub.log_level JupyterHub.logging_config
Spawner.apply_user_options Spawner.group_overrides Spawner.hub_connect_url Spawner.mem_guarantee Spawner.mem_limit
Spawner.oauth_client_allowed_scopes Spawner.oauth_roles Spawner.poll_jitter Spawner.server_token_scopes Spawner.ssl_alt_names
Spawner.auth_state_hook Spawner.post_stop_hook Spawner.pre_spawn_hook Spawner.progress_ready_hook
`)

// asked is a config with what the classes of a JupyterHub made of it; conformance/config/traits.py records it.
type asked struct {
	JupyterHub, Text, Raises string
	Values                   map[string]json.RawMessage
}

func (a asked) trait() string {
	for line := range strings.Lines(a.Text) {
		if name, ok := strings.CutPrefix(line, "c."); ok {
			return name[:strings.IndexAny(name+" ", " =")]
		}
	}
	return ""
}

func eachAsked(t *testing.T, do func(asked)) {
	t.Helper()
	f, err := os.Open("testdata/traits.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		var one asked
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		do(one)
		n++
	}
	if err := lines.Err(); err != nil || n < 10_000 {
		t.Fatalf("%d configs, %v", n, err)
	}
}

// traits that take strings alone: of others the Hub stops later.
var traits = map[string]bool{"JupyterHub.extra_user_scopes": true, "JupyterHub.load_groups": true}

func TestTraitsTakeWhatRealClassesTake(t *testing.T) {
	t.Parallel()
	wrong, refusals, taken, unsure := 0, 0, 0, 0
	version, d, l := "", (*rbac.Definitions)(nil), (*login.Definitions)(nil)
	eachAsked(t, func(one asked) {
		if one.JupyterHub != version {
			version = one.JupyterHub
			d, _ = rbac.Define(version)
			l, _ = login.Define(version, "")
		}
		if slices.Contains(unchecked, one.trait()) || one.Raises != "" && one.Raises != "TraitError" {
			return
		}
		r := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "f.py", Text: one.Text}}})
		refs := &settings.Refs{}
		config, list := settings.RBACInto(refs, r.Tree, d)
		_, more := settings.Login(refs, r.Tree, l)
		refused, open := false, false
		trait := one.trait()
		for _, one := range append(list, more...) {
			refused = refused || one.ID == "trait-error" && one.Severity == diag.Error || one.ID == "servers-fail"
			refused = refused || one.ID == "not-a-string" && one.Severity == diag.Error && traits[trait]
			open = open || one.ID == "class-not-known"
		}
		said := ""
		switch {
		case open && (one.Raises == "" || refused):
			said = "it is not known"
		case open:
			unsure++
		case refused != (one.Raises != ""):
			said = fmt.Sprintf("refused: %v", refused)
		case refused:
			refusals++
		default:
			taken++
			said = differing(one, config)
		}
		if said != "" {
			if wrong++; wrong <= 40 {
				t.Errorf("JupyterHub %s, %s\n%s: the real classes say %q %s\n%v", one.JupyterHub, one.Text, said, one.Raises, valuesOf(one), append(list, more...))
			}
		}
	})
	t.Logf("%d refused, %d taken, %d not known, %d wrong", refusals, taken, unsure, wrong)
	if refusals < 3_000 || taken < 2_000 {
		t.Errorf("%d refused and %d taken are few", refusals, taken)
	}
}

func valuesOf(one asked) string {
	out, _ := json.Marshal(one.Values)
	return string(out)
}

// differing compares what the classes hold with what is read.
func differing(one asked, c *rbac.Config) string {
	check := func(trait string, have []string) string {
		raw, ok := one.Values[trait]
		if !ok || bytes.Contains(raw, []byte("$unset")) || trait == "Authenticator.admin_users" && one.Values["JupyterHub.admin_users"] != nil {
			return "" // the Hub's old setting counts where the authenticator's is empty
		}
		if want := namesIn(raw, trait == "Authenticator.username_map"); !slices.Equal(want, sorted(have)) {
			return fmt.Sprintf("%s is read as %q", trait, have)
		}
		return ""
	}
	var admins, allowed, blocked, roles, groups, services, scopes, map_ []string
	for _, n := range c.AdminUsers {
		admins = append(admins, n.Value)
	}
	for _, n := range c.AllowedUsers {
		allowed = append(allowed, n.Value)
	}
	for _, n := range c.BlockedUsers {
		blocked = append(blocked, n.Value)
	}
	for _, r := range c.LoadRoles {
		if r.Name.Value != "" { // of one without a name the Hub complains later
			roles = append(roles, r.Name.Value)
		}
	}
	for _, g := range c.LoadGroups {
		groups = append(groups, g.Name.Value)
	}
	for _, s := range c.Services {
		services = append(services, s.Name.Value)
	}
	for _, s := range c.CustomScopes {
		scopes = append(scopes, s.Name.Value)
	}
	for from := range c.UsernameMap {
		map_ = append(map_, from)
	}
	out := ""
	for trait, have := range map[string][]string{"Authenticator.admin_users": admins, "Authenticator.allowed_users": allowed, "Authenticator.blocked_users": blocked,
		"JupyterHub.load_roles": roles, "JupyterHub.load_groups": groups, "JupyterHub.services": services, "JupyterHub.custom_scopes": scopes,
		"Authenticator.username_map": map_} {
		if said := check(trait, have); said != "" {
			out = said
		}
	}
	return out
}

// namesIn are the strings of a set, the keys of a dict (of one that maps strings, of its strings), or the names of dicts in a list, sorted.
func namesIn(raw json.RawMessage, maps bool) []string {
	var any_ any
	if json.Unmarshal(raw, &any_) != nil {
		return nil
	}
	out := []string{}
	switch x := any_.(type) {
	case map[string]any:
		if set, ok := x["$set"].([]any); ok {
			for _, item := range set {
				if s, ok := item.(string); ok {
					out = append(out, s)
				}
			}
			break
		}
		for key, v := range x {
			_, isText := v.(string)
			_, isDict := v.(map[string]any)
			_, isList := v.([]any)
			if (isText || isDict || isList) && !strings.HasPrefix(key, "$") && !(maps && !isText) {
				out = append(out, key)
			}
		}
	case []any:
		for _, item := range x {
			if d, ok := item.(map[string]any); ok {
				if name, _ := d["name"].(string); name != "" {
					out = append(out, name)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

func sorted(list []string) []string {
	out := append([]string{}, list...)
	slices.Sort(out)
	return out
}
