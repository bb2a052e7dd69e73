package templates

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/playground"
)

// EmbedViews are the values of an embed's parameter view: the views that have a tab, in their order, and "edit", which
// is the config with the editor in its place as soon as the engine is there.
var EmbedViews = []string{"access", "checks", "why", "config", "edit"}

// EmbedThemes are the values of an embed's parameter theme.
var EmbedThemes = []string{"auto", "light", "dark"}

// EmbedData is a scenario in a frame of another page. It holds one view, whole without script.
type EmbedData struct {
	Assets   Assets
	Response *playground.Response // cut to what an embed shows; Why is answered where View is "why"
	View     string               // one of EmbedViews
	Theme    string               // one of EmbedThemes
	Left     []EmbedFamily        // families of Access that are left out, because admins alone reach them
	Checks   int                  // at most so many lines of checks; 0: all
	Configs  []EmbedConfig        // where View is "config" or "edit"
	Then     *Shared              // the verdict that was saved, where today's is another
	PageURL  string               // the scenario's page, which is whole without script
	EditURL  string               // the playground with a copy of it
	RawURL   string               // the document, for the script
	Versions []string             // every JupyterHub version to choose from
}

// EmbedFamily is a column of Access that an embed leaves out. Own: others than admins reach their own there.
type EmbedFamily struct {
	ID  string
	Own bool
}

// EmbedConfig is one config of an embed, highlighted.
type EmbedConfig struct {
	Piece
	More int // lines that are left out
}

// EmbedErrorData is what stands in a frame that has no scenario to show.
type EmbedErrorData struct {
	Assets         Assets
	Theme          string
	Title, Message string
}

// embedTitle is the scenario's title in as many characters as a frame can use.
func embedTitle(r *playground.Response) string {
	const most = 200
	title := titleOf(r)
	if utf8.RuneCountInString(title) <= most {
		return title
	}
	return string([]rune(title)[:most]) + "…"
}

// themeOf is the value of data-theme: nothing where the system decides.
func themeOf(theme string) string {
	if theme == "light" || theme == "dark" {
		return theme
	}
	return ""
}

// embedTab is a link to another view of the same embed.
type embedTab struct {
	view, title string
	here        bool
}

func (d *EmbedData) tabs() []embedTab {
	titles := map[string]string{"access": "Access", "checks": "Checks", "why": "Why", "config": "Config"}
	var out []embedTab
	for _, view := range EmbedViews {
		if title := titles[view]; title != "" {
			out = append(out, embedTab{view, title, view == d.View || view == "config" && d.View == "edit"})
		}
	}
	return out
}

// query is the address of another view, from this page.
func (d *EmbedData) query(view string) string {
	q := url.Values{"view": {view}}
	if themeOf(d.Theme) != "" {
		q.Set("theme", d.Theme)
	}
	return "?" + q.Encode()
}

func (d *EmbedData) options() Options {
	return Options{Static: true, Framed: true, Base: d.query("config")}
}

// heading is the view's name, for the region that it stands in.
func (d *EmbedData) heading() string {
	for _, t := range d.tabs() {
		if t.here {
			return t.title
		}
	}
	return ""
}

// left is the sentence for the columns that are not there.
func (d *EmbedData) left() string {
	names := make([]string, len(d.Left))
	for i, family := range d.Left {
		switch family.ID {
		case "hub":
			names[i] = "the Hub"
		case "custom":
			names[i] = "custom scopes"
		default:
			names[i] = strings.ToLower(shown(familyName(family.ID)))
		}
		if family.Own {
			names[i] = "others’ " + names[i]
		}
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return "Only admins reach " + names[0] + "."
	default:
		return "Only admins reach " + strings.Join(names[:n-1], ", ") + " and " + names[n-1] + "."
	}
}

// ask is what the live page goes on asking.
func (d *EmbedData) ask() playground.Ask {
	if d.Response.Why == nil {
		return playground.Ask{}
	}
	return d.Response.Why.Ask
}

// checkLines are the lines to show and the number of those left out. What does not hold comes first to be kept; the order
// stays the document's.
func (d *EmbedData) checkLines() (lines []checkLine, more int) {
	all := checkLines(d.Response)
	if d.Checks == 0 || len(all) <= d.Checks {
		return all, 0
	}
	room := d.Checks
	kept := make([]bool, len(all))
	for _, holding := range []bool{false, true} {
		for i := range all {
			if room > 0 && (all[i].mark == "yes") == holding {
				kept[i] = true
				room--
			}
		}
	}
	i := -1
	lines = slices.DeleteFunc(all, func(checkLine) bool { i++; return !kept[i] })
	return lines, len(kept) - len(lines)
}

// EmbedSays tells of a parameter's value that there is not, and names those that there are.
func EmbedSays(name, value string, allowed []string) string {
	return "Its address says " + name + "=" + clipped(value) + ". What " + name + " may be: " + strings.Join(allowed, ", ") + "."
}

// EmbedAsks tells of a question that the scenario has no answer to.
func EmbedAsks(a playground.Ask) string {
	return "Its address asks who=" + clipped(a.Who) + ", verb=" + clipped(a.Verb) + ", whom=" + clipped(a.Whom) +
		". The scenario has nobody of that name, or nothing like that to do."
}

// clipped is the beginning of what somebody wrote into an address.
func clipped(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return shown(text)
}
