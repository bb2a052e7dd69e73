package playground

import (
	"strings"
	"testing"

	"rolecall.example/rbac"
)

// TestEveryScopeIsAVerb holds that Access leaves nothing out: a scope is a verb's, or made of others that are.
func TestEveryScopeIsAVerb(t *testing.T) {
	t.Parallel()
	composite := map[string]bool{
		"(no_scope)": true, "self": true, "inherit": true, // not scopes of their own
		"admin:servers": true, "read:roles": true, // what they include says it all
	}
	for _, version := range rbac.Versions() {
		d, ok := rbac.Define(version)
		if !ok {
			t.Fatalf("no definitions of %s", version)
		}
		verbs := map[string]int{}
		for _, f := range families(d) {
			for _, v := range f.Verbs {
				verbs[v.Scope]++
				if !strings.HasPrefix(v.ID, f.ID+".") {
					t.Errorf("%s: verb %s is not named after its family %s", version, v.ID, f.ID)
				}
			}
		}
		for _, s := range d.Scopes() {
			if composite[s] || s == "servers" && d.Has("start:servers") {
				continue
			}
			if verbs[s] != 1 {
				t.Errorf("%s: scope %s belongs to %d verbs", version, s, verbs[s])
			}
		}
	}
}
