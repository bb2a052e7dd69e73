package playground

import (
	"runtime"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// A list that thousands of roles share in Python costs no more than once, in every part on the way: the test would
// take gigabytes and minutes otherwise.
func TestOneListOfScopesForThousandsOfRoles(t *testing.T) {
	const config = `scopes = [f"read:users!user=u{i}" for i in range(10_000)]
c.JupyterHub.load_roles = [{"name": f"role-{i}", "scopes": scopes, "users": [f"u{i % 1000}"]} for i in range(4_990)]
`
	text := document(config, "u1 can read:users!user=u999\nu1 cannot list:users")
	text += "\n```python jupyterhub_config.py restart\n" + config + "\n```\n\n```checks\nu2 can read:users!user=u999\n```\n"
	text += "\n" + strings.Repeat("x", limits.Document-len(text)-1)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := Run(Request{Document: text, Rows: 10, Ask: Ask{Who: "u7", Verb: "users.see", Whom: "u999"}})
	runtime.ReadMemStats(&after)
	if !r.Starts || r.Tally.Hold != 3 || r.Stopped != "" {
		t.Errorf("starts %v, stopped by %q, %+v, %.1v", r.Starts, r.Stopped, r.Tally, r.Diagnostics)
	}
	const most = 1 << 30 // bytes
	if made := after.TotalAlloc - before.TotalAlloc; made > most {
		t.Errorf("%d MB are made", made>>20)
	}
}
