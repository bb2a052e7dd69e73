// Package scenarios is the gallery: one Markdown document a scenario, embedded, in the order in which people see
// them. README.md says how to add one.
package scenarios

import (
	"embed"
	"fmt"
)

//go:embed *.md
var files embed.FS

// Example is the entry that the playground opens with.
const Example = "teacher"

// Section is one heading of the gallery.
type Section struct {
	ID, Title, Summary string
	Entries            []Entry
}

// Entry is one scenario: its address is /gallery/NAME, its file NAME.md.
type Entry struct {
	Name, Document string
	Symptom        string   // what brings people to it, in their words
	Said           []string // messages of a Hub, a log or a browser that go with it
}

// Sections is the whole gallery. It fails only where the index names a file that is not there, which a test rules
// out.
func Sections() ([]Section, error) {
	out := make([]Section, len(index))
	for i, s := range index {
		out[i] = Section{ID: s.id, Title: s.title, Summary: s.summary}
		for _, name := range s.names {
			text, err := files.ReadFile(name + ".md")
			if err != nil {
				return nil, fmt.Errorf("gallery: %w", err)
			}
			out[i].Entries = append(out[i].Entries, Entry{Name: name, Document: string(text), Symptom: symptoms[name].seen, Said: symptoms[name].said})
		}
	}
	return out, nil
}
