package playground

import (
	"slices"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/rbac"
)

const tokenConfig = `c.JupyterHub.load_groups = {"class-b": {"users": ["cid"]}}
c.JupyterHub.services = [{"name": "culler"}, {"name": "panel", "url": "http://127.0.0.1:1", "oauth_client_allowed_scopes": ["read:users:name!user"]}]
c.JupyterHub.load_roles = [
    {"name": "teacher", "scopes": ["servers!group=class-b", "list:users"], "users": ["ann"]},
    {"name": "culler", "scopes": ["list:users"], "services": ["culler"]},
]
`

func askToken(t *testing.T, version string, ask TokenAsk) *Tokens {
	t.Helper()
	config := tokenConfig
	if version == "2.3.1" {
		config = strings.NewReplacer(`{"users": ["cid"]}`, `["cid"]`, `, "oauth_client_allowed_scopes": ["read:users:name!user"]`, "").Replace(config)
	}
	r := Run(Request{Document: document(config, ""), Version: version, Tokens: &ask})
	if r.Tokens == nil {
		t.Fatalf("no answer: %v", r.Diagnostics)
	}
	return r.Tokens
}

// What is answered is what the check language says of the same token.
func TestTokensAreIssuedOrRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		owner, scopes, check string
		refused              string   // the error's id
		alone                []string // of those asked for, which are refused by themselves
	}{
		{"ann", "list:users", "token of ann with [list:users] is issued", "", nil},
		{"ann", "servers!user=cid, list:users", "token of ann with [servers!user=cid, list:users] is issued", "", nil},
		{"ann", "['list:users',\n \"admin:users\"]", "token of ann with [list:users, admin:users] is refused", "token-scopes-not-held", []string{"admin:users"}},
		{"ann", "servers", "token of ann with [servers] is refused", "token-scopes-not-held", []string{"servers"}},
		{"ann", "list:user", "token of ann with [list:user] is refused", "scope-not-found", []string{"list:user"}},
		{"cid", "self", "token of cid with [self] is issued", "", nil},
		{"service culler", "list:users", "token of service culler with [list:users] is issued", "", nil},
		{"service culler", "servers", "token of service culler with [servers] is refused", "token-scopes-not-held", []string{"servers"}},
		{"any user", "servers!user", "", "", nil},
		{"any user", "list:users", "", "token-scopes-not-held", []string{"list:users"}},
		{"any member of class-b", "inherit", "", "", nil},
	} {
		a := askToken(t, "", TokenAsk{Owner: c.owner, Scopes: c.scopes})
		id := ""
		if a.Token.Refused != nil {
			id = a.Token.Refused.ID
		}
		var alone []string
		for _, w := range a.Asked {
			if w.Refused != nil {
				alone = append(alone, w.Text)
			}
		}
		if a.Ask.Owner != c.owner || id != c.refused || a.Check != c.check || !slices.Equal(alone, c.alone) {
			t.Errorf("%s with %s: %+v, refused %q, check %q, alone %v", c.owner, c.scopes, a.Ask, id, a.Check, alone)
		}
		if a.Check == "" || id == "scope-not-found" { // a slip is an error of the check, whatever it claims
			continue
		}
		if r := Run(Request{Document: document(tokenConfig, a.Check)}); r.Tally.Hold != 1 {
			t.Errorf("%s does not hold: %v", a.Check, r.Diagnostics)
		}
	}
}

func TestTheFirstUserOwnsTheToken(t *testing.T) {
	t.Parallel()
	if a := askToken(t, "", TokenAsk{}); a.Ask.Owner != "ann" || a.Token.Refused != nil || len(a.Asked) != 0 {
		t.Errorf("%+v", a.Ask)
	}
	if a := askToken(t, "", TokenAsk{Owner: "nobody"}); a.Ask.Owner != "ann" {
		t.Errorf("%+v", a.Ask)
	}
	r := Run(Request{Document: document("x = 1", ""), Tokens: &TokenAsk{}})
	if r.Tokens == nil || r.Tokens.Ask.Owner != "any user" {
		t.Errorf("a Hub without users: %+v", r.Tokens)
	}
}

// reaches finds a cell of an answer.
func reaches(a *TokenAnswer, verb string) Cell {
	for _, c := range a.Row.Cells {
		if c.Verb == verb {
			return c
		}
	}
	return Cell{}
}

