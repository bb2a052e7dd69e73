package templates_test

import (
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	. "rolecall.example/templates"
	"rolecall.example/templates/internal/sample"
)

// openWhy runs the teacher's document with the Why view open.
func openWhy(who, verb, whom, request string) *playground.Response {
	r := playground.Run(playground.Request{Document: teacherDocument(""), Ask: playground.Ask{Who: who, Verb: verb, Whom: whom}, Why: &playground.WhyAsk{Request: request}})
	return &r
}

// wishing runs the teacher's document, with a claim more, with the Checks view open.
func wishing(claim, wishes string) *playground.Response {
	r := playground.Run(playground.Request{Document: teacherDocument(claim), Checks: &playground.ChecksAsk{Wishes: wishes, Unneeded: true}})
	return &r
}

func wishes(text string) Options {
	return Options{Fields: map[string]string{"checks.wishes": text, "checks.unneeded": "on"}}
}

// teacherDocument is the sample's document, with a claim more.
func teacherDocument(claim string) string {
	document := "---\nformat: 1\njupyterhub: \"5.5.1\"\n---\n"
	for _, b := range sample.Teacher().Document.Blocks {
		switch b.Part {
		case "checks":
			document += "```checks\n" + b.Text + claim + "\n```\n"
		case "jupyterhub_config.py":
			document += "```python jupyterhub_config.py\n" + b.Text + "```\n"
		}
	}
	return document
}

func typedRequest(text string) Options {
	return Options{Fields: map[string]string{"why.request": text}}
}

func TestFixesSayWhatTheyLetBesides(t *testing.T) {
	t.Parallel()
	html := render(t, Why(openWhy("johan", "servers.open", "server=student3/", ""), Options{}))
	for _, want := range []string{"Nearest fixes", "Lets nobody do anything else.", "checks hold with it.", `data-show="fix:`, `data-apply="fix:`, "Make <bdi class=\"name\">johan</bdi> an admin",
		"Also lets <bdi class=\"name\">johan</bdi> do everything"} {
		if !strings.Contains(html, want) {
			t.Errorf("the view lacks %q", want)
		}
	}
	yes := render(t, Why(openWhy("johan", "servers.stop", "server=student3/", ""), Options{}))
	if strings.Contains(yes, "Nearest fixes") {
		t.Error("a yes has fixes")
	}
}

func TestAPersonIsToldInSentences(t *testing.T) {
	t.Parallel()
	html := render(t, Why(openWhy("johan", playground.Everything, "", ""), Options{}))
	for _, want := range []string{">start</button>", ">stop</button>", "the servers of <bdi class=\"name\">class-b</bdi> and their own servers", "see</button>"} {
		if !strings.Contains(html, want) {
			t.Errorf("the view lacks %q", want)
		}
	}
	if strings.Contains(html, "delete:servers") {
		t.Error("the sentences speak in scopes")
	}
}

func TestWhoCanNamesEachWithTheReason(t *testing.T) {
	t.Parallel()
	html := render(t, Why(openWhy(playground.Anybody, "", "", "DELETE /users/student3/server"), typedRequest("DELETE /users/student3/server")))
	for _, want := range []string{"johan", "idle-culler", "student3", "role <bdi class=\"name\">teacher</bdi>", "their own", `value="DELETE /users/student3/server"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the view lacks %q", want)
		}
	}
	if strings.Contains(html, `data-ask-who="student4"`) {
		t.Error("student4 is listed")
	}
}

// TestWhatIsPermittedAndFailsIsAYes: a server that does not run is no matter of permission.
func TestWhatIsPermittedAndFailsIsAYes(t *testing.T) {
	t.Parallel()
	r := openWhy("student3", "", "", "open /user/student3/")
	if text := WhyText(r, func(diag.Span) string { return "" }); !strings.HasPrefix(text, "yes: student3 may open") || !strings.Contains(text, "the Hub answers 424 to GET /user/student3/: ") || strings.Contains(text, "missing") {
		t.Error(text)
	}
	html := render(t, Why(r, Options{}))
	if !strings.Contains(html, "424") || strings.Contains(html, "Nearest fixes") {
		t.Error(html)
	}
}
