package hublog

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// recorded is what a live Hub answered to a request that it refused.
type recorded struct {
	Who, Method, Path string
	Status            int
	Log               []string
	Body              string
}

func recordings(t *testing.T) map[string][]recorded {
	t.Helper()
	files, _ := filepath.Glob("testdata/*.jsonl")
	out := map[string][]recorded{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var r recorded
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			version := strings.TrimSuffix(filepath.Base(name), ".jsonl")
			out[version] = append(out[version], r)
		}
	}
	return out
}

// What live Hubs said is read whole: the lines together, each line by itself, and the body.
func TestWhatLiveHubsSaid(t *testing.T) {
	t.Parallel()
	count := 0
	for version, list := range recordings(t) {
		for _, r := range list {
			name := version + " " + r.Who + " " + r.Method + " " + r.Path
			whole, ok := Read(strings.Join(r.Log, "\n"))
			who := strings.TrimPrefix(r.Who, "service ")
			if who == "nobody" {
				who = ""
			}
			if !ok || whole.Status != r.Status || whole.Method != r.Method || whole.Path != "/hub/api"+r.Path || whole.Who != who {
				t.Errorf("%s: %+v", name, whole)
			}
			if strings.Contains(r.Body, "requires any of") && (len(whole.Requires) == 0 || !strings.Contains(r.Body, strings.Join(whole.Requires, ", "))) {
				t.Errorf("%s requires %v", name, whole.Requires)
			}
			withFilter := version >= "5" && whole.HasHeld
			if (whole.Filter != "") != withFilter {
				t.Errorf("%s has the filter %q", name, whole.Filter)
			}
			for _, text := range append(r.Log, r.Body, "HTTP 403: "+r.Body, "requests.exceptions.HTTPError: "+r.Body) {
				one, ok := Read(text)
				if !ok || !Looks(text) && one.Who == "" && one.Method == "" {
					t.Errorf("%s: %q is not read", name, text)
				}
				if !whole.goesWith(&one) {
					t.Errorf("%s: %q is read as %+v", name, text, one)
				}
				count++
			}
		}
	}
	if count < 200 {
		t.Errorf("only %d texts were read", count)
	}
}

func TestTheParts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       Said
	}{
		{"a line of JupyterHub 5",
			"[W 2026-11-24 14:10:46.237 JupyterHub scopes:1022] Not authorizing access to /hub/api/users/ben/server. Requires any of [servers] on server=ben/, not derived from scopes [read:users!user=ann, tokens!user=ann]",
			Said{Path: "/hub/api/users/ben/server", Requires: []string{"servers"}, Filter: "server=ben/", Held: []string{"read:users!user=ann", "tokens!user=ann"}, HasHeld: true}},
		{"a line of JupyterHub 2",
			"Not authorizing access to /hub/api/users. Requires any of [list:users], not derived from scopes []",
			Said{Path: "/hub/api/users", Requires: []string{"list:users"}, HasHeld: true}},
		{"a body", `{"status": 403, "message": "Action is not authorized with current scopes; requires any of [read:groups, read:groups:name]"}`,
			Said{Status: 403, Requires: []string{"read:groups", "read:groups:name"}}},
		{"a body over several lines", "{\n  \"status\": 403,\n  \"message\": \"Action is not authorized with current scopes; requires any of [proxy]\"\n}",
			Said{Status: 403, Requires: []string{"proxy"}}},
		{"a path with a point", "Not authorizing access to /hub/api/users/a.b/server. Requires any of [servers] on server=a.b/, not derived from scopes []",
			Said{Path: "/hub/api/users/a.b/server", Requires: []string{"servers"}, Filter: "server=a.b/", HasHeld: true}},
		{"the line of a request", "403 GET /hub/api/users?limit=2 (ann@x.org@127.0.0.1) 3.10ms", Said{Status: 403, Method: "GET", Path: "/hub/api/users", Who: "ann@x.org"}},
		{"of two refusals the first", "403 GET /hub/api/users (ann@127.0.0.1) 3.10ms\n403 GET /hub/api/proxy (ben@127.0.0.1) 3.10ms",
			Said{Status: 403, Method: "GET", Path: "/hub/api/users", Who: "ann"}},
	} {
		if got, ok := Read(c.text); !ok || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v\n got  %+v\n want %+v", c.name, ok, got, c.want)
		}
	}
	for _, text := range []string{
		"", "c.JupyterHub.load_roles = []", "200 GET /hub/api/users (ann@127.0.0.1) 3.10ms", "404 GET", "Not authorizing access to", "{", `{"message": 3}`,
		strings.Repeat("x", limits.HubSaid) + "\n403 GET /hub/api/users (ann@127.0.0.1) 3.10ms",
	} {
		if got, ok := Read(text); ok {
			t.Errorf("%.40q is read as %+v", text, got)
		}
	}
	at := "403 GET /hub/api/users (ann@127.0.0.1) 3.10ms"
	if _, ok := Read(strings.Repeat(" ", limits.HubSaid-len(at)-1) + "\n" + at); !ok {
		t.Error("at the limit it is not read")
	}
}
