package templates_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
)

func asked(ask playground.TokenAsk, version string) *playground.Response {
	config := changesBefore + `c.JupyterHub.services = [{"name": "culler"}, {"name": "panel", "url": "http://127.0.0.1:1"}]` + "\n"
	r := playground.Run(playground.Request{Document: changedDocument(config), Version: version, Tokens: &ask})
	return &r
}

func TestTokensAreDrawnAsLastSeen(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]*playground.Response{
		"default": asked(playground.TokenAsk{}, ""),
		"issued":  asked(playground.TokenAsk{Owner: "tess", Scopes: "servers!user=cid, list:users, read:users:name!server"}, ""),
		"refused": asked(playground.TokenAsk{Owner: "tess", Scopes: "list:users, admin:users, list:user, servers!grop=class-b"}, ""),
		"slip":    asked(playground.TokenAsk{Owner: "service culler", Scopes: "list:user"}, ""),
		"anybody": asked(playground.TokenAsk{Owner: "any user", Scopes: "servers"}, ""),
		"hostile": asked(playground.TokenAsk{Owner: "zoë`", Scopes: `<b>!user=x <script>alert(1)</script>`}, ""),
	} {
		got := strings.ReplaceAll(render(t, Tokens(r, Options{})), "><", ">\n<") + "\n"
		file := filepath.Join("testdata", "tokens-"+name+".html")
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

// Why a scope is not held is said beside it, and what may be done stands in the words of Access.
func TestTokensSayWhyAndWhat(t *testing.T) {
	t.Parallel()
	root := parse(t, Tokens(asked(playground.TokenAsk{Owner: "tess", Scopes: "list:users, admin:users, list:user, servers!grop=class-b"}, ""), Options{}))
	var lines []string
	for _, n := range all(root, func(n *html.Node) bool { return n.Data == "li" && value(n.Parent, "class") == "wishes" }) {
		lines = append(lines, text(n))
	}
	want := "list:users|admin:users the owner does not hold admin:auth_state, admin:users, delete:users, read:roles:users and 5 more|" +
		"list:user this JupyterHub has no such scope; perhaps list:users|servers !grop=class-b JupyterHub has no filter !grop=class-b; perhaps servers!group=class-b"
	if got := strings.Join(lines, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	root = parse(t, Tokens(asked(playground.TokenAsk{Owner: "tess", Scopes: "servers!user=cid"}, ""), Options{}))
	if got := text(byID(root, "token-title")); got != "A token of tess with 1 scope is issued" {
		t.Error(got)
	}
	deeds := all(root, class("deeds"))
	if got := text(deeds[0]); !strings.Contains(got, "Servers see, start and stop cid ’s server") {
		t.Error(got)
	}
	if got := value(byID(root, "token-check"), "data-add-check"); got != "token of tess with [servers!user=cid] is issued" {
		t.Error(got)
	}
}
