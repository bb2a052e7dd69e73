package main

import (
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"rolecall.example/internal/scenario"
	"rolecall.example/internal/suite"
	"rolecall.example/scenarios"
)

const newUsage = `Usage: rolecall new [--title TEXT] [--format json] CONFIG…
       rolecall new [--format json] NAME

Prints a document to start with: of the files of a config (.py, .yaml), with a
check that any Hub passes; or the gallery's document NAME. With --format json
it is the member "document" of an object, beside its "title" and "parts".

Exit code: 0 done, 2 a wrong command line or a file that cannot be opened.
`

// runNew prints a document to start with.
func runNew(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	title := flags.String("title", "A new scenario", "")
	format := flags.String("format", "text", "")
	names, code, done := arguments("new", newUsage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code
	case *format != "text" && *format != "json":
		return misused(stderr, "new", fmt.Sprintf("--format %q is neither text nor json", *format))
	case len(names) == 0:
		return misused(stderr, "new", "name a config's file, or a document of the gallery")
	}
	o := checkOptions{}
	if len(names) == 1 && !o.isConfig(names[0]) {
		text, ok := galleryDocument(names[0])
		if !ok {
			return misused(stderr, "new", fmt.Sprintf("the gallery has no document %q, and a config's file ends in .py or .yaml", names[0]))
		}
		return printNew(text, *format, stdout, stderr)
	}
	parts := []scenario.Written{{Info: "rolecall", Text: "title: " + strconv.Quote(*title) + "\n"}}
	taken := map[string]bool{}
	for _, name := range names {
		if !o.isConfig(name) {
			return misused(stderr, "new", fmt.Sprintf("%s is no file of a config: those end in .py or .yaml", name))
		}
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall new: %v\n", err)
			return exitUsage
		}
		part := suite.PartName(name)
		if taken[part] {
			return misused(stderr, "new", fmt.Sprintf("two files of the document would be called %s", part))
		}
		taken[part] = true
		info, _ := scenario.ConfigInfo(part)
		parts = append(parts, scenario.Written{Info: info, Text: text})
	}
	parts = append(parts, scenario.Written{Info: "checks", Text: "any user cannot admin:users   # only admins manage users\n"})
	doc, _ := scenario.Parse(scenario.Compose(parts...))
	return printNew(doc.Format(), *format, stdout, stderr)
}

// newDocument is a document for programs.
type newDocument struct {
	Title    string   `json:"title"`
	Parts    []string `json:"parts"` // names of its configs, checks and state, in their order
	Document string   `json:"document"`
}

// printNew prints a document as it is, or for programs.
func printNew(text, format string, stdout, stderr io.Writer) int {
	if format != "json" {
		_, _ = io.WriteString(stdout, text)
		return exitOK
	}
	doc, _ := scenario.Parse(text)
	out := newDocument{Title: doc.Meta.Title, Parts: []string{}, Document: text}
	for _, b := range doc.Blocks {
		if b.Part != "" && b.Kind != scenario.Prose && b.Kind != scenario.Header {
			out.Parts = append(out.Parts, b.Part)
		}
	}
	return printJSON(stdout, stderr, "new", out)
}

// galleryDocument finds a document of the gallery by its name.
func galleryDocument(name string) (string, bool) {
	sections, err := scenarios.Sections()
	if err != nil {
		return "", false
	}
	for _, s := range sections {
		for _, e := range s.Entries {
			if e.Name == strings.TrimPrefix(name, "gallery/") {
				return e.Document, true
			}
		}
	}
	return "", false
}
