package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// traits are the settings that the keys of a case's config stand for.
var traits = map[string]string{
	"load_roles": "JupyterHub.load_roles", "load_groups": "JupyterHub.load_groups", "services": "JupyterHub.services",
	"custom_scopes": "JupyterHub.custom_scopes", "extra_user_scopes": "JupyterHub.extra_user_scopes",
	"service_tokens": "JupyterHub.service_tokens", "api_tokens": "JupyterHub.api_tokens",
	"admin_users": "Authenticator.admin_users", "allowed_users": "Authenticator.allowed_users", "blocked_users": "Authenticator.blocked_users",
	"allow_all": "Authenticator.allow_all", "allow_existing_users": "Authenticator.allow_existing_users",
	"username_map": "Authenticator.username_map", "username_pattern": "Authenticator.username_pattern",
	"spawner_server_token_scopes": "Spawner.server_token_scopes", "spawner_oauth_client_allowed_scopes": "Spawner.oauth_client_allowed_scopes",
}

// rows are what a case's config says of the database.
var rows = []string{"legacy_users", "legacy_admins", "users", "servers"}

// python writes a case's config as a jupyterhub_config.py.
func python(t *testing.T, config json.RawMessage) string {
	t.Helper()
	var keys Ordered[json.RawMessage]
	if len(config) > 0 {
		if err := json.Unmarshal(config, &keys); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	b.WriteString("c = get_config()\nc.Authenticator.allow_all = True\n")
	for _, k := range keys {
		trait := traits[k.Key]
		switch {
		case trait == "" && !slices.Contains(rows, k.Key):
			t.Fatalf("no trait is known for %s", k.Key)
		case trait == "" || string(k.Value) == "null":
			continue
		}
		fmt.Fprintf(&b, "c.%s = ", trait)
		literal(t, &b, json.NewDecoder(bytes.NewReader(k.Value)))
		b.WriteByte('\n')
	}
	return b.String()
}

// literal writes the next value of JSON as Python.
func literal(t *testing.T, b *strings.Builder, d *json.Decoder) {
	t.Helper()
	d.UseNumber()
	token, err := d.Token()
	if err != nil {
		t.Fatal(err)
	}
	switch token := token.(type) {
	case nil:
		b.WriteString("None")
	case bool:
		b.WriteString(map[bool]string{true: "True", false: "False"}[token])
	case string:
		quoted(t, b, token)
	case json.Number:
		b.WriteString(token.String())
	case json.Delim:
		b.WriteString(token.String())
		for d.More() {
			if literal(t, b, d); token == '{' {
				b.WriteString(": ")
				literal(t, b, d)
			}
			b.WriteString(", ")
		}
		end, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(end.(json.Delim).String())
	}
}

// quoted writes a string as JSON does, which is Python, too, when only what must be is escaped.
func quoted(t *testing.T, b *strings.Builder, text string) {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		t.Fatal(err)
	}
	b.WriteString(strings.TrimSuffix(out.String(), "\n"))
}

// unmarked takes all marks out of a config, and makes empty lists nil.
func unmarked(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			unmarked(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			unmarked(v.Index(i))
		}
		if v.Len() == 0 {
			v.SetZero()
		}
	case reflect.Map:
		if v.Len() == 0 {
			v.SetZero()
		}
	case reflect.Struct:
		for i := range v.NumField() {
			unmarked(v.Field(i))
		}
	case reflect.Uint32:
		if v.Type() == reflect.TypeFor[rbac.Ref]() {
			v.SetZero()
		}
	}
}

// comparable leaves of a config what both ways of reading it give: sets lose their order and repeats, and what
// cases do not hold is left out.
func comparable(c *rbac.Config) *rbac.Config {
	unmarked(reflect.ValueOf(c))
	for _, set := range []*[]rbac.Name{&c.AdminUsers, &c.AllowedUsers, &c.BlockedUsers, &c.ExtraUserScopes} {
		slices.SortFunc(*set, func(a, b rbac.Name) int { return strings.Compare(a.Value, b.Value) })
		*set = slices.Compact(*set)
	}
	for i := range c.LoadGroups {
		c.LoadGroups[i].Properties = nil
	}
	for i := range c.CustomScopes {
		c.CustomScopes[i].Description = ""
	}
	c.LegacyUsers, c.LegacyAdmins = nil, nil
	return c
}

// The configs of all recorded cases, written as Python, read as what the cases give to the engine themselves.
func TestConfigsComeBackFromPython(t *testing.T) {
	t.Parallel()
	for _, file := range files(t) {
		t.Run(path.Base(file), func(t *testing.T) {
			t.Parallel()
			count := 0
			for _, rec := range records(t, file) {
				version := rec.c.Version
				if version == "" {
					version = rbac.DefaultVersion
				}
				d, ok := rbac.Define(version)
				if !ok {
					t.Fatalf("no JupyterHub %s", version)
				}
				var raw struct {
					Config  json.RawMessage
					Restart []struct{ Config json.RawMessage }
				}
				if err := json.Unmarshal(rec.raw, &raw); err != nil {
					t.Fatal(err)
				}
				compareConfig(t, rec.name, d, raw.Config, &rec.c.Config)
				count++
				for i := range raw.Restart {
					compareConfig(t, rec.name, d, raw.Restart[i].Config, &rec.c.Restart[i].Config)
				}
			}
			if count < 50 {
				t.Errorf("only %d configs", count)
			}
		})
	}
}

// Configs at the edges of what may be written come back, too: random ones of the profiles odd, upkeep and custom.
func TestOddConfigsComeBackFromPython(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/odd.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) < 50 {
		t.Fatalf("only %d configs", len(lines))
	}
	for i, line := range lines {
		var one struct{ Config json.RawMessage }
		var config struct{ Config Config }
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(line), &config); err != nil {
			t.Fatal(err)
		}
		for _, version := range rbac.Versions() {
			d, _ := rbac.Define(version)
			compareConfig(t, fmt.Sprintf("line %d", i+1), d, one.Config, &config.Config)
		}
	}
}

func compareConfig(t *testing.T, name string, d *rbac.Definitions, raw json.RawMessage, config *Config) {
	t.Helper()
	text := python(t, raw)
	read := pyconfig.Evaluate(pyconfig.Input{Files: []pyconfig.File{{Name: "jupyterhub_config.py", Text: text}}})
	got, _, said := settings.RBAC(read.Tree, d)
	for _, one := range append(read.Diagnostics, said...) {
		if one.ID == "trait-error" && config.refused(d) {
			return
		}
		if one.Severity == diag.Error {
			t.Errorf("%s: %s (%s)\n%s", name, one.Message, one.ID, text)
			return
		}
	}
	a, b := reflect.ValueOf(comparable(got)).Elem(), reflect.ValueOf(comparable(config.engine(d))).Elem()
	for i := range a.NumField() {
		if got, want := a.Field(i).Interface(), b.Field(i).Interface(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s, JupyterHub %s, %s:\n got %+v\nwant %+v", name, d.Version(), a.Type().Field(i).Name, got, want)
		}
	}
}
