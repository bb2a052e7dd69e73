package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/scenario"
)

const fmtUsage = `Usage: rolecall fmt [--check | --write] FILE…

Writes documents as a server keeps them: with all in the header that an answer
depends on, so that it does not drift when defaults change. All else stays byte
for byte, and so does a page without a scenario. FILE is a document, or a page
of them; - is standard input.

    --format json   tell programs of each file: whether it "changes", can be
            read ("readable"), its "errors" with their places, and, without
            --check and --write, its "text"
    --write   write it back to the files, and print the names of those that change
    --check   print the names of those that would change, and write nothing

Exit code: 0 done, or nothing would change; 1 --check, and something would;
2 a wrong command line or a file that cannot be opened or written; 3 a document
that cannot be read: it is left as it is.
`

// runFmt formats documents.
func runFmt(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	check, write := flags.Bool("check", false, ""), flags.Bool("write", false, "")
	format := flags.String("format", "text", "")
	files, code, done := arguments("fmt", fmtUsage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code
	case *format != "text" && *format != "json":
		return misused(stderr, "fmt", fmt.Sprintf("--format %q is neither text nor json", *format))
	case len(files) == 0:
		return misused(stderr, "fmt", "name a file, or - for standard input")
	case *check && *write:
		return misused(stderr, "fmt", "--check writes nothing, and --write does")
	}
	for _, name := range files {
		switch {
		case *write && name == "-":
			return misused(stderr, "fmt", "--write needs files; without it the text goes to standard output")
		case isConfig(name):
			return misused(stderr, "fmt", name+" is a config, and no document; rolecall new makes a document of it")
		}
	}
	worst := exitOK
	told := fmtAnswer{Files: []fmtFile{}}
	for _, name := range files {
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall fmt: %v\n", err)
			worst = exitUsage
			continue
		}
		f := formatPage(name, text)
		formatted := f.Text
		for _, d := range f.found {
			if *format != "json" {
				fmt.Fprint(stderr, diag.Format(d, text))
			}
		}
		switch {
		case !f.Readable:
			if worst != exitUsage {
				worst = exitUnreadable
			}
			formatted = text
		case formatted != text && *check:
			worst = max(worst, exitFailed)
		}
		if f.Changes = formatted != text; f.Changes && *write {
			if err := rewrite(name, formatted); err != nil {
				fmt.Fprintf(stderr, "rolecall fmt: %v\n", err)
				worst = exitUsage
				continue
			}
		}
		f.Text = ""
		switch {
		case *format == "json":
			if !*check && !*write {
				f.Text = formatted
			}
			told.Files = append(told.Files, f)
		case !*check && !*write:
			_, _ = io.WriteString(stdout, formatted)
		case f.Changes:
			fmt.Fprintln(stdout, name)
		}
	}
	if *format == "json" {
		if code := printJSON(stdout, stderr, "fmt", told); code != exitOK {
			return code
		}
	}
	return worst
}

// fmtAnswer is what fmt tells programs.
type fmtAnswer struct {
	Files []fmtFile `json:"files"`
}

// fmtFile is what became of a file.
type fmtFile struct {
	File     string     `json:"file"`
	Changes  bool       `json:"changes"`
	Readable bool       `json:"readable"`
	Errors   []fmtError `json:"errors"`
	Text     string     `json:"text,omitempty"` // formatted

	found []diag.Diagnostic // of Errors
}

// fmtError is what keeps a scenario from being read.
type fmtError struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	ID      string `json:"id"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// formatPage formats each scenario of a page. What keeps one from being read has its place in the page.
func formatPage(name, text string) fmtFile {
	out := fmtFile{File: name, Readable: true, Errors: []fmtError{}}
	if len(text) <= limits.Document && !scenario.Shows(text) {
		out.Text = text // its front matter, if it has some, is not ours
		return out
	}
	pieces := []scenario.Piece{{Text: text}}
	if len(text) <= limits.Document {
		pieces = scenario.Split(text)
	}
	for _, p := range pieces {
		doc, ds := scenario.Parse(p.Text)
		for _, d := range ds {
			if d.Severity != diag.Error {
				continue
			}
			out.Readable = false
			d.Span = doc.Offset(d.Span)
			d.Span.File, d.Span.Start, d.Span.End = name, d.Span.Start+p.Start, d.Span.End+p.Start
			at := diag.PositionOf(text, d.Span.Start)
			out.found = append(out.found, d)
			out.Errors = append(out.Errors, fmtError{at.Line, at.Column, d.ID, d.Message, d.Hint})
		}
		out.Text += doc.Format()
	}
	return out
}

// rewrite puts a text in place of a file's, at once: whoever reads it sees the one or the other whole.
func rewrite(name, text string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name+".rolecall-new", os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
