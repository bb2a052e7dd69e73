package templates

import (
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/playground"
)

// Preview is what other sites show of a page. Its addresses are whole: previews resolve none.
type Preview struct {
	URL         string // the page's one address, which redirects nowhere
	Title       string
	Description string // DescriptionMost characters at most
	Image       string
	ImageWidth  int
	ImageHeight int
	ImageAlt    string
	OEmbed      string // where oEmbed's answer about the page is
	Markdown    string // the document
	Unlisted    bool   // search engines are asked to leave it out
}

// addressOf is the address that a preview names.
func addressOf(p *Preview) address {
	if p == nil {
		return address{}
	}
	return address{canonical: p.URL, unlisted: p.Unlisted, preview: p}
}

// DescriptionMost is how many characters of a description previews show.
const DescriptionMost = 250

// PreviewTitle is a scenario's title with its verdict: "A reader: 4/4 checks hold in JupyterHub 5.5.1".
func PreviewTitle(r *playground.Response, title string) string {
	return cutText(printable(title), 120) + ": " + PreviewVerdict(r)
}

// PreviewVerdict is the verdict in a few words: "4/4 checks hold in JupyterHub 5.5.1".
func PreviewVerdict(r *playground.Response) string {
	return verdictFor(r.Verdict(), r.Starts, r.Tally).text + " in JupyterHub " + r.Version
}

// PreviewDescription holds a scenario's answer: its verdict, then the checks that tell most, as many as have room; or
// why its Hub stops.
func PreviewDescription(r *playground.Response) string {
	verdict := capitalized(PreviewVerdict(r)) + "."
	var list []string
	for _, l := range telling(r) {
		sign := "✗"
		switch l.mark {
		case "yes":
			sign = "✓"
		case "invalid", "unknown":
			sign = "?"
		}
		list = append(list, sign+" "+printable(l.claim+l.rest))
	}
	if len(list) == 0 {
		if words := lead(r); words != "" {
			verdict += " " + words
		}
		return cutText(verdict, DescriptionMost)
	}
	for i, line := range list {
		end := ""
		if i+1 < len(list) {
			end = " …"
		}
		if utf8.RuneCountInString(verdict)+1+utf8.RuneCountInString(line+end) > DescriptionMost {
			if i == 0 {
				return cutText(verdict+" "+line, DescriptionMost)
			}
			return verdict + " …"
		}
		verdict += " " + line
	}
	return verdict
}

// PreviewAlt says what the card shows.
func PreviewAlt(r *playground.Response, title string) string {
	return "Card: " + PreviewTitle(r, title)
}

// cutText shortens a text to so many characters, an ellipsis included.
func cutText(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	letters := []rune(s)
	return strings.TrimRight(string(letters[:most-1]), " ") + "…"
}
