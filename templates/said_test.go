package templates_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
)

func TestRefusalsAreDrawnAsLastSeen(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"whole": "Not authorizing access to /hub/api/users/cid/server. Requires any of [delete:servers] on server=cid/, not derived from scopes [read:users:name!user=ann]\n" +
			"404 DELETE /hub/api/users/cid/server (dora@127.0.0.1) 2.0ms",
		"body":      `{"status": 403, "message": "Action is not authorized with current scopes; requires any of [read:groups, read:groups:name]"}`,
		"held":      "Not authorizing access to /hub/api/users. Requires any of [list:users] on *, not derived from scopes []\n403 GET /hub/api/users (tess@127.0.0.1) 2.0ms",
		"stranger":  "403 GET /hub/api/users (<b>@127.0.0.9) 2.0ms",
		"anonymous": "403 GET /hub/api/users (127.0.0.1): Missing or invalid credentials.",
		"other":     "hello <script>alert(1)</script>",
	} {
		r := playground.Run(playground.Request{Document: changedDocument(changesBefore), Said: text})
		o := Options{Fields: map[string]string{SaidField: text}}
		_, got, _ := strings.Cut(strings.ReplaceAll(render(t, Why(&r, o)), "><", ">\n<"), `<form class="said"`)
		got, _, _ = strings.Cut(got, "</form>")
		file := filepath.Join("testdata", "said-"+name+".html")
		if *update {
			if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got+"\n" != string(want) {
			t.Errorf("%s differs at %s", file, firstDifference(got+"\n", string(want)))
		}
	}
}
