package cases

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestStreamKeepsLinesInStep(t *testing.T) {
	t.Parallel()
	in := strings.Join([]string{
		`{"version": "5.5.1", "config": {"load_roles": [{"name": "abc", "scopes": ["users"], "users": ["ann"]}]}}`,
		``,
		`no case`,
		`{"version": "1.0", "config": {}}`,
		`{"config": {"load_roles": [{"name": "abc", "scopes": ["nonsense"]}]}}`,
		`{"config": {"load_roles": "abc"}}`,
		`{"config": {"load_groups": [1]}}`,
		`[]`,
		"{\"config\": {\"allowed_users\": [\"\\u0000\xff\"]}}",
	}, "\n")
	var out strings.Builder
	unreadable, err := Stream(strings.NewReader(in), &out)
	if err != nil || unreadable != 5 {
		t.Fatalf("%d unreadable, %v\n%s", unreadable, err, &out)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, key := range []string{"users", "unreadable", "unreadable", "error", "unreadable", "unreadable", "unreadable", "users"} {
		var o object
		if err := json.Unmarshal([]byte(lines[i]), &o); err != nil || o[key] == nil {
			t.Errorf("line %d has no %q: %s", i, key, lines[i])
		}
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	t.Parallel()
	var o Ordered[string]
	if err := json.Unmarshal([]byte(`{"z": "1", "a": "2", "z": "3"}`), &o); err != nil {
		t.Fatal(err)
	}
	if len(o) != 2 || o[0] != (Entry[string]{"z", "3"}) || o[1] != (Entry[string]{"a", "2"}) {
		t.Errorf("%v", o)
	}
}
