package templates_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
)

const changesBefore = `c.JupyterHub.load_groups = {
    "class-a": {"users": ["ann", "ben"]}, "class-b": {"users": ["cid", "dora", "eve"]}, "empty": {"users": []}, "<b>": {"users": ["zoë` + "`" + `"]},
}
c.Authenticator.admin_users = {"root"}
c.JupyterHub.services = [{"name": "culler"}]
c.JupyterHub.load_roles = [
    {"name": "teacher", "scopes": ["servers!group=class-b", "read:users:name!group=class-b", "list:users"], "groups": ["class-a"], "users": ["tess"]},
    {"name": "culler", "scopes": ["list:users", "read:users:activity", "delete:servers"], "services": ["culler"]},
]
`

// changed makes the response of a document whose config was changed in some places.
func changed(t *testing.T, replace ...string) *playground.Response {
	t.Helper()
	after := strings.NewReplacer(replace...).Replace(changesBefore)
	r := playground.Run(playground.Request{Document: changedDocument(after), Against: &playground.Against{Kind: playground.AgainstDocument, Document: changedDocument(changesBefore)}})
	return &r
}

func changedDocument(config string) string {
	return "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\n---\n\n```python jupyterhub_config.py\n" + config + "```\n"
}

func changeCases(t *testing.T) map[string]*playground.Response {
	return map[string]*playground.Response{
		"none": changed(t, `"list:users"], "groups"`, `"list:users", "delete:servers!group=class-b", "read:servers!user=cid"], "groups"`),
		"some": changed(t, `"servers!group=class-b"`, `"admin:servers", "access:servers!group=<b>"`, `"list:users"], "groups"`, `"list:users!group=class-a"], "groups"`,
			`"read:users:activity", `, `"read:users!user=ann", "read:metrics", `, `"eve"]`, `"fay"]`, `"empty": {"users": []}`, `"new": {"users": []}`),
		"everybody": changed(t, "load_roles = [", "load_roles = [\n"+`    {"name": "user", "scopes": ["self", "access:servers!group=class-b", "read:groups!group=empty"]},`),
		"stops":     changed(t, `"list:users"], "groups"`, `"list:user"], "groups"`),
		"unclear":   unclearChange(),
		"failing":   changed(t, `"list:users"], "groups"`, `"list:users!group="], "groups"`),
	}
}

// unclearChange compares a role for one user with one for a group whose members are not known.
func unclearChange() *playground.Response {
	before := changedDocument(strings.ReplaceAll(changesBefore, "servers!group=class-b", "servers!user=cid"))
	after := changedDocument(strings.Replace(changesBefore, `["cid", "dora", "eve"]`, `fetch_members()`, 1))
	r := playground.Run(playground.Request{Document: after, Against: &playground.Against{Kind: playground.AgainstDocument, Document: before}})
	return &r
}

// The texts are golden, too: run with -update, then read what differs.
func TestChangesAsTextAndMarkdown(t *testing.T) {
	t.Parallel()
	for name, r := range changeCases(t) {
		for ext, got := range map[string]string{"txt": ChangesText(r.Changes), "md": ChangesMarkdown(r.Changes)} {
			file := filepath.Join("testdata", "changes-"+name+"."+ext)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs at %s", file, firstDifference(got, string(want)))
			}
		}
	}
}

func TestChangesAreDrawnAsLastSeen(t *testing.T) {
	t.Parallel()
	cases := changeCases(t)
	cases["unasked"] = func() *playground.Response { r := *cases["none"]; r.Changes = nil; return &r }()
	for name, r := range cases {
		got := strings.ReplaceAll(render(t, Changes(r, Options{})), "><", ">\n<") + "\n"
		file := filepath.Join("testdata", "changes-"+name+".html")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs at %s", file, firstDifference(got, string(want)))
		}
	}
}
