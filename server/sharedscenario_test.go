package server

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"html"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"rolecall.example/internal/playground"
	"rolecall.example/scenarios"
	"rolecall.example/server/card"
	"rolecall.example/server/store"
	"rolecall.example/server/store/sqlite"
	"rolecall.example/templates"
)

const (
	readerID  = "7kQmR4xVbT2n"
	copyID    = "8kQmR4xVbT2n"
	unknownID = "9kQmR4xVbT2n"
	atOrigin  = "https://rolecall.example"
)

// pagesServer has the sample as readerID and a copy of it, with another check, as copyID.
func pagesServer(t testing.TB) (*Server, *sqlite.DB) {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "rolecall.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	files, manifest := siteFiles()
	s, err := New(Config{
		Files: files, Manifest: manifest, Example: "reader",
		Gallery: []scenarios.Section{{ID: "start", Title: "Start", Entries: []scenarios.Entry{{Name: "reader", Document: sample}}}},
		Log:     slog.New(slog.DiscardHandler), Store: db.Store, Origin: atOrigin, Engine: "v2",
	})
	if err != nil {
		t.Fatal(err)
	}
	keepScenario(t, db, readerID, "", sample)
	keepScenario(t, db, copyID, readerID, strings.Replace(sample, "nobody can", "any user can", 1))
	return s, db
}

// keepScenario stores a document with the verdict that today's engine gives.
func keepScenario(t testing.TB, db *sqlite.DB, id, parent, document string, change ...func(*store.Scenario)) {
	t.Helper()
	r := playground.Run(playground.Request{Document: document})
	sc := &store.Scenario{
		ID: id, Document: document, Hash: store.Hash(document), Title: r.Meta.Title, Version: r.Version, Parent: parent, Engine: "v1",
		Created: time.Date(2026, 9, 14, 23, 30, 0, 0, time.UTC),
		Verdict: VerdictOf(&r),
	}
	for _, c := range change {
		c(sc)
	}
	if err := db.Save(context.Background(), sc, store.HashToken("token")); err != nil {
		t.Fatal(err)
	}
}

func TestAddressesOfASharedScenario(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	for _, tc := range []struct {
		target string
		status int
		kind   string
		open   bool // every site may read it
	}{
		{"/s/" + readerID, 200, typeHTML, false},
		{"/s/" + readerID + ".md", 200, typeMarkdown, true},
		{"/s/" + readerID + ".json", 200, typeJSON, true},
		{"/s/" + readerID + "/badge.svg", 200, typeSVG, true},
		{"/s/" + readerID + "/card.png", 200, typePNG, true},
		{"/s/" + copyID + "/compare", 200, typeHTML, false},
		{"/s/" + readerID + "/compare/" + copyID, 200, typeHTML, false},
		{"/s/" + readerID + "/compare", 404, typeHTML, false}, // it is no copy
		{"/s/" + readerID + "/compare/" + unknownID, 404, typeHTML, false},
		{"/s/" + unknownID + "/compare/" + readerID, 404, typeHTML, false},
		{"/s/" + readerID + "/other", 404, typeHTML, false},
		{"/s/" + readerID + ".html", 404, typeHTML, false},
		{"/s/" + readerID + "/", 308, typeHTML, false},
		{"/s/", 404, typeHTML, false},
		{"/?from=s/" + readerID, 200, typeHTML, false},
		{"/?from=s/" + unknownID, 404, typeHTML, false},
		{"/?from=s/", 404, typeHTML, false},
	} {
		r := ask(s, "GET", tc.target)
		if r.StatusCode != tc.status || r.Header.Get("Content-Type") != tc.kind {
			t.Errorf("%s: %d %q, want %d %q", tc.target, r.StatusCode, r.Header.Get("Content-Type"), tc.status, tc.kind)
		}
		if got := r.Header.Get("Access-Control-Allow-Origin") == "*"; got != tc.open {
			t.Errorf("%s: readable by every site: %t", tc.target, got)
		}
		if got := r.Header.Get("Cross-Origin-Resource-Policy") == "cross-origin"; got != tc.open {
			t.Errorf("%s: shown by every site: %t", tc.target, got)
		}
		if got := r.Header.Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: its policy is %q", tc.target, got)
		}
		if tc.status == 200 && r.Header.Get("X-Robots-Tag") != "noindex" {
			t.Errorf("%s: search engines may list it", tc.target)
		}
	}
}

