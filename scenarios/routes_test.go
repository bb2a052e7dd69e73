package scenarios

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
)

// TestRoutesOfTheGalleryComeTrue puts each known route to more in the place of a document's own checks: as claims that
// somebody cannot, steps, and claims that it can be done then.
func TestRoutesOfTheGalleryComeTrue(t *testing.T) {
	t.Parallel()
	found := map[string]int{}
	for _, e := range entries(t) {
		a := playground.Run(playground.Request{Document: e.Document, Ways: true})
		if a.Ways == nil {
			continue
		}
		if a.Ways.Partial {
			t.Errorf("%s was not looked at whole", e.Name)
		}
		for _, w := range a.Ways.List {
			found[e.Name]++
			document := unchecked(e.Document)
			lines := w.Lines
			if w.Made {
				document = withUser(document, w.As)
				if w.Who.Kind == rbac.AnyMember {
					lines = append([]string{fmt.Sprintf("after any admin POST /groups/%s/users {\"users\": [%q]}", w.Who.Name, w.As)}, lines...)
				}
			}
			document += "\n```checks\n" + strings.Join(lines, "\n") + "\n```\n"
			r := playground.Run(playground.Request{Document: document})
			if len(r.Checks) != len(lines) {
				t.Errorf("%s: %d of %d lines were run\n%s", e.Name, len(r.Checks), len(lines), document)
			}
			for _, c := range r.Checks {
				if c.Verdict != checks.Holds {
					t.Errorf("%s: %s: %s\n%s", e.Name, c.Line.Text, c.Message, strings.Join(lines, "\n"))
				}
			}
		}
	}
	// She enrols whom she likes, and what she may to her students she may to them then. All others reach what they hold.
	if !maps.Equal(found, map[string]int{"enrolment-step": 2}) {
		t.Errorf("routes by document: %v", found)
	}
}

// unchecked takes away the checks of the last start, which routes speak of as it begins.
func unchecked(document string) string {
	d, _ := scenario.Parse(document)
	last := 0
	for i := range d.Blocks {
		if d.Blocks[i].Kind == scenario.Config {
			last = i
		}
	}
	var out strings.Builder
	for i := range d.Blocks {
		if b := &d.Blocks[i]; i < last || b.Kind != scenario.Checks {
			out.WriteString(b.Raw)
		}
	}
	return out.String()
}

// withUser puts a user into the document's state.
func withUser(document, name string) string {
	d, _ := scenario.Parse(document)
	users := append([]string{name}, d.State.Users...)
	line := "users: [" + strings.Join(users, ", ") + "]\n"
	b, ok := d.Find("state")
	if !ok {
		return d.Replace("state", line)
	}
	var rest strings.Builder
	for l := range strings.Lines(b.Text) {
		if !strings.HasPrefix(l, "users:") {
			rest.WriteString(l)
		}
	}
	return d.Replace("state", line+rest.String())
}
