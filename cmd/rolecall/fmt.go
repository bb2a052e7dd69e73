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
for byte. FILE is a document, or a page of them; - is standard input.

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
	files, code, done := arguments("fmt", fmtUsage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code
	case len(files) == 0:
		return misused(stderr, "fmt", "name a file, or - for standard input")
	case *check && *write:
		return misused(stderr, "fmt", "--check writes nothing, and --write does")
	}
	worst := exitOK
	for _, name := range files {
		if *write && name == "-" {
			return misused(stderr, "fmt", "--write needs files; without it the text goes to standard output")
		}
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall fmt: %v\n", err)
			worst = exitUsage
			continue
		}
		formatted, readable := formatPage(name, text, stderr)
		switch {
		case !readable:
			if worst != exitUsage {
				worst = exitUnreadable
			}
			formatted = text
		case formatted != text && *check:
			worst = max(worst, exitFailed)
		}
		switch {
		case !*check && !*write:
			_, _ = io.WriteString(stdout, formatted)
		case formatted == text:
		case *write:
			if err := rewrite(name, formatted); err != nil {
				fmt.Fprintf(stderr, "rolecall fmt: %v\n", err)
				worst = exitUsage
				continue
			}
			fallthrough
		default:
			fmt.Fprintln(stdout, name)
		}
	}
	return worst
}

// formatPage formats each scenario of a page. What keeps one from being read is told with its place in the page.
func formatPage(name, text string, stderr io.Writer) (out string, readable bool) {
	readable = true
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
			readable = false
			d.Span = doc.Offset(d.Span)
			d.Span.File, d.Span.Start, d.Span.End = name, d.Span.Start+p.Start, d.Span.End+p.Start
			fmt.Fprint(stderr, diag.Format(d, text))
		}
		out += doc.Format()
	}
	return out, readable
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
