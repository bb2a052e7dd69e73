package templates

import (
	"html"
	"net/url"
	"strings"

	"rolecall.example/internal/playground"
)

// ShareLink is a scenario with an address, in the forms that people paste elsewhere.
type ShareLink struct {
	Origin  string // "https://rolecall.example", without a slash at the end
	ID      string
	Title   string
	Verdict string // ShareVerdict's
	// View and Theme are an embed's, empty for its own choice. Integrity is the hash of the host script.
	View, Theme, Integrity string
}

// ShareVerdict is the answer in one line, for a text that holds nothing else: "4 checks hold on JupyterHub 5.5.1".
func ShareVerdict(r *playground.Response) string {
	on := " on JupyterHub " + r.Version
	switch v := r.Verdict(); {
	case v == playground.AllHold && !r.Starts:
		return "This Hub stops at start-up" + on + ", as the scenario says"
	case v == playground.NotUsable && r.Starts:
		return "This Hub starts" + on + ", although the scenario says that it stops"
	case v == playground.NotUsable && !r.Readable:
		return "This config can’t be read"
	case v == playground.NotUsable:
		return "This Hub does not start" + on
	case v == playground.Unchecked:
		return "A config" + on + ", nothing checked"
	case v == playground.AllHold:
		return count(r.Tally.Hold, "check holds", "checks hold") + on
	}
	s := digits(r.Tally.Hold) + " of " + digits(r.Tally.Checks) + " checks"
	if r.Tally.Hold == 1 {
		s += " holds"
	} else {
		s += " hold"
	}
	s += on
	if r.Tally.Fail > 0 {
		s += ", " + count(r.Tally.Fail, "fails", "fail")
	}
	if r.Tally.Invalid > 0 {
		s += ", " + count(r.Tally.Invalid, "can’t be decided", "can’t be decided")
	}
	return s
}

// Page is the scenario's address.
func (l ShareLink) Page() string { return l.Origin + "/s/" + l.ID }

// Markdown is for a forum: title, verdict, and the link on a line of its own, which forums draw as a preview.
func (l ShareLink) Markdown() string {
	return "**" + markdownText(l.Title) + "**  \n" + markdownText(l.Verdict) + "\n\n" + l.Page() + "\n"
}

// Badge is the verdict as a picture that leads to the page, for a README.
func (l ShareLink) Badge() string {
	return "[![Rolecall: " + markdownText(l.Title) + "](" + l.Page() + "/badge.svg)](" + l.Page() + ")"
}

// Frame is an embed as a plain frame, for pages that take no script.
func (l ShareLink) Frame() string {
	query := url.Values{}
	if l.View != "" {
		query.Set("view", l.View)
	}
	if l.Theme != "" {
		query.Set("theme", l.Theme)
	}
	address := l.Origin + "/e/" + l.ID
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return `<iframe src="` + html.EscapeString(address) + `" title="` + html.EscapeString(oneLine(l.Title)) +
		`" width="100%" height="360" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`
}

// Element is an embed as an element of its own, which is as high as what it shows. It needs the host script, once in a
// page; where that does not run, the link stands.
func (l ShareLink) Element() string {
	var b strings.Builder
	attribute := func(name, value string) {
		if value != "" {
			b.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
		}
	}
	b.WriteString("<script async")
	attribute("src", l.Origin+"/embed/v1.js")
	attribute("integrity", l.Integrity)
	b.WriteString(" crossorigin></script>\n<rolecall-playground")
	attribute("src", l.Page())
	attribute("view", l.View)
	attribute("theme", l.Theme)
	b.WriteString("><a")
	attribute("href", l.Page())
	b.WriteString(">" + html.EscapeString(oneLine(l.Title)) + "</a></rolecall-playground>\n")
	return b.String()
}

// FileName is what a document is called where it is kept as a file: its title in small letters.
func FileName(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
		if b.Len() >= 60 {
			break
		}
	}
	if b.Len() == 0 {
		return "scenario.md"
	}
	return b.String() + ".md"
}

// oneLine is a text without line breaks and what can't be printed.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }

// markdownText is a text of one line that Markdown shows as it is: what could begin a link, a picture, HTML or emphasis
// stands behind a backslash.
func markdownText(s string) string {
	var b strings.Builder
	for i, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_[]<>&|~", r) || i == 0 && strings.ContainsRune("#+-=!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