func TestUnknownAndMalformedIDsAreAnsweredAlike(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	for _, form := range []string{"/s/%s", "/s/%s.md", "/s/%s.json", "/s/%s/badge.svg", "/s/%s/card.png", "/s/%s/compare", "/?from=s/%s"} {
		want := ask(s, "GET", strings.Replace(form, "%s", unknownID, 1))
		text := body(t, want)
		for _, id := range []string{"x", readerID + "x", readerID[1:], "0kQmR4xVbT2n", "IkQmR4xVbT2n", "%3Cscript%3E", "%00", "%ff", strings.Repeat("a", 3000)} {
			got := ask(s, "GET", strings.Replace(form, "%s", id, 1))
			if got.StatusCode != 404 || body(t, got) != text {
				t.Errorf("%s: %d, and other words than for an unknown one", strings.Replace(form, "%s", id, 1), got.StatusCode)
			}
		}
	}
}

func TestADeletedScenarioIsGoneAtOnce(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	targets := []string{
		"/s/" + readerID, "/s/" + readerID + ".md", "/s/" + readerID + ".json", "/s/" + readerID + "/badge.svg", "/s/" + readerID + "/card.png",
		"/s/" + copyID + "/compare", "/s/" + copyID + "/compare/" + readerID, "/?from=s/" + readerID, "/oembed?url=" + atOrigin + "/s/" + readerID,
	}
	for _, target := range targets {
		if r := ask(s, "GET", target); r.StatusCode != 200 {
			t.Errorf("%s: %d", target, r.StatusCode)
		}
	}
	if err := db.Delete(context.Background(), readerID, "token"); err != nil {
		t.Fatal(err)
	}
	s.shared.forget(readerID)
	for _, target := range targets {
		r := ask(s, "GET", target)
		if text := body(t, r); r.StatusCode != 410 || strings.Contains(text, "A reader") || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d after the deletion", target, r.StatusCode)
		}
	}
	page := body(t, ask(s, "GET", "/s/"+copyID))
	if strings.Contains(page, readerID) || !strings.Contains(page, "A copy of a scenario that was deleted") {
		t.Error("the copy still leads to what was deleted")
	}
}

func TestTheSharedDocumentIsServedByteForByte(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	odd := "---\r\nformat: 1\r\ntitle: \"\\u202e\"\r\n---\r\nline\x0bend \xf0\x9f\x94\x92 <b>\r\n\r\n```checks\nnobody can admin:users"
	keepScenario(t, db, unknownID, "", odd)
	for id, want := range map[string]string{readerID: sample, unknownID: odd} {
		if got := body(t, ask(s, "GET", "/s/"+id+".md")); got != want {
			t.Errorf("it is %q", got)
		}
	}
}

