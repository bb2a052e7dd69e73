package reading_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/reading"
)

// raised is an exception as CPython or the reader tells it.
type raised struct {
	Class, Builtin, File string
	Line                 int
}

// recorded is one config of the corpus with what CPython and the loader of traitlets make of it; conformance/config
// records it.
type recorded struct {
	Name        string
	Files       []struct{ Name, Text string }
	Environment map[string]string
	Reads       map[string]string
	Python      struct {
		Settings json.RawMessage
		Raises   *raised
	}
}

func corpus(t *testing.T) []recorded {
	t.Helper()
	f, err := os.Open("testdata/configs.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []recorded
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 4*limits.Document)
	for lines.Scan() {
		var one recorded
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		out = append(out, one)
	}
	if err := lines.Err(); err != nil || len(out) < 500 {
		t.Fatalf("%d configs, %v", len(out), err)
	}
	return out
}

// TestConfigsOfTheCorpusGiveWhatPythonGives holds the reader against CPython: no value may be wrong, an error has the
// same class at the same line, and what is unknown needs an import or a file.
func TestConfigsOfTheCorpusGiveWhatPythonGives(t *testing.T) {
	t.Parallel()
	plain, unknown, stopped := 0, 0, 0
	for _, one := range corpus(t) {
		in := reading.Input{Environment: one.Environment, Reads: one.Reads}
		texts := map[string]string{}
		for _, f := range one.Files {
			in.Files = append(in.Files, reading.File{Name: f.Name, Lang: "python", Text: f.Text})
			texts[f.Name] = f.Text
		}
		for name, text := range one.Reads {
			texts[name] = text
		}
		r := reading.Read(in)
		if r.Stopped != "" {
			if stopped++; one.Python.Raises == nil {
				t.Errorf("%s: stopped by the limit %s", one.Name, r.Stopped)
			}
			continue
		}
		var got struct {
			Settings json.RawMessage
			Unknown  []json.RawMessage
			Raises   *raised
			Unsure   bool
		}
		if err := json.Unmarshal(reading.AppendJSON(nil, r, nil, texts), &got); err != nil {
			t.Fatalf("%s: %v", one.Name, err)
		}
		if one.Python.Raises != nil || got.Raises != nil {
			if why := differs(one.Python.Raises, got.Raises, got.Unsure || len(got.Unknown) > 0); why != "" {
				t.Errorf("%s: %s\n  python %+v\n  ours   %+v\n%s", one.Name, why, one.Python.Raises, got.Raises, one.Files[0].Text)
			}
			continue
		}
		want, ours := ordered(t, one.Python.Settings), ordered(t, got.Settings)
		// Nor does Python have one answer where the order of a set decides.
		imports := strings.Contains(one.Files[0].Text, "import") || len(one.Reads) > 0 || strings.Contains(one.Name, "(unknown: any order)")
		for name, verdict := range settingsVerdicts(want.(object), ours.(object)) {
			if !imports {
				plain++
			}
			switch {
			case verdict == wrong:
				t.Errorf("%s: %s\n  python %v\n  ours   %v\n%s", one.Name, name, want.(object).get(name), ours.(object).get(name), one.Files[0].Text)
			case verdict == notKnown && !imports:
				unknown++
			}
		}
	}
	if stopped > 1 {
		t.Errorf("%d configs are stopped by a limit; the one that calls itself without end is enough", stopped)
	}
	if plain < 300 || 100*unknown >= 2*plain {
		t.Errorf("%d of %d values are unknown without an import or a file between; fewer than 2 in 100 may be", unknown, plain)
	}
}

func differs(want, got *raised, unsure bool) string {
	switch {
	case got == nil && unsure:
		return ""
	case got == nil:
		return "an error is not seen"
	case want == nil:
		return "an error that Python does not raise"
	case got.Class == "SyntaxError" && strings.Contains("SyntaxError IndentationError TabError", want.Class):
		if want.Line-got.Line > 1 || got.Line-want.Line > 1 {
			return "the line of a syntax error"
		}
		return ""
	case got.Class != want.Class && got.Class != want.Builtin:
		return "an error of another class"
	case want.File != "<string>" && (want.Line != got.Line || want.File != got.File):
		return "an error at another place"
	}
	return ""
}

// object is a JSON object in its order.
type object []member

type member struct {
	key   string
	value any
}

