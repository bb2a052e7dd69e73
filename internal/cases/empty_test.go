package cases

import "testing"

// Nobody can be named so, but rows from elsewhere may be: what stands for the user's name is dropped then.
func TestAUserWithAnEmptyName(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"3.1.1", "4.1.6", "5.4.6", "5.5.1", "6.0.0b2"} {
		got := resolve(t, `{"version":"`+version+`","config":{"users":[""],"load_roles":[{"name":"abc","scopes":["tokens!user"],"users":["ann"],"groups":["g"]}]},"after":[{"op":"group_add","group":"g","user":""}]}`)
		if held := got["users"].(object)[""].(object); held["error"] != nil || len(held["expanded"].([]any)) > 0 {
			t.Errorf("%s: %v", version, held)
		}
	}
}
