package templates

import (
	"rolecall.example/internal/diag"
	"rolecall.example/internal/lint"
	"rolecall.example/internal/playground"
)

// AdviceData is a page of one piece of advice.
type AdviceData struct {
	Assets       Assets
	ID, Title    string
	Canonical    string
	Prose        string // HTML
	Wrong, Right AdviceCase
}

// AdviceCase is a scenario of the page: what came of it, and its texts as HTML.
type AdviceCase struct {
	ID       string // of the advice
	Response *playground.Response
	Pieces   []Piece
}

// AdviceListData is the page that lists all advice.
type AdviceListData struct {
	Assets    Assets
	Canonical string
	Topics    []AdviceTopic
}

// AdviceTopic is a heading with the pages under it.
type AdviceTopic struct {
	ID, Title string
	Entries   []AdviceEntry
}

// AdviceEntry is a link to a page.
type AdviceEntry struct{ ID, Title string }

// AdviceTopics are the catalogue with the titles of its pages.
func AdviceTopics(title func(id string) string) []AdviceTopic {
	var out []AdviceTopic
	for _, t := range lint.Advised {
		topic := AdviceTopic{ID: t.ID, Title: t.Title}
		for _, id := range t.IDs {
			topic.Entries = append(topic.Entries, AdviceEntry{id, title(id)})
		}
		out = append(out, topic)
	}
	return out
}

func adviceMark(d *diag.Diagnostic) string {
	if d.Severity == diag.Advice {
		return "advice"
	}
	return hubMark(d)
}

// moveWords are the moves of which routes are made, in words: see package routes.
var moveWords = [][2]string{
	{"Join", " a group that one may edit, if it has roles or something is shared with it."},
	{"Add", " somebody else to a group that one may edit and that one’s own filters name: they are within reach then."},
	{"Issue a token", " for somebody else, and use it: it may do all that they may."},
	{"Open a server", " of somebody else, started if need be, and use the token that lies in it."},
	{"Make oneself an admin", ", in versions of JupyterHub that do not ask for the admin flag."},
	{"Rename", " somebody to a name that one’s own filters have, after deleting who had it."},
	{"Share, and set properties", ": they lead nowhere by themselves. Nobody shares more than they hold, and no permission hangs on the properties of a group."},
}
