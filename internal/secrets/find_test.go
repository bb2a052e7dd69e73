package secrets_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/secrets"
)

// hex32 and letters are random, and of no use anywhere.
const (
	hex64   = "8c1f0a6be27d4953a1c07b9e64f2d8350be19c74a6d2f8013e5b7c9d0f4a2681"
	letters = "q7Vd2kTzP0xLw9RfYb4mNc8s"
)

// found says findings short: "id name=value".
func found(text string, syntax secrets.Syntax) string {
	var out []string
	for _, f := range secrets.Find(text, syntax) {
		out = append(out, fmt.Sprintf("%s %s=%s", f.ID, f.Name, text[f.Start:f.End]))
	}
	return strings.Join(out, "; ")
}

func TestWhatLooksLikeASecretIsFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		syntax secrets.Syntax
		text   string
		want   string
	}{
		// tokens of services, as people write them
		{secrets.Python, `c.JupyterHub.services = [{"name": "culler", "api_token": "3f9c41d07be82a6b5e1d"}]`, "secret-token api_token=3f9c41d07be82a6b5e1d"},
		{secrets.Python, `{'api_token': 'hunter2hunter2'}`, "secret-token api_token=hunter2hunter2"},
		{secrets.Python, `c.JupyterHub.services = [dict(name="x", api_token=b"9s8d7f6g5h")]`, "secret-token api_token=9s8d7f6g5h"},
		{secrets.Python, `c.ConfigurableHTTPProxy.auth_token = "9s8d7f6g5h"`, "secret-token auth_token=9s8d7f6g5h"},
		{secrets.Python, `c.JupyterHub.api_tokens = {"` + hex64 + `": "ann", "9s8d7f6g5h": "ben"}`, "secret-token api_tokens=" + hex64 + "; secret-token api_tokens=9s8d7f6g5h"},
		{secrets.Python, `c.JupyterHub.service_tokens = {"9s8d7f6g5h": "grader"}`, "secret-token service_tokens=9s8d7f6g5h"},
		{secrets.Python, "token = (\n    \"9s8d7f6g5h\"\n)", "secret-token token=9s8d7f6g5h"},
		{secrets.Python, `token: str = "9s8d7f6g5h"`, "secret-token token=9s8d7f6g5h"},
		{secrets.Python, `headers = {"Authorization": "token 9s8d7f6g5h"}`, "secret-token Authorization=9s8d7f6g5h"},
		// the environment
		{secrets.Python, `os.environ["CONFIGPROXY_AUTH_TOKEN"] = "9s8d7f6g5h"`, "secret-token CONFIGPROXY_AUTH_TOKEN=9s8d7f6g5h"},
		{secrets.Python, `os.environ.get("HUB_TOKEN", "9s8d7f6g5h")`, "secret-token HUB_TOKEN=9s8d7f6g5h"},
		{secrets.Python, `os.getenv('HUB_TOKEN', '9s8d7f6g5h')`, "secret-token HUB_TOKEN=9s8d7f6g5h"},
		{secrets.Python, `{"name": "CONFIGPROXY_AUTH_TOKEN", "value": "9s8d7f6g5h"}`, "secret-token CONFIGPROXY_AUTH_TOKEN=9s8d7f6g5h"},
		{secrets.YAML, "env:\n  - name: API_TOKEN\n    value: 9s8d7f6g5h\n", "secret-token API_TOKEN=9s8d7f6g5h"},
		{secrets.Plain, "run `export CONFIGPROXY_AUTH_TOKEN=9s8d7f6g5h` first", "secret-token CONFIGPROXY_AUTH_TOKEN=9s8d7f6g5h"},
		{secrets.Plain, `curl -H "Authorization: token 9s8d7f6g5h" http://hub`, "secret-token Authorization=9s8d7f6g5h"},
		{secrets.Plain, "jupyterhub-proxy --auth-token=9s8d7f6g5h", "secret-token --auth-token=9s8d7f6g5h"},
		{secrets.Plain, "The api_token: " + letters, "secret-token api_token=" + letters},
		{secrets.YAML, "{ADMIN_TOKEN: 9s8d7f6g5h, other: x}", "secret-token ADMIN_TOKEN=9s8d7f6g5h"},
		// OAuth, cookies, passwords
		{secrets.Python, `c.GitHubOAuthenticator.client_secret = "9s8d7f6g5h"`, "secret-client-secret client_secret=9s8d7f6g5h"},
		{secrets.YAML, "client_secret: 9s8d7f6g5h # of the app", "secret-client-secret client_secret=9s8d7f6g5h"},
		{secrets.YAML, "clientSecret: \"9s8d7f6g5h\"", "secret-client-secret clientSecret=9s8d7f6g5h"},
		{secrets.YAML, "proxy:\n  secretToken: " + hex64, "secret-token secretToken=" + hex64},
		{secrets.Python, `c.JupyterHub.cookie_secret = bytes.fromhex("` + hex64 + `")`, "secret-cookie-secret cookie_secret=" + hex64},
		{secrets.Python, `c.JupyterHub.cookie_secret = binascii.a2b_hex('` + hex64 + `')`, "secret-cookie-secret cookie_secret=" + hex64},
		{secrets.Python, `os.environ['JUPYTERHUB_CRYPT_KEY'] = '` + hex64 + `'`, "secret-cookie-secret JUPYTERHUB_CRYPT_KEY=" + hex64},
		{secrets.Python, `c.LDAPAuthenticator.lookup_dn_search_password = "hunter2"`, "secret-password lookup_dn_search_password=hunter2"},
		{secrets.Python, `if password == "hunter2":`, "secret-password password=hunter2"},
		{secrets.Python, `passwords = {"ann": "hunter2", "ben": "hunter3"}`, "secret-password passwords=hunter2; secret-password passwords=hunter3"},
		{secrets.YAML, "DummyAuthenticator:\n  password: hunter2\n", "secret-password password=hunter2"},
		{secrets.Python, `# c.Authenticator.password = "hunter2"`, "secret-password password=hunter2"},
		// by shape alone
		{secrets.Python, `x = "ghp_1a2B3c4D5e6F7g8H9i0J1k2L3m4N5o6P7q8R"`, "secret-cloud-key =ghp_1a2B3c4D5e6F7g8H9i0J1k2L3m4N5o6P7q8R"},
		{secrets.Plain, "AKIAQ7ZK2M4X9B1C3D5F", "secret-cloud-key =AKIAQ7ZK2M4X9B1C3D5F"},
		{secrets.Python, `c.X.aws_secret_access_key = "wJ4lrX9UtnF3MIK7dENG2bPxRf8iCYz0wKEY4aQm"`, "secret-cloud-key aws_secret_access_key=wJ4lrX9UtnF3MIK7dENG2bPxRf8iCYz0wKEY4aQm"},
		{secrets.Python, `jwt("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U")`, "secret-cloud-key =eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"},
		{secrets.Python, `c.JupyterHub.db_url = "postgresql://hub:hunter2@db/hub"`, "secret-in-url =hunter2"},
		{secrets.Plain, "git clone https://ci:9s8d7f6g5h@git.uni.edu/x.git", "secret-in-url =9s8d7f6g5h"},
		{secrets.Python, "k = \"\"\"-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\"\"\"", "secret-private-key =-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"},
		{secrets.Plain, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz", "secret-private-key =-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz"},
		{secrets.Python, `x = "` + hex64 + `"`, "secret-random =" + hex64},
		{secrets.Python, `register("` + letters + `")`, "secret-random =" + letters},
		{secrets.Python, `# was ` + letters, "secret-random =" + letters},
		// somebody's, but no secret
		{secrets.Python, `c.Authenticator.admin_users = {"ann.lee@uni-bonn.de"}`, "personal-email =ann.lee@uni-bonn.de"},
	} {
		if got := found(c.text, c.syntax); got != c.want {
			t.Errorf("%s\n  finds %q\n  want  %q", c.text, got, c.want)
		}
	}
}

func TestWhatIsNoSecretIsNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		syntax secrets.Syntax
		text   string
	}{
		{secrets.Python, `"command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]`},
		{secrets.Python, `"api_token": os.environ["LAUNCHER_TOKEN"]`},
		{secrets.Python, `token = os.environ.get("TOKEN")`},
		{secrets.Python, `os.environ.get("TOKEN", "")`},
		{secrets.Python, `c.JupyterHub.cookie_secret = secrets.token_bytes(32)`},
		{secrets.Python, `c.JupyterHub.cookie_secret = open("/srv/secret").read()`},
		{secrets.Python, `c.JupyterHub.cookie_secret_file = "/srv/jupyterhub/jupyterhub_cookie_secret"`},
		{secrets.Python, `api_token=api_token, client_secret=get_secret_value("client")`},
		{secrets.Python, `headers = {"Authorization": f"token {token}"}`},
		{secrets.Python, `{"Authorization": "token %s" % token}`},
		{secrets.Python, `c.JupyterHub.services = [{"name": "token", "url": "http://127.0.0.1:9999"}]`},
		{secrets.Python, `{"name": "server", "scopes": ["tokens", "read:tokens!user"]}`},
		{secrets.Python, `c.JupyterHub.load_roles = [{"name": "token", "scopes": ["self"]}]`},
		{secrets.Python, `c.Hub.token_expires_in_max_seconds = 3600`},
		{secrets.Python, `max_tokens = "100000"`},
		{secrets.Python, `c.OAuthenticator.token_url = "https://id.uni.edu/oauth2/token"`},
		{secrets.Python, `c.OAuthenticator.client_id = "` + hex64 + `"`},
		{secrets.Python, `tenant_id="3f2504e0-4f89-41d3-9a0c-0305e82c3301"`},
		{secrets.Python, `c.X.image = "quay.io/jupyter/base@sha256:` + hex64 + `"`},
		{secrets.Python, `c.X.commit = "8c1f0a6be27d4953a1c07b9e64f2d8350be19c74"`},
		{secrets.Plain, "see https://github.com/jupyterhub/jupyterhub/blob/8c1f0a6be27d4953a1c07b9e64f2d8350be19c74/docs/x.md"},
		{secrets.Python, `"/srv/jupyterhub/very/long/path/Of2Things/With3Capitals/And4More"`},
		{secrets.Python, `"jupyterhub.auth.GenericOAuthenticator2WithAVeryLongName"`},
		{secrets.Python, `["student1", "student2", "student3", "student4-student5-student6"]`},
		{secrets.Python, `"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"`},
		{secrets.YAML, "existingSecret: hub-secret-1a2b\nimagePullSecrets: regcred7\n"},
		{secrets.YAML, "valueFrom:\n  secretKeyRef:\n    name: hub\n    key: client-secret\n"},
		{secrets.YAML, "client_secret: ${CLIENT_SECRET}\npassword: null\ntoken: true\n"},
		{secrets.YAML, "password: *shared\n"},
		{secrets.YAML, "password: {{ .Values.password }}\n"},
		{secrets.YAML, "api_token: HUB_API_TOKEN\n"},
		{secrets.Plain, "password: see below. The token: any that you like. secret=\n"},
		{secrets.Plain, "token = 9s8d7f6g5h is said of a variable"},
		{secrets.Plain, "don't say 'token': it's the client's secret, isn't it"},
		{secrets.Plain, "a token with [admin:users] is refused; the scope tokens!user=ann"},
		{secrets.Python, "\"\"\"-----BEGIN CERTIFICATE-----\n" + hex64 + "\n-----END CERTIFICATE-----\"\"\""},
		{secrets.Plain, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8k2Lm4Np6Qr8St0Uv2Wx4Yz6Ab8Cd0Ef2Gh4Ij6Kl ann"},
		{secrets.Python, `c.JupyterHub.db_url = "postgresql://hub:%s@db/hub" % pw`},
		{secrets.Python, `f"postgresql://hub:{password}@db/hub"`},
		{secrets.Python, `"postgresql://hub:password@db/hub"`},
		{secrets.Python, `"http://127.0.0.1:8081/hub/api"`},
		{secrets.Python, `{"ann@example.org", "ben@uni.example", "@decorator.of", "git@github.com:x/y.git", "x@localhost"}`},
		{secrets.Python, `"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"`},
		{secrets.Python, `integrity = "sha384-q7Vd2kTzP0xLw9RfYb4mNc8sq7Vd2kTzP0xLw9RfYb4mNc8s"`},
	} {
		if got := found(c.text, c.syntax); got != "" {
			t.Errorf("%s\n  finds %s", c.text, got)
		}
	}
}

