package server

import (
	"fmt"
	"testing"

	"rolecall.example/internal/playground"
)

func TestColumnsThatOnlyAdminsReachAreSaid(t *testing.T) {
	t.Parallel()
	run := func(config string) *playground.Response {
		r := playground.Run(playground.Request{Document: "---\nformat: 1\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\n" + config + "\n```\n"})
		return &r
	}
	for _, tc := range []struct{ config, left, kept string }{
		{`c.Authenticator.allowed_users = {"ann"}`, "[{shares true} {groups false} {tokens true} {services false} {hub false}]", "own users servers"},
		{`c.JupyterHub.load_groups = {"g": {"users": []}}` + "\n" + `c.JupyterHub.load_roles = [{"name": "reader", "scopes": ["read:groups!group=g", "read:metrics"], "users": ["ann"]}]`,
			"[{shares true} {tokens true} {services false}]", "own users servers groups hub"},
	} {
		r := run(tc.config)
		out, left := narrowed(r)
		if got := fmt.Sprint(left); got != tc.left {
			t.Errorf("%s: %s are left out, want %s; %v", tc.config, got, tc.left, r.Diagnostics)
		}
		kept, cells := "", 0
		for _, f := range out.Access.Families {
			kept += f.ID + " "
			for j := range out.Access.Rows {
				for k, v := range f.Verbs {
					if got := out.Access.Rows[j].Cells[cells+k].Verb; got != v.ID {
						t.Errorf("%s: row %d has a cell of %s under %s", tc.config, j, got, v.ID)
					}
				}
				if len(out.Access.Rows[j].Folded) != len(out.Access.Families) {
					t.Errorf("%s: %d folded cells", tc.config, len(out.Access.Rows[j].Folded))
				}
			}
			cells += len(f.Verbs)
		}
		if kept != tc.kept+" " {
			t.Errorf("%s: %s are kept, want %s", tc.config, kept, tc.kept)
		}
	}
	r := run(`c.Authenticator.allowed_users = {"ann"}`)
	r.Access.Hidden = map[playground.RowKind]int{playground.RowUser: 1}
	if _, left := narrowed(r); left != nil {
		t.Errorf("%v are left out although a row is not there", left)
	}
}