func TestTheSharedPageSaysWhatIsShared(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	page := body(t, ask(s, "GET", "/s/"+copyID))
	for _, want := range []string{
		`<h1 class="page-title" dir="auto">A reader</h1>`, `0/1 checks hold`, `JupyterHub 5.5.1`, `<time datetime="2026-09-14T23:30:00Z">14 September 2026</time>`,
		`href="/?from=s/` + copyID + `"`, `href="/s/` + copyID + `/compare"`, `href="/s/` + copyID + `.md"`, `href="/s/` + copyID + `.json"`,
		`<a href="/s/` + readerID + `">` + readerID + `</a>`, `id="L1"`, `class="tok-`, `<em>prose</em>`, `id="matrix"`,
		`<meta name="robots" content="noindex">`, `<link rel="canonical" href="` + atOrigin + `/s/` + copyID + `">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "Report this page") || strings.Contains(page, "answers differently") {
		t.Error("it says what is not so")
	}
	if opened := body(t, ask(s, "GET", "/?from=s/"+copyID)); !strings.Contains(opened, `"from":"s/`+copyID+`"`) {
		t.Error("the playground does not know what it opens a copy of")
	}
}

// metas are a page's meta elements by name or property.
func metas(page string) map[string]string {
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`<meta (?:name|property)="([^"]*)" content="([^"]*)">`).FindAllStringSubmatch(page, -1) {
		out[m[1]] = html.UnescapeString(m[2])
	}
	return out
}

func TestPreviewsHoldTheAnswer(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	got := metas(body(t, ask(s, "GET", "/s/"+readerID)))
	url := atOrigin + "/s/" + readerID
	for name, want := range map[string]string{
		"og:type": "website", "og:title": "A reader: 1/1 checks hold in JupyterHub 5.5.1", "og:url": url,
		"og:description": "1/1 checks hold in JupyterHub 5.5.1. ✓ nobody can admin:users",
		"og:image":       url + "/card.png", "og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/png", "og:site_name": "Rolecall",
		"twitter:card": "summary_large_image", "description": got["og:description"],
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	if !strings.Contains(got["og:image:alt"], "1/1 checks hold") {
		t.Errorf("the picture's words are %q", got["og:image:alt"])
	}
	if n := utf8.RuneCountInString(got["og:description"]); n == 0 || n > templates.DescriptionMost {
		t.Errorf("the description has %d characters", n)
	}
}

func TestBothVerdictsAreShownWhereTheyDiffer(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	keepScenario(t, db, unknownID, "", sample, func(sc *store.Scenario) { sc.Verdict.Hold, sc.Verdict.Fail, sc.Engine = 0, 1, "v1.2.3" })
	page := body(t, ask(s, "GET", "/s/"+unknownID))
	for _, want := range []string{"Today’s Rolecall answers differently", "0/1 checks held", "Rolecall v1.2.3", "1/1 checks hold", "Rolecall v2"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	var data sharedDataAnswer
	if err := json.Unmarshal([]byte(body(t, ask(s, "GET", "/s/"+unknownID+".json"))), &data); err != nil {
		t.Fatal(err)
	}
	if !data.Changed || data.Saved != (savedSumAnswer{"v1.2.3", verdictAnswer{true, 0, 1, 0}}) || data.Now.Engine != "v2" || data.Now.Verdict != (verdictAnswer{true, 1, 0, 0}) {
		t.Errorf("the data say %+v, %+v", data.Saved, data.Now)
	}
}

func TestTheDataOfAScenario(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	keepScenario(t, db, unknownID, readerID, "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\n---\n```python jupyterhub_config.py\nc.JupyterHub.load_roles = []\n```\n"+
		"```checks\nany user can read:users!user\n\nany user can admin:users\nnobdy can\nzoe can servers\n```\n")
	var got sharedDataAnswer
	if err := json.Unmarshal([]byte(body(t, ask(s, "GET", "/s/"+unknownID+".json"))), &got); err != nil {
		t.Fatal(err)
	}
	if got.URL != atOrigin+"/s/"+unknownID || got.Document != got.URL+".md" || got.Parent != readerID || got.Changed || got.Title != "T" || got.Version != "5.5.1" || got.Hash == "" {
		t.Errorf("it is %+v", got)
	}
	if got.Now.Verdict != (verdictAnswer{true, 1, 1, 2}) || got.Now.Verdict != got.Saved.Verdict {
		t.Errorf("the verdicts are %+v, %+v", got.Saved, got.Now.Verdict)
	}
	var outcomes []string
	for _, c := range got.Now.Checks {
		outcomes = append(outcomes, c.Verdict)
	}
	if strings.Join(outcomes, " ") != "holds fails error" || got.Now.Checks[1].Line != 12 || got.Now.Checks[1].ID != "check-fails" {
		t.Errorf("the checks are %+v", got.Now.Checks)
	}
	found := false
	for _, d := range got.Now.Diagnostics {
		found = found || d.Part == "checks" && d.Line == 13 && d.Severity == "error"
	}
	if !found {
		t.Errorf("the line that can't be read is not told of: %+v", got.Now.Diagnostics)
	}
}

// A document about a Hub that stops holds, and goes on holding.
func TestAStopThatIsClaimedHoldsOnItsPage(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	keepScenario(t, db, unknownID, "", "---\nformat: 1\ntitle: T\njupyterhub: \"5.5.1\"\nstops: role-name-invalid\n---\n```python jupyterhub_config.py\n"+
		"c.JupyterHub.load_roles = [{\"name\": \"Capital\", \"scopes\": [\"servers\"]}]\n```\n")
	page := body(t, ask(s, "GET", "/s/"+unknownID))
	if !strings.Contains(page, "stops, as it says") || strings.Contains(page, "answers differently") {
		t.Error("it does not hold")
	}
}

