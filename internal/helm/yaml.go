package helm

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// source is one YAML file on its way into a value.
type source struct {
	name, text string
	lines      []int // the offset at which each line begins
	plain      func(string) settings.Value
	json       bool // it becomes JSON, as Helm makes it: keys are text, and what is merged in counts where it stands
	nodes      int
	say        func(diag.Diagnostic)
	over       bool
}

// parse reads one YAML document with a mapping at its root. ok is false where there is nothing to go on with.
func (s *source) parse() (v settings.Value, ok bool) {
	defer func() {
		if recover() != nil { // the YAML package promises errors, not panics
			s.add(diag.Error, 0, len(s.text), "yaml-syntax", "this YAML cannot be read", "")
			v, ok = settings.Value{}, false
		}
	}()
	s.index()
	decoder := yaml.NewDecoder(strings.NewReader(s.text))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case err == io.EOF:
		return settings.Value{Kind: settings.Dict, Span: diag.Span{File: s.name}}, true
	case err != nil:
		s.syntax(err)
		return v, false
	}
	if err := decoder.Decode(&second); err == nil {
		at := s.offset(second.Line, second.Column)
		s.add(diag.Error, at, at+1, "yaml-documents", "a values file is one YAML document, and this begins a second one", "remove the line ---")
		return v, false
	} else if err != io.EOF {
		s.syntax(err)
		return v, false
	}
	if len(document.Content) == 0 {
		return settings.Value{Kind: settings.Dict, Span: diag.Span{File: s.name}}, true
	}
	v = s.value(document.Content[0], 1)
	if s.over {
		return v, false
	}
	switch v.Kind {
	case settings.Dict:
		return v, true
	case settings.None:
		v.Kind = settings.Dict
		return v, true
	}
	s.at(diag.Error, v.Span, "values-root", "a values file is a mapping of keys to values", "")
	return v, false
}

// index notes where lines begin, as the YAML package counts them.
func (s *source) index() {
	s.lines = []int{0}
	for at := 0; at < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		at += size
		switch {
		case r == '\r' && at < len(s.text) && s.text[at] == '\n':
		case r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			s.lines = append(s.lines, at)
		}
	}
}

// offset is the byte offset of a line and column, both from 1, columns in characters.
func (s *source) offset(line, column int) int {
	if line < 1 || line > len(s.lines) {
		return len(s.text)
	}
	at := s.lines[line-1]
	for c := 1; c < column && at < len(s.text); c++ {
		_, size := utf8.DecodeRuneInString(s.text[at:])
		at += size
	}
	return at
}

func (s *source) add(severity diag.Severity, start, end int, id, message, hint string) {
	s.at(severity, diag.Span{File: s.name, Start: start, End: min(end, len(s.text))}, id, message, hint)
}

func (s *source) at(severity diag.Severity, at diag.Span, id, message, hint string) {
	s.say(diag.Diagnostic{Span: at, ID: id, Severity: severity, Message: message, Hint: hint})
}

// syntax turns the YAML package's error, "yaml: line 3: …", into a diagnostic. Where a template stands in the file, that
// is the more likely reason.
func (s *source) syntax(err error) {
	for _, open := range []string{"{{", "{%"} {
		if at := strings.Index(s.text, open); at >= 0 {
			s.add(diag.Error, at, at+len(open), "values-template", "this is a template, and Helm fills in none in a values file: as it stands the file is no YAML",
				"paste the file as it is deployed")
			return
		}
	}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	start, end := 0, len(s.text)
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if number, text, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				message, start = text, s.offset(n, 1)
				end = start + len(strings.TrimRight(s.line(start), "\r\n"))
			}
		}
	}
	s.add(diag.Error, start, end, "yaml-syntax", "this is no YAML: "+message, "")
}

// line is the rest of the line at an offset, with its end.
func (s *source) line(at int) string {
	i := s.lineAt(at) + 1
	if i >= len(s.lines) {
		return s.text[at:]
	}
	return s.text[at:s.lines[i]]
}

// lineAt is the index of the line in which an offset lies.
func (s *source) lineAt(at int) int { return sort.SearchInts(s.lines, at+1) - 1 }