// TestExamplesSayThatTheyAreSome holds values behind names that would warn.
func TestExamplesSayThatTheyAreSome(t *testing.T) {
	t.Parallel()
	for _, v := range []string{
		"changeme", "change-me", "CHANGE_ME", "changeme123", "super-secret", "secret-token", "your-token-here", "<your token>", "test-token-123",
		"grader-token", "my-service-api-token", "xxxxxxxxxxxx", "XXXX-XXXX", "************", "...", "…", "abc123", "abcdef", "TOKEN", "HUB_API_TOKEN",
		"$TOKEN", "${TOKEN}", "{{ token }}", "%(token)s", "replaced-1", "0000000000000000000000000000000000000000000000000000000000000001", "password", "admin", "pw",
		"insert-secret-here", "a-long-secret", "REDACTED", "/run/secrets/token", "https://vault.uni.edu/token", "two words",
	} {
		if got := found(fmt.Sprintf("api_token = %q", v), secrets.Python); got != "" {
			t.Errorf("%q is taken for a secret: %s", v, got)
		}
	}
	for _, v := range []string{"hunter2", "9s8d7f6g5h", "Tr0ub4dor&3", "correct-horse-battery-staple", "password-83629471", "q7Vd2kTzP0", "s3cr3t!", hex64} {
		if got := found(fmt.Sprintf("api_token = %q", v), secrets.Python); !strings.Contains(got, "="+v) {
			t.Errorf("%q is taken for an example: %q", v, got)
		}
	}
}