func (o object) get(key string) any {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

func (o object) has(key string) bool {
	return slices.ContainsFunc(o, func(m member) bool { return m.key == key })
}

func (o object) String() string {
	var parts []string
	for _, m := range o {
		parts = append(parts, fmt.Sprintf("%q: %v", m.key, m.value))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// ordered decodes JSON with the order of keys, and numbers as they are written.
func ordered(t *testing.T, text []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var value func() any
	value = func() any {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token {
		case json.Delim('['):
			out := []any{}
			for d.More() {
				out = append(out, value())
			}
			_, _ = d.Token()
			return out
		case json.Delim('{'):
			out := object{}
			for d.More() {
				key, _ := value().(string)
				out = append(out, member{key, value()})
			}
			_, _ = d.Token()
			return out
		}
		return token
	}
	return value()
}

type verdict uint8

const (
	equal verdict = iota
	notKnown
	wrong
)

func settingsVerdicts(want, got object) map[string]verdict {
	out := map[string]verdict{}
	for _, m := range want {
		out[m.key] = wrong
		if got.has(m.key) {
			out[m.key] = judge(m.value, got.get(m.key))
		}
	}
	for _, m := range got {
		if !want.has(m.key) && fmt.Sprint(m.value) != `{"$lazy": {}}` {
			if out[m.key] = wrong; fmt.Sprint(m.value) != "" && open(m.value) {
				out[m.key] = notKnown
			}
		}
	}
	return out
}

// open reports whether nothing is known of a value.
func open(v any) bool {
	switch x := v.(type) {
	case object:
		return x.has("$unknown") || x.has("$more")
	case []any:
		return slices.ContainsFunc(x, open)
	}
	return false
}

// isMore is what ends a list that may have further members.
func isMore(v any) bool {
	o, ok := v.(object)
	return ok && o.has("$more")
}

func judge(want, got any) verdict {
	if o, ok := got.(object); ok && o.has("$unknown") {
		return notKnown
	}
	switch w := want.(type) {
	case []any:
		if o, ok := got.(object); ok && o.has("$unordered") {
			return judgeObject(object{{"$set", w}}, object{{"$set", o.get("$unordered")}})
		}
		g, ok := got.([]any)
		switch {
		case !ok:
			return wrong
		case len(g) > 0 && isMore(g[len(g)-1]):
			return someOf(w, g[:len(g)-1])
		case len(w) != len(g):
			return wrong
		}
		worst := equal
		for i := range w {
			worst = max(worst, judge(w[i], g[i]))
		}
		return worst
	case object:
		return judgeObject(w, got)
	}
	if want == got || sameNumber(want, got) {
		return equal
	}
	return wrong
}

// sameNumber compares numbers that are spelt differently: 1e+16 and 1e16.
func sameNumber(want, got any) bool {
	w, ok1 := want.(json.Number)
	g, ok2 := got.(json.Number)
	if !ok1 || !ok2 || strings.ContainsAny(string(w), ".eE") != strings.ContainsAny(string(g), ".eE") {
		return false
	}
	x, _ := w.Float64()
	y, _ := g.Float64()
	return x == y
}

func judgeObject(w object, got any) verdict {
	g, ok := got.(object)
	switch {
	case !ok:
		return wrong
	case w.has("$object") && g.has("$object"):
		return equal
	case w.has("$dict") && g.has("$dict"):
		return judgeObject(object{{"$set", w.get("$dict")}}, object{{"$set", g.get("$dict")}})
	case w.has("$set") && g.has("$set"):
		want, ours := w.get("$set").([]any), g.get("$set").([]any)
		if slices.ContainsFunc(ours, open) {
			return someOf(want, slices.DeleteFunc(slices.Clone(ours), open))
		}
		sortPrinted(want)
		sortPrinted(ours)
		return judge(want, ours)
	case g.has("$more"):
		for _, m := range g {
			if m.key != "$more" && (!w.has(m.key) || judge(w.get(m.key), m.value) == wrong) {
				return wrong
			}
		}
		return notKnown
	case len(w) != len(g):
		return wrong
	}
	worst := equal
	for i := range w {
		if !g.has(w[i].key) {
			return wrong
		}
		worst = max(worst, judge(w[i].value, g.get(w[i].key)))
	}
	return worst
}

// someOf judges a list of which only some members are known: each must be one of Python's.
func someOf(want, got []any) verdict {
	left := slices.Clone(want)
	for _, g := range got {
		i := slices.IndexFunc(left, func(w any) bool { return judge(w, g) != wrong })
		if i < 0 {
			return wrong
		}
		left = slices.Delete(left, i, i+1)
	}
	return notKnown
}

func sortPrinted(list []any) {
	sort.Slice(list, func(i, j int) bool { return fmt.Sprint(list[i]) < fmt.Sprint(list[j]) })
}