// value reads a node. What an anchor names is copied for each alias, as it is once Helm has rendered the values; its
// parts keep the places where they are written.
func (s *source) value(n *yaml.Node, depth int) settings.Value {
	if s.over {
		return settings.Value{}
	}
	start := s.offset(n.Line, n.Column)
	s.nodes++
	switch {
	case depth > limits.YAMLDepth:
		s.over = true
		s.add(diag.Error, start, start+1, "limit-yaml-depth", fmt.Sprintf("YAML nests at most %d deep here", limits.YAMLDepth), "")
		return settings.Value{}
	case s.nodes > limits.YAMLNodes:
		s.over = true
		s.add(diag.Error, start, start+1, "limit-yaml-nodes", fmt.Sprintf("a values file has at most %d values here, aliases followed", limits.YAMLNodes), "")
		return settings.Value{}
	case n.Kind == yaml.AliasNode:
		return s.value(n.Alias, depth+1)
	}
	v := settings.Value{Span: diag.Span{File: s.name, Start: start, End: start + 1}}
	switch n.Kind {
	case yaml.ScalarNode:
		s.scalar(&v, n)
	case yaml.SequenceNode:
		v.Kind = settings.List
		for _, c := range n.Content {
			item := s.value(c, depth+1)
			v.Items = append(v.Items, item)
			v.Span.End = max(v.Span.End, s.endIn(c, item))
		}
	case yaml.MappingNode:
		v.Kind = settings.Dict
		s.mapping(&v, n, depth)
	}
	if n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle != 0 {
		v.Span.End = s.closed(v.Span.End)
	}
	return v
}

// closed is the place behind the bracket that ends a flow collection whose last part ends at an offset.
func (s *source) closed(at int) int {
	for i := at; i < len(s.text); i++ {
		switch s.text[i] {
		case ']', '}':
			return i + 1
		case ' ', '\t', '\r', '\n', ',', ':', '?':
		case '#':
			i += len(strings.TrimRight(s.line(i), "\r\n"))
		default:
			return at
		}
	}
	return at
}

// endIn is where a part ends, unless it was written elsewhere, behind an alias.
func (s *source) endIn(n *yaml.Node, v settings.Value) int {
	if n.Kind == yaml.AliasNode {
		return s.offset(n.Line, n.Column) + 1 + len(n.Value)
	}
	return v.Span.End
}

// merges reports whether a key says that what follows is merged in.
func merges(k *yaml.Node) bool { return k.Value == "<<" && k.Style == 0 }

// mergeIn puts the entries of a mapping, or of several, into one.
func (s *source) mergeIn(v *settings.Value, from settings.Value) {
	parts := []settings.Value{from}
	if from.Kind == settings.List {
		parts = from.Items
	}
	for j := len(parts) - 1; j >= 0; j-- { // the first of several wins
		for _, p := range parts[j].Pairs {
			v.Pairs = set(v.Pairs, p)
		}
	}
}

// keyText is the text that JSON has for a key.
func keyText(key settings.Value, written string) string {
	switch key.Kind {
	case settings.Int:
		return key.Text
	case settings.Bool:
		return strconv.FormatBool(key.Bool)
	case settings.Float:
		if f, err := strconv.ParseFloat(key.Text, 64); err == nil {
			return strconv.FormatFloat(f, 'g', -1, 32)
		}
	}
	return written
}

// mapping reads a mapping's entries, and what `<<` merges in: before them, or for Helm where it stands.
func (s *source) mapping(v *settings.Value, n *yaml.Node, depth int) {
	for i := 0; i+1 < len(n.Content) && !s.json; i += 2 {
		if merges(n.Content[i]) {
			s.mergeIn(v, s.value(n.Content[i+1], depth+1))
		}
	}
	own := map[string]bool{}
	for i := 0; i+1 < len(n.Content) && !s.over; i += 2 {
		k := n.Content[i]
		if merges(k) {
			if s.json {
				s.mergeIn(v, s.value(n.Content[i+1], depth+1))
			}
			continue
		}
		key := s.value(k, depth+1)
		if key.Kind != settings.Str {
			if key.Kind == settings.List || key.Kind == settings.Dict || key.Kind == settings.None && s.json {
				s.at(diag.Error, key.Span, "yaml-key", "a key in a values file is text", "")
				continue
			}
			text := k.Value
			if s.json {
				text = keyText(key, text)
			}
			key.Kind, key.Text = settings.Str, text
		}
		value := s.value(n.Content[i+1], depth+1)
		if own[key.Text] {
			s.at(diag.Advice, key.Span, "key-twice", fmt.Sprintf("the key %q stands here a second time, and what it said before is lost", key.Text), "keep one of the two")
		}
		own[key.Text] = true
		v.Pairs = set(v.Pairs, settings.Pair{Key: key, Value: value})
		v.Span.End = max(v.Span.End, s.endIn(n.Content[i+1], value))
	}
}

// set puts an entry in place of the one with its key, or at the end.
func set(pairs []settings.Pair, p settings.Pair) []settings.Pair {
	for i := range pairs {
		if pairs[i].Key.Text == p.Key.Text {
			pairs[i] = p
			return pairs
		}
	}
	return append(pairs, p)
}