func TestTheBadge(t *testing.T) {
	t.Parallel()
	s, db := pagesServer(t)
	keepScenario(t, db, unknownID, "", strings.Replace(sample, "A reader", `"]]></title><script>alert(1)</script>\x01&"`, 1))
	for id, want := range map[string]string{readerID: "✓ 1/1 checks hold", copyID: "✗ 0/1 checks hold", unknownID: "✓ 1/1 checks hold"} {
		text := body(t, ask(s, "GET", "/s/"+id+"/badge.svg"))
		if !strings.Contains(text, ">"+want+"</text>") {
			t.Errorf("%s: it lacks %q", id, want)
		}
		elements := map[string]bool{}
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", id, err)
			}
			if e, ok := token.(xml.StartElement); ok {
				elements[e.Name.Local] = true
				for _, a := range e.Attr {
					if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") {
						t.Errorf("%s: <%s %s>", id, e.Name.Local, a.Name.Local)
					}
				}
			}
		}
		for name := range elements {
			if !strings.Contains(" svg title rect path g text ", " "+name+" ") {
				t.Errorf("%s: there is a <%s>", id, name)
			}
		}
	}
}

func TestTheCardIsAPicture(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	picture, err := png.Decode(ask(s, "GET", "/s/"+readerID+"/card.png").Body)
	if err != nil {
		t.Fatal(err)
	}
	if b := picture.Bounds(); b.Dx() != card.Width || b.Dy() != card.Height {
		t.Errorf("it measures %v", b)
	}
}

