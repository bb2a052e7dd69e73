package playground

import (
	"reflect"
	"testing"
)

func TestPagesAnswerAsThePlaygroundDoes(t *testing.T) {
	t.Parallel()
	before := document(teachers, "")
	asked := 0
	for _, text := range gallery(t) {
		against := &Against{Kind: AgainstDocument, Document: before}
		ask := Ask{Who: "any user", Verb: "servers.open"}
		page := Page(PageRequest{Document: text, Ask: ask, Rows: 3, Against: against})
		whole := Run(Request{Document: text, Ask: ask, Rows: 3, Against: against})
		if !reflect.DeepEqual(page, whole) {
			t.Errorf("a page answers otherwise than the playground about %q", page.Meta.Title)
		}
		if page.Why != nil {
			asked++
		}
	}
	if asked < 10 {
		t.Errorf("only %d questions were answered", asked)
	}
}