func TestTheGalleryHoldsNoSecret(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../scenarios/*.md")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, syntax := range []secrets.Syntax{secrets.Plain, secrets.Python, secrets.YAML} {
			if got := found(string(text), syntax); got != "" {
				t.Errorf("%s: %s", file, got)
			}
		}
	}
}

func TestAsManyAreSaidAsTheLimitHas(t *testing.T) {
	t.Parallel()
	line := "api_token = \"9s8d7f6g5h\"\n"
	for n, want := range map[int]int{limits.Secrets: limits.Secrets, limits.Secrets + 1: limits.Secrets} {
		if got := len(secrets.Find(strings.Repeat(line, n), secrets.Python)); got != want {
			t.Errorf("%d lines: %d findings, want %d", n, got, want)
		}
	}
}

func TestPlaceholdersKeepWhatIsEqualEqual(t *testing.T) {
	t.Parallel()
	b := secrets.NewBlanks("x = 'replaced-1'")
	one, two := b.For(secrets.Token, "9s8d7f6g5h"), b.For(secrets.Token, "hunter2hunter2")
	if one == two || one == "replaced-1" || b.For(secrets.Token, "9s8d7f6g5h") != one {
		t.Errorf("%q, %q, then %q", one, two, b.For(secrets.Token, "9s8d7f6g5h"))
	}
	if p := b.For(secrets.Cookie, hex64); len(p) != len(hex64) || strings.Trim(p, "0123456789abcdef") != "" {
		t.Errorf("hexadecimal became %q", p)
	}
	if p := b.For(secrets.Email, "ann@uni.edu"); !strings.HasSuffix(p, "@example.org") {
		t.Errorf("an address became %q", p)
	}
	for id, v := range map[string]string{secrets.Token: "9s8d7f6g5h", secrets.Cookie: hex64, secrets.Email: "ann@uni.edu"} {
		if got := found(fmt.Sprintf("api_token = %q", b.For(id, v)), secrets.Python); got != "" {
			t.Errorf("the placeholder of %q is found again: %s", v, got)
		}
	}
}

// TestHostileTextCostsLittle grows texts that tempt a finder to look at the same stretch again and again: ten times the
// text may not cost a hundred times the looks. The looks are counted by the findings' own bounds: it is enough that this
// ends.
func TestHostileTextCostsLittle(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{
		`'\`, `"\`, `"""`, "'''\n", "api_tokens = {", "a@", "://", "://a:b@", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "token=(", "token:\n", "f'", "x\"",
		"name: TOKEN ", "A1b2", "eyJ.", "=", "Authorization: ", "\xff'", "é'",
	} {
		text := strings.Repeat(piece, (limits.Document>>3)/len(piece))
		for _, syntax := range []secrets.Syntax{secrets.Plain, secrets.Python, secrets.YAML} {
			for _, f := range secrets.Find(text, syntax) {
				if f.Start < 0 || f.Start >= f.End || f.End > len(text) {
					t.Fatalf("%q: %+v", piece, f)
				}
			}
		}
	}
}