func TestOEmbed(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	at := func(query string) *http.Response { return ask(s, "GET", "/oembed?"+query) }
	const page = "url=https%3A%2F%2Frolecall.example%2Fs%2F" + readerID
	for _, tc := range []struct {
		query         string
		status        int
		width, height int
	}{
		{page, 200, 720, 480},
		{page + "&format=json", 200, 720, 480},
		{page + "&maxwidth=400&maxheight=300", 200, 400, 300},
		{page + "&maxwidth=4000&maxheight=4000", 200, 720, 480},
		{page + "&maxwidth=1", 200, 1, 480},
		{"url=" + atOrigin + "/e/" + readerID, 200, 720, 480},
		{"url=" + atOrigin + "/s/" + readerID + ".md", 200, 720, 480},
		{"url=HTTPS://Rolecall.Example/s/" + readerID + "%23L3", 200, 720, 480},
		{page + "&format=xml", 501, 0, 0},
		{page + "&format=JSON", 501, 0, 0},
		{page + "&maxwidth=0", 400, 0, 0},
		{page + "&maxheight=x", 400, 0, 0},
		{page + "&maxheight=-1", 400, 0, 0},
		{page + "&maxwidth=99999999999999999999", 400, 0, 0},
		{"", 404, 0, 0},
		{"url=", 404, 0, 0},
		{"url=/s/" + readerID, 404, 0, 0},
		{"url=" + atOrigin + "/s/" + unknownID, 404, 0, 0},
		{"url=" + atOrigin + "/gallery/reader", 404, 0, 0},
		{"url=" + atOrigin + "/s/" + readerID + "/card.png", 404, 0, 0},
		{"url=http://rolecall.example/s/" + readerID, 404, 0, 0},
		{"url=https://rolecall.example:444/s/" + readerID, 404, 0, 0},
		{"url=https://evil.example/s/" + readerID, 404, 0, 0},
		{"url=https://rolecall.example@evil.example/s/" + readerID, 404, 0, 0},
		{"url=https://evil@rolecall.example/s/" + readerID, 404, 0, 0},
		{"url=https://rolecall.example.evil.example/s/" + readerID, 404, 0, 0},
		{"url=javascript:alert(1)", 404, 0, 0},
		{"url=%00", 404, 0, 0},
	} {
		r := at(tc.query)
		if r.StatusCode != tc.status {
			t.Errorf("%q: %d, want %d", tc.query, r.StatusCode, tc.status)
			continue
		}
		if tc.status != 200 {
			continue
		}
		got := decodeOEmbed(t, r)
		if got.Width != tc.width || got.Height != tc.height || got.Type != "rich" || got.Version != "1.0" {
			t.Errorf("%q: %+v", tc.query, got)
		}
		if !strings.HasPrefix(got.HTML, `<iframe src="`+atOrigin+`/e/`+readerID+`" title="A reader: 1/1 checks hold in JupyterHub 5.5.1"`) {
			t.Errorf("%q: the frame is %s", tc.query, got.HTML)
		}
	}
	for query, want := range map[string]string{
		"?view=access&theme=dark&who=x":          "?theme=dark&amp;view=access",
		"?view=" + url.QueryEscape(`"><script>`): "",
	} {
		got := decodeOEmbed(t, at("url="+url.QueryEscape(atOrigin+"/e/"+readerID+query)))
		if !strings.HasPrefix(got.HTML, `<iframe src="`+atOrigin+`/e/`+readerID+want+`" `) {
			t.Errorf("%s: the frame is %s", query, got.HTML)
		}
	}
	link := regexp.MustCompile(`<link rel="alternate" type="application/json\+oembed" href="([^"]*)"`).FindStringSubmatch(body(t, ask(s, "GET", "/s/"+readerID)))
	if link == nil {
		t.Fatal("the page does not tell of oEmbed")
	}
	if got := decodeOEmbed(t, ask(s, "GET", strings.TrimPrefix(html.UnescapeString(link[1]), atOrigin))); got.Title == "" {
		t.Error("its address is not answered")
	}
}

func decodeOEmbed(t *testing.T, r *http.Response) (out oembedData) {
	t.Helper()
	if err := json.NewDecoder(r.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestComparing(t *testing.T) {
	t.Parallel()
	s, _ := pagesServer(t)
	page := body(t, ask(s, "GET", "/s/"+copyID+"/compare"))
	for _, want := range []string{
		"What differs from the scenario that this is a copy of.", "1/1 checks hold", "0/1 checks hold", `href="/s/` + readerID + `"`,
		`<h2 aria-live="polite">Nobody gained or lost anything.</h2>`,
		`<td class="diff-text"><code dir="auto">nobody can admin:users</code></td>`, `<td class="diff-text"><code dir="auto">any user can admin:users</code></td>`,
		`<meta name="robots" content="noindex">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, ">jupyterhub_config.py<") {
		t.Error("it shows a part that is the same")
	}
	if same := body(t, ask(s, "GET", "/s/"+readerID+"/compare/"+readerID)); !strings.Contains(same, "The same, part by part.") || !strings.Contains(same, "1 check comes out as before") {
		t.Error("a scenario differs from itself")
	}
}