func TestATokenMayDoWhatItsCellsSay(t *testing.T) {
	t.Parallel()
	a := askToken(t, "", TokenAsk{Owner: "ann", Scopes: "servers!user=cid read:users:name!server"})
	if c := reaches(&a.Token, "servers.stop"); c.Reach != Some || c.Own || len(c.Targets) != 1 || c.Targets[0].Name != "cid" {
		t.Errorf("stopping servers: %+v", c)
	}
	if c := reaches(&a.Token, "users.list"); c.Reach != Nothing {
		t.Errorf("listing users: %+v", c)
	}
	if !slices.ContainsFunc(a.Token.Dropped, func(d rbac.Dropped) bool { return d.Scope == "read:users:name!server" && d.Reason == rbac.DroppedBare }) {
		t.Errorf("dropped: %v", a.Token.Dropped)
	}
	if a = askToken(t, "", TokenAsk{Owner: "ann", Scopes: "inherit"}); reaches(&a.Token, "users.list").Reach != Everyone || !reaches(&a.Token, "servers.stop").Own {
		t.Error("inherit has less than its owner")
	}
}

func TestTheNotebooksToken(t *testing.T) {
	t.Parallel()
	a := askToken(t, "", TokenAsk{Owner: "ann"})
	if s := a.Server; s == nil || reaches(&s.TokenAnswer, "users.post").Reach != Self || reaches(&s.TokenAnswer, "users.list").Reach != Nothing {
		t.Errorf("by default: %+v", s)
	}
	r := Run(Request{Document: document(tokenConfig+"\nc.Spawner.server_token_scopes = ['list:users']\n", ""), Tokens: &TokenAsk{Owner: "ann"}})
	if s := r.Tokens.Server; reaches(&s.TokenAnswer, "users.list").Reach != Everyone || len(s.Added) != 1 {
		t.Errorf("with scopes of its own: %+v", s)
	}
	r = Run(Request{Document: document(tokenConfig+"\nc.Spawner.server_token_scopes = ['admin:users', 'list:users']\n", ""), Tokens: &TokenAsk{Owner: "ann"}})
	if s := r.Tokens.Server; len(s.Dropped) != 1 || s.Dropped[0].Scope != "admin:users" {
		t.Errorf("with more than its owner: %+v", s.Dropped)
	}
	if a = askToken(t, "", TokenAsk{Owner: "service culler"}); a.Server != nil {
		t.Error("a service has a notebook")
	}
}

func TestTokensOfAnOAuthClient(t *testing.T) {
	t.Parallel()
	a := askToken(t, "", TokenAsk{Owner: "ann", Scopes: "list:users", Client: "service:panel"})
	if a.Ask.Client != "service:panel" || a.Check != "" || reaches(&a.Token, "services.open").Reach != Nothing {
		t.Errorf("%+v %+v", a.Ask, reaches(&a.Token, "services.open"))
	}
	if a = askToken(t, "", TokenAsk{Owner: "ann", Client: "service:nonesuch"}); a.Ask.Client != "" {
		t.Errorf("%+v", a.Ask)
	}
}

func TestTokensOfJupyterHub2CarryRoles(t *testing.T) {
	t.Parallel()
	a := askToken(t, "2.3.1", TokenAsk{Owner: "ann", Scopes: "teacher"})
	if !a.ByRoles || a.Token.Refused != nil || reaches(&a.Token, "users.list").Reach != Everyone || a.Check != "" {
		t.Errorf("%+v", a)
	}
	if a = askToken(t, "2.3.1", TokenAsk{Owner: "cid", Scopes: "teacher, nonesuch"}); a.Asked[0].Refused.ID != "token-role-not-held" || a.Asked[1].Refused.ID != "role-not-found" {
		t.Errorf("%+v", a.Asked)
	}
}

func TestScopesBeyondTheLimitAreCounted(t *testing.T) {
	t.Parallel()
	var list []string
	for i := range limits.TokenScopes + 2 {
		list = append(list, "servers!user=u"+strings.Repeat("x", i))
	}
	if a := askToken(t, "", TokenAsk{Owner: "ann", Scopes: strings.Join(list[:limits.TokenScopes], ",")}); a.Left != 0 || len(a.Asked) != limits.TokenScopes {
		t.Errorf("at the limit %d are left", a.Left)
	}
	if a := askToken(t, "", TokenAsk{Owner: "ann", Scopes: strings.Join(list, ",")}); a.Left != 2 || a.Check != "" {
		t.Errorf("%d are left", a.Left)
	}
}
