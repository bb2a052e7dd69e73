package cases

import (
	"encoding/json"
	"strings"
	"testing"
)

// What was in the database before roles existed stays when the first start fails.
func TestARowOutlivesAStartThatFails(t *testing.T) {
	t.Parallel()
	steps := resolve(t, `{"version":"6.0.0b2","config":{"load_roles":[{"name":"admin","description":"boss"}],"legacy_users":["judy","ivan"]},"restart":[{"config":{"users":["heidi"]}}]}`)["steps"].([]any)
	users := steps[1].(object)["users"].(object)
	if len(users) != 3 || users["judy"] == nil || users["judy"].(object)["roles"].([]any)[0] != "user" {
		t.Errorf("users are %v", users)
	}
}

// Groups are dicts since JupyterHub 4; before, the config is refused.
func TestGroupsThatTheVersionCannotRead(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]any{"3.1.1": "TraitError", "4.1.6": nil} {
		got, _ := resolve(t, `{"version":"`+version+`","config":{"load_groups":{"g":{"users":["bob"]}}}}`)["error"].(object)
		if got["type"] != want {
			t.Errorf("%s: %v", version, got)
		}
	}
}

// Older versions delete the client of a service that has no address any more without a word.
func TestAServiceLosesItsClient(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]int{"5.5.1": 1, "4.1.6": 0} {
		steps := resolve(t, `{"version":"`+version+`","config":{"services":[{"name":"s","url":"http://x:1"}]},"restart":[{"config":{"services":[{"name":"s"}]}}]}`)["steps"].([]any)
		after := steps[1].(object)
		if events := after["events"].([]any); len(events) != want {
			t.Errorf("%s: %v", version, events)
		}
		if s := after["services"].(object)["s"].(object); s["oauth_client_allowed_scopes"] != nil {
			t.Errorf("%s: the service has %v", version, s)
		}
	}
}

// Whoever has a row joins the allowed users, and so gets the role user, unless everybody may log in anyway.
func TestExistingUsersJoinTheAllowed(t *testing.T) {
	t.Parallel()
	for settings, want := range map[string]int{
		`"allowed_users":["ann"],"allow_all":false`:                              2,
		`"allowed_users":["ann"],"allow_all":false,"allow_existing_users":false`: 1,
		`"allowed_users":["ann"],"allow_all":true,"allow_existing_users":true`:   1,
		`"allowed_users":["ann"]`:                                                1,
		`"allow_all":false`:                                                      0,
		`"allow_all":false,"allow_existing_users":true`:                          1,
	} {
		got := resolve(t, `{"version":"5.5.1","config":{`+settings+`,"load_groups":{"g":{"users":["bob"]}},"load_roles":[{"name":"user","users":[]}]}}`)
		users, _ := got["roles"].(object)["user"].(object)["users"].([]any)
		if len(users) != want {
			t.Errorf("%s: role user has %v", settings, users)
		}
	}
}

func resolve(t *testing.T, text string) object {
	t.Helper()
	var one Case
	if err := json.Unmarshal([]byte(text), &one); err != nil {
		t.Fatal(err)
	}
	got, err := Resolve(&one)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

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
		{`{"version":"5.5.1","config":{"load_roles":[{"name":"abc","Users":true,"scopes":["self"]}]}}`, ""},
		{`{"version":"5.5.1","config":{"services":[{"name":"s","Admin":1}]}}`, "service-unknown-key"},
		{`{"version":"5.5.1","config":{"services":[{"name":"s","oauth_client_id":"x","nmae":1}]}}`, "service-client-id-invalid"},
		{`{"version":"5.5.1","config":{"services":[{"name":"s","nmae":1,"oauth_client_id":"x","mane":1}]}}`, "service-unknown-key"},
		{`{"version":"5.5.1","config":{"legacy_users":["ann","bob"],"username_pattern":"a.*"}}`, "existing-user-invalid upgrade"},
		{`{"version":"5.5.1","config":{"legacy_users":["ann","bob"],"blocked_users":["bob"],"username_pattern":"a.*"}}`, "upgrade blocked-user-roles"},
		{`{"version":"5.5.1","config":{"services":[{"name":"s","oauth_client_id":"service-s"}]}}`, "service-redirect-missing"},
		{`{"version":"4.1.6","config":{"services":[{"name":"s","oauth_client_id":"service-s"}]}}`, ""},
		{`{"version":"4.1.6","config":{"legacy_users":["judy","bob"],"allowed_users":["judy"],"blocked_users":["bob"],"load_groups":{"g":{"users":["bob"]}}}}`, "upgrade"},
		{`{"version":"4.1.6","config":{"allowed_users":["c"]}}`, "allowed-users-single-characters"},
	} {
		got := resolve(t, c.text)
		var ids []string
		for _, e := range got["events"].([]any) {
			ids = append(ids, e.(object)["id"].(string))
		}
		if said := strings.Join(ids, " "); said != c.want {
			t.Errorf("%s: %q, want %q", c.text, said, c.want)
		}
	}
}

// A token that asks for nothing that its owner could have or lack is issued before anybody looks at the owner's scopes, which
// fail to resolve here.
func TestATokenOfNothingFromAnOwnerThatFails(t *testing.T) {
	t.Parallel()
	for scope, want := range map[string]any{"read:users!user": nil, "self": nil, "read:users": "ValueError"} {
		for _, version := range []string{"3.1.1", "4.1.6", "5.4.6", "5.5.1", "6.0.0b2"} {
			got := resolve(t, `{"version":"`+version+`","config":{"services":[{"name":"s"}],"load_roles":[{"name":"broken","scopes":["users!service="],"services":["s"]}]},`+
				`"tokens":[{"owner":"service:s","scopes":["`+scope+`"]}],"restart":[{"config":{}}]}`)["steps"].([]any)
			token := got[0].(object)["tokens"].([]any)[0].(object)
			if issued := got[1].(object)["tokens"].([]any)[0].(object)["gone"]; (issued == nil) != (want != nil) {
				t.Errorf("%s in %s: %v", scope, version, token)
			}
		}
	}
}
