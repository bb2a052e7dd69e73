package playground

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"rolecall.example/rbac"
)

const refusing = `c.Authenticator.allowed_users = {"ann", "ben", "cid", "tess"}
c.JupyterHub.services = [{"name": "culler"}]
c.JupyterHub.load_groups = {"class-a": ["ann", "ben"], "class-b": ["cid"]}
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self"]},
    {"name": "teacher", "scopes": ["read:users!group=class-b", "servers!group=class-b"], "users": ["tess"]},
    {"name": "culler", "scopes": ["read:users:activity"], "services": ["culler"]},
]
`

// What live Hubs said about this config is understood: who asked, what would have done, and that this config has it not.
func TestRefusalsOfLiveHubsAreExplained(t *testing.T) {
	t.Parallel()
	explained := 0
	for _, version := range []string{"2.3.1", "4.1.6", "5.5.1", "6.0.0b2"} {
		f, err := os.Open("../hublog/testdata/" + version + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var r struct {
				Who, Method, Path string
				Log               []string
			}
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			name := version + " " + r.Who + " " + r.Method + " " + r.Path
			got := Run(Request{Document: document(refusing, ""), Version: version, Said: strings.Join(r.Log, "\n")}).Said
			if got == nil || !got.Understood {
				t.Errorf("%s is not understood", name)
				continue
			}
			if r.Who == "nobody" {
				if got.Who != "" || len(got.Bearers) != 5 {
					t.Errorf("%s: %q, %v", name, got.Who, got.Bearers)
				}
				continue
			}
			if got.Who != r.Who || len(got.Wants) == 0 || got.Wants[0].Ask.Verb == "" || got.Wants[0].Ask.Who != r.Who {
				t.Errorf("%s: %+v", name, got)
				continue
			}
			for _, w := range got.Wants {
				if w.Can != rbac.Forbidden && w.Can != rbac.NotFound {
					t.Errorf("%s: %s is %v", name, w.Scope, w.Can)
				}
			}
			answer := Run(Request{Document: document(refusing, strings.Replace(got.Check, " can ", " cannot ", 1)), Version: version, Ask: got.Wants[0].Ask})
			if answer.Tally.Hold != 1 || answer.Why == nil || answer.Why.Result.Yes() {
				t.Errorf("%s: %s: %+v, %v", name, got.Check, answer.Tally, answer.Diagnostics)
			}
			explained++
		}
	}
	if explained < 40 {
		t.Errorf("only %d were explained", explained)
	}
}

func TestARefusalSaysWhomItWasAbout(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, who, scope, whom string }{
		{"the log's line alone, of one's own scopes", "Not authorizing access to /hub/api/users/ben/server. Requires any of [servers] on server=ben/, not derived from scopes [servers!user=ann, read:users:name!user=ann]",
			"ann", "servers!server=ben/", "server=ben/"},
		{"without a filter, by the address", "Not authorizing access to /hub/api/users/ben/servers/lab%201. Requires any of [delete:servers], not derived from scopes [read:users:groups!user=cid]",
			"cid", "delete:servers!server=ben/lab 1", "server=ben/lab 1"},
		{"under another base", "403 DELETE /jupyter/hub/api/groups/class-a (tess@127.0.0.1) 3.1ms", "tess", "delete:groups!group=class-a", "group=class-a"},
		{"a body", `{"status": 403, "message": "Action is not authorized with current scopes; requires any of [list:users]"}`, "", "list:users", ""},
		{"a body that names nobody we know", "403 GET /hub/api/users (zoe@127.0.0.1) 2ms", "", "list:users", ""},
	} {
		s := Run(Request{Document: document(refusing, ""), Said: c.text}).Said
		if s == nil || !s.Understood || s.Who != c.who || len(s.Wants) == 0 || s.Wants[0].Scope != c.scope || s.Wants[0].Ask.Whom != c.whom || (c.who == "") != (len(s.Bearers) > 0) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	if s := Run(Request{Document: document(refusing, ""), Said: "hello"}).Said; s == nil || s.Understood {
		t.Errorf("hello is understood: %+v", s)
	}
	// A token with less than its owner.
	wider := strings.Replace(refusing, `["read:users:activity"]`, `["list:users"]`, 1)
	text := "Not authorizing access to /hub/api/users. Requires any of [list:users] on *, not derived from scopes []\n403 GET /hub/api/users (culler@::1) 1ms"
	if s := Run(Request{Document: document(wider, ""), Said: text}).Said; !s.Fewer || s.Wants[0].Can != rbac.Allowed {
		t.Errorf("the config lets it: %+v", s)
	}
}
