package pyconfig

import (
	"rolecall.example/internal/diag"

	"rolecall.example/internal/limits"
)

// report collects diagnostics. It is shared by the scanner, the parser and the evaluator of all files.
type report struct {
	names  []string // of files, by span.file
	texts  []string
	list   []diag.Diagnostic
	seen   map[diag.Diagnostic]bool
	count  []int          // by file
	faults map[int32]span // the first error of each file that the parser told
	// stands is where all of a text stands that is no file: what the state says instead of the config.
	stands  map[int32]span
	origins map[int32]*Origin // of texts that stand inside another file
}

func (r *report) standsAt(file int32, at span) {
	if r.stands == nil {
		r.stands = map[int32]span{}
	}
	r.stands[file] = at
}

func newReport() *report { return &report{seen: map[diag.Diagnostic]bool{}} }

// addFile makes a further text known and returns its number.
func (r *report) addFile(name, text string) int32 {
	r.names = append(r.names, name)
	r.texts = append(r.texts, text)
	r.count = append(r.count, 0)
	return int32(len(r.names) - 1)
}

// where turns an inner span into a diagnostic's, kept inside the text.
func (r *report) where(s span) diag.Span {
	if at, ok := r.stands[s.file]; ok {
		s = at
	}
	if int(s.file) >= len(r.names) || s.file < 0 {
		return diag.Span{}
	}
	n := len(r.texts[s.file])
	start := max(0, min(int(s.start), n))
	end := max(start, min(int(s.end), n))
	if from := r.origins[s.file]; from != nil {
		return from.where(start, end)
	}
	return diag.Span{File: r.names[s.file], Start: start, End: end}
}

// unseen reports whether a file is a program that nobody sees: what comes of it stands where it was asked.
func (r *report) unseen(file int32) bool {
	from := r.origins[file]
	return from != nil && from.At != nil
}

// source returns the text of a span.
func (r *report) source(s span) string {
	if int(s.file) >= len(r.names) || s.file < 0 {
		return ""
	}
	text := r.texts[s.file]
	start := max(0, min(int(s.start), len(text)))
	return text[start:max(start, min(int(s.end), len(text)))]
}

func (r *report) make(severity diag.Severity, at span, id, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Span: r.where(at), ID: id, Severity: severity, Message: message, Hint: hint}
}

func (r *report) add(severity diag.Severity, at span, id, message, hint string) {
	if r.full(at.file) {
		return
	}
	d := r.make(severity, at, id, message, hint)
	if r.seen[d] {
		return
	}
	r.seen[d] = true
	r.count[at.file]++
	switch n := r.count[at.file]; {
	case n <= limits.PythonDiagnostics:
		r.list = append(r.list, d)
	case n == limits.PythonDiagnostics+1:
		r.list = append(r.list, r.make(diag.Info, at, "more-left-out", "there is more to say about this file than is shown",
			"mend what is shown first"))
	}
}

// full reports whether nothing more is said about a file.
func (r *report) full(file int32) bool {
	return int(file) >= len(r.count) || r.count[file] > limits.PythonDiagnostics
}

func (r *report) error(at span, id, message, hint string) {
	if first, ok := r.faults[at.file]; !ok || at.start < first.start {
		if r.faults == nil {
			r.faults = map[int32]span{}
		}
		r.faults[at.file] = at
	}
	r.add(diag.Error, at, id, message, hint)
}
