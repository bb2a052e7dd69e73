// Package advice is the pages of the advice that Rolecall gives: one Markdown document each, named by the id of the
// diagnostic. It says what the advice means, and has two scenarios: one that gives rise to it and one that does not.
package advice

import (
	"embed"
	"fmt"
	"strings"

	"rolecall.example/internal/scenario"
)

//go:embed *.md
var files embed.FS

// Page is one piece of advice.
type Page struct {
	ID, Title string
	Prose     string // Markdown, without the title
	Wrong     string // a scenario document
	Right     string
}

// Read returns a page by its id; false where there is none.
func Read(id string) (Page, bool) {
	text, err := files.ReadFile(id + ".md")
	if err != nil {
		return Page{}, false
	}
	p, err := parse(id, string(text))
	return p, err == nil
}

// parse takes a document apart. Each of its two scenarios begins with its header.
func parse(id, text string) (Page, error) {
	heading, rest, _ := strings.Cut(text, "\n")
	title, ok := strings.CutPrefix(heading, "# ")
	pieces := scenario.Split(text)
	first := strings.Index(rest, "```rolecall\n")
	if !ok || len(pieces) != 2 || first < 0 {
		return Page{}, fmt.Errorf("advice %s: want a title and two scenarios, got %q and %d", id, heading, len(pieces))
	}
	return Page{
		ID: id, Title: title, Prose: strings.TrimSpace(rest[:first]),
		Wrong: pieces[0].Text[len(heading)+1+first:], Right: pieces[1].Text,
	}, nil
}
