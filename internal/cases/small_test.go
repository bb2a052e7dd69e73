package cases

import (
	"encoding/json"
	"strings"
	"testing"
)

// Cases that no recorded one covers, each in its smallest form, with what live Hubs said to them.
func TestSmallCases(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{`{"version":"5.5.1","config":{"load_roles":[{"name":"admin","description":null}]}}`, "admin-role-override"},
		{`{"version":"4.1.6","config":{"load_roles":[{"name":"admin","description":null}]}}`, "admin-role-override"},
		{`{"version":"5.5.1","config":{"load_roles":[{"name":"admin"}]}}`, ""},
		{`{"version":"5.5.1","config":{"load_roles":[{"name":"user","description":null}]}}`, ""},
		{`{"version":"5.5.1","config":{"allowed_users":["c","c"],"load_roles":[{"name":"bad","scopes":["nonsense"]}]}}`, "allowed-users-single-characters scope-not-found"},
		{`{"version":"5.5.1","config":{"allowed_users":["c"],"custom_scopes":{"custom:aaa":{}}}}`, "custom-scope-without-description"},
		{`{"version":"4.1.6","config":{"allowed_users":["c"],"load_roles":[{"name":"bad","scopes":["nonsense"]}]}}`, "scope-not-found"},
		{`{"version":"4.1.6","config":{"allowed_users":["c"]}}`, "allowed-users-single-characters"},
	} {
		var one Case
		if err := json.Unmarshal([]byte(c.text), &one); err != nil {
			t.Fatal(err)
		}
		got, err := Resolve(&one)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, e := range got["events"].([]any) {
			ids = append(ids, e.(object)["id"].(string))
		}
		if said := strings.Join(ids, " "); said != c.want {
			t.Errorf("%s: %q, want %q", c.text, said, c.want)
		}
	}
}
