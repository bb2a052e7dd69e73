package pyconfig

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"rolecall.example/internal/settings"
)

// seed adds every program of the test data, whole and in chunks.
func seed(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*.py")
	more, _ := filepath.Glob("testdata/*.txt")
	for _, file := range append(files, more...) {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, chunk := range strings.Split(string(b), "\n---\n") {
			f.Add(chunk)
		}
	}
	f.Add("x = f'{a!r:>{w}}' \"b\" rb'\\x00'\n")
	f.Add("if x:\n\ty = [\n1,\n\n# c\n2]\n  z\n")
	f.Add("\ufeffmatch x:\n case {'a': [b, *_]} if b: pass\n case A(b=c) | None as d: pass\n")
}

func FuzzScan(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		rep := newReport()
		tokens, _ := scan(rep, rep.addFile("f.py", text))
		at := int32(0)
		for _, k := range tokens {
			if k.start < 0 || k.end < k.start || int(k.end) > len(text) || k.start < at && k.kind != tokDedent && k.kind != tokNewline && k.kind != tokIndent && k.kind != tokError {
				t.Fatalf("token %+v after %d of %d bytes", k, at, len(text))
			}
			at = k.start
		}
		if len(tokens) == 0 || tokens[len(tokens)-1].kind != tokEOF {
			t.Fatal("the last token is not the end")
		}
		inside(t, rep, text)
	})
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		rep := newReport()
		_, ok := parseFile(rep, rep.addFile("f.py", text))
		inside(t, rep, text)
		if errors := len(rep.list) > 0 && rep.list[0].Severity == 1; !ok && !errors && !strings.Contains(text, "\x00") && len(rep.list) == 0 {
			t.Fatalf("a syntax error without a word: %q", text)
		}
	})
}

func FuzzEvaluate(f *testing.F) {
	seed(f)
	limits := Limits{Steps: 20_000, Bytes: 1 << 20}
	f.Fuzz(func(t *testing.T, text string) {
		in := Input{Files: []File{{"f.py", text}}, Limits: limits, Environment: map[string]string{"A": "b"}, Reads: map[string]string{"a.py": "c.A.b = 1"}}
		r := Evaluate(in)
		if r.Steps > limits.Steps {
			t.Fatalf("%d steps", r.Steps)
		}
		for _, d := range r.Diagnostics {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.ID == "" || !utf8.ValidString(d.Message) {
				t.Fatalf("%+v", d)
			}
			if d.Span.File == "f.py" && d.Span.End > len(text) {
				t.Fatalf("%+v of %d bytes", d, len(text))
			}
		}
		for _, a := range r.Tree.Assignments {
			valueInside(t, a.Value, text, 0)
			for _, op := range a.Lazy {
				valueInside(t, op.Arg, text, 0)
			}
		}
		again := Evaluate(in)
		if len(again.Diagnostics) != len(r.Diagnostics) || again.Steps != r.Steps {
			t.Fatalf("two evaluations differ: %d and %d steps, %v and %v", r.Steps, again.Steps, r.Diagnostics, again.Diagnostics)
		}
	})
}

func valueInside(t *testing.T, v settings.Value, text string, depth int) {
	if v.Span.File == "f.py" && (v.Span.Start < 0 || v.Span.End < v.Span.Start || v.Span.End > len(text)) {
		t.Fatalf("%+v of %d bytes", v.Span, len(text))
	}
	for _, item := range v.Items {
		valueInside(t, item, text, depth+1)
	}
	for _, p := range v.Pairs {
		valueInside(t, p.Key, text, depth+1)
		valueInside(t, p.Value, text, depth+1)
	}
}

func inside(t *testing.T, rep *report, text string) {
	t.Helper()
	for _, d := range rep.list {
		if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) {
			t.Fatalf("%+v of %d bytes", d, len(text))
		}
	}
}
