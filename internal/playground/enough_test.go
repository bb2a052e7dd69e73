package playground

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestEnoughForChecksThatFail(t *testing.T) {
	t.Parallel()
	config := "c.JupyterHub.services = [{\"name\": \"culler\"}]\n" + teacher
	claims := "johan can access:servers!server=student3/\njohan can DELETE /users/student3/server\njohan cannot servers!user=student3\nany user can list:groups\nservice culler can GET /users"
	r := Run(Request{Document: document(config, claims), Checks: &ChecksAsk{Wishes: "service culler: DELETE any server\nservice culler: GET /users"}})
	var got []string
	for _, e := range r.Enough {
		got = append(got, fmt.Sprint(e.Who, e.Scopes, e.Excess, e.Exact, e.Wishes))
	}
	want := []string{"johan[access:servers!server=student3/] 0 true [access:servers!server=student3/]", "any user[list:groups] 0 true [list:groups]",
		"service culler[delete:servers list:users] 0 true [GET /users DELETE any server GET /users]"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, e := range r.Enough {
		text, ok := r.Apply(e.Key)
		if !ok {
			t.Fatalf("%s: no offer", e.Who)
		}
		again := Run(Request{Document: text, Checks: &ChecksAsk{}})
		for _, left := range again.Enough {
			if left.Who == e.Who {
				t.Errorf("%s lacks something still:\n%s", e.Who, text)
			}
		}
		if again.Tally.Hold != e.Hold || again.Tally.Checks != e.Total {
			t.Errorf("%s: %d of %d hold, said was %d of %d", e.Who, again.Tally.Hold, again.Tally.Checks, e.Hold, e.Total)
		}
	}
	if r := Run(Request{Document: document(config, claims)}); len(r.Enough) > 0 {
		t.Error("something is found while the view is closed")
	}
	if r := Run(Request{Document: document(config, claims), Checks: &ChecksAsk{Wishes: "johan: GET /users\njohan: GET"}}); r.Wishing == nil || !strings.HasPrefix(r.Wishing.Message, "line 2: ") {
		t.Errorf("no line is named: %+v", r.Wishing)
	}
	if r := Run(Request{Document: document(config, claims), Checks: &ChecksAsk{Wishes: "johan GET"}}); r.Wishing == nil {
		t.Error("a line that is no wish is not told")
	}
	if r := Run(Request{Document: document(config, ""), Checks: &ChecksAsk{Wishes: "nobody-here: list:users"}}); len(r.Enough) != 1 || r.Enough[0].Problem == "" {
		t.Errorf("a subject that is not there: %+v", r.Enough)
	}
}

// Wishes of generated Hubs are fulfilled by what is offered for them.
func TestEnoughIsEnoughOnGeneratedHubs(t *testing.T) {
	t.Parallel()
	found := 0
	for seed := range uint64(60) {
		h := newRandomHub(seed + 1000)
		d := h.document()
		who := h.pick(h.users)
		wishes := who + ": " + h.request() + ", " + h.request()
		r := Run(Request{Document: d, Checks: &ChecksAsk{Wishes: wishes}})
		if len(r.Enough) == 0 || r.Enough[0].Problem != "" {
			continue
		}
		text, ok := r.Apply(r.Enough[0].Key)
		if again := Run(Request{Document: text, Checks: &ChecksAsk{Wishes: wishes}}); !ok || len(again.Enough) > 0 {
			t.Errorf("%s: %v is not enough: %+v\n%s", wishes, r.Enough[0].Scopes, again.Enough, text)
		}
		found++
	}
	t.Logf("%d wishes fulfilled", found)
	if found < 30 {
		t.Errorf("only %d wishes were tried", found)
	}
}

func TestScopesThatNoCheckNeeds(t *testing.T) {
	t.Parallel()
	config := `c.JupyterHub.load_roles = [{"name": "stopper", "scopes": ["list:users", "delete:servers", "read:hub", "servers"], "users": ["ann"]}]`
	r := Run(Request{Document: document(config, "ann can delete:servers\nann can list:users\nany user cannot list:users"), Checks: &ChecksAsk{Unneeded: true}})
	var got []string
	for _, u := range r.Unneeded {
		got = append(got, u.Role+" "+u.Scope)
		if !strings.Contains(r.Document.Blocks[len(r.Document.Blocks)-1].Part+u.Path.RawSpan.File, "jupyterhub_config.py") {
			t.Errorf("%s has no place", u.Scope)
		}
	}
	if want := []string{"stopper delete:servers", "stopper read:hub"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if r := Run(Request{Document: document(config, ""), Checks: &ChecksAsk{Unneeded: true}}); len(r.Unneeded) > 0 {
		t.Error("without a check nothing is known to be needless")
	}
	if r := Run(Request{Document: document(config, "ann can delete:servers"), Checks: &ChecksAsk{}}); len(r.Unneeded) > 0 {
		t.Error("it was not asked for")
	}
}
