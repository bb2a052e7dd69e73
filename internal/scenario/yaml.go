package scenario

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/words"
)

// yamlText is the YAML of one part on its way into a type, with what there is to say about it.
type yamlText struct {
	part, source string
	root         *yaml.Node // nil: empty or unreadable
	diagnostics  []diag.Diagnostic
}

// readYAML parses one YAML document within the limits on depth and on nodes after aliases.
func readYAML(part, source string) (y *yamlText) {
	y = &yamlText{part: part, source: source}
	defer func() {
		// The YAML package promises errors, not panics; a header is no reason to fall if it breaks that.
		if r := recover(); r != nil {
			y.root = nil
			y.at(0, len(source), "yaml-syntax", "this YAML cannot be read", "")
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(source))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case err == io.EOF:
		return y
	case err != nil:
		y.syntax(err)
		return y
	}
	if err := decoder.Decode(&second); err == nil {
		y.say(&second, "yaml-documents", "one YAML document is enough", "remove the line ---")
		return y
	} else if err != io.EOF {
		y.syntax(err)
		return y
	}
	if len(document.Content) == 0 {
		return y
	}
	nodes := 0
	if y.within(document.Content[0], 1, &nodes) {
		y.root = document.Content[0]
	}
	return y
}

// within follows aliases and reports whether the tree keeps the limits. It stops at the first excess, so an
// alias that grows without end costs no more than the limit.
func (y *yamlText) within(n *yaml.Node, depth int, nodes *int) bool {
	if depth > limits.YAMLDepth {
		y.say(n, "limit-yaml-depth", fmt.Sprintf("YAML nests at most %d deep here", limits.YAMLDepth), "")
		return false
	}
	if *nodes++; *nodes > limits.YAMLNodes {
		y.say(n, "limit-yaml-nodes", fmt.Sprintf("YAML has at most %d nodes here, aliases followed", limits.YAMLNodes), "")
		return false
	}
	if n.Kind == yaml.AliasNode {
		return n.Alias != nil && y.within(n.Alias, depth+1, nodes)
	}
	for _, c := range n.Content {
		if !y.within(c, depth+1, nodes) {
			return false
		}
	}
	return true
}

// syntax turns the YAML package's error, "yaml: line 3: …", into a diagnostic at that line.
func (y *yamlText) syntax(err error) {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	start, end := 0, len(y.source)
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if number, text, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				message = text
				start = offsetIn(y.source, n, 1)
				end = start + len(strings.TrimRight(firstLine(y.source[start:]), "\r\n"))
			}
		}
	}
	y.at(start, end, "yaml-syntax", "this is no YAML: "+message, "")
}

func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i+1]
	}
	return s
}

// offsetIn is the byte offset of a line and column as the YAML package counts them: from 1, columns in
// characters, and a CR, NEL, LS or PS ends a line, too.
func offsetIn(s string, lineNumber, column int) int {
	at := 0
	for n := 1; n < lineNumber && at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		at += size
		switch {
		case r == '\r' && at < len(s) && s[at] == '\n':
		case r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			n++
		}
	}
	for c := 1; c < column && at < len(s); c++ {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

func (y *yamlText) at(start, end int, id, message, hint string) {
	y.diagnostics = append(y.diagnostics, diag.Diagnostic{
		Span: diag.Span{File: y.part, Start: start, End: end}, ID: id, Severity: yamlSeverity, Message: message, Hint: hint,
	})
}

// say adds a diagnostic at a node.
func (y *yamlText) say(n *yaml.Node, id, message, hint string) {
	if len(y.diagnostics) >= maxDiagnostics {
		return
	}
	at := y.span(n)
	y.at(at.Start, at.End, id, message, hint)
}

// span is where a node stands: its first line, as far as the source spells the value out.
func (y *yamlText) span(n *yaml.Node) diag.Span {
	start := offsetIn(y.source, n.Line, n.Column)
	end := start + 1
	if v := n.Value; n.Kind == yaml.ScalarNode && v != "" && start < len(y.source) {
		if i := strings.Index(firstLine(y.source[start:]), v); i == 0 {
			end = start + len(v)
		} else if i == 1 {
			end = start + len(v) + 2 // quoted
		}
	}
	return diag.Span{File: y.part, Start: start, End: min(end, len(y.source))}
}

// pair is one entry of a mapping, aliases followed.
type pair struct {
	key   string
	at    *yaml.Node
	value *yaml.Node
}

// mapping reads n as a mapping. keys lists the known keys; nil allows all. An absent or null n has no entries.
func (y *yamlText) mapping(n *yaml.Node, what string, keys []string) []pair {
	n = resolved(n)
	if n == nil || n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		y.say(n, "yaml-type", what+" is a mapping of keys to values", "")
		return nil
	}
	var out []pair
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		at := n.Content[i]
		k, v := resolved(at), resolved(n.Content[i+1])
		switch {
		case k.Kind != yaml.ScalarNode || k.Tag == "!!null":
			y.say(at, "yaml-type", "a key of "+what+" is text", "")
		case seen[k.Value]:
			y.say(at, "key-twice", fmt.Sprintf("%s says %q twice", what, k.Value), "")
		case keys != nil && !known(keys, k.Value):
			hint := "known are " + strings.Join(keys, ", ")
			if near := words.Nearest(k.Value, keys); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			y.say(at, "unknown-key", fmt.Sprintf("%s has no key %q", what, k.Value), hint)
		default:
			seen[k.Value] = true
			out = append(out, pair{k.Value, at, v})
		}
	}
	return out
}

func known(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// resolved follows an alias. Aliases never form a ring here: within has walked them all.
func resolved(n *yaml.Node) *yaml.Node {
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// text reads n as text. A number that YAML would change is asked to be quoted.
func (y *yamlText) text(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
		hint := ""
		if n.Kind == yaml.ScalarNode && n.Value != "" {
			hint = fmt.Sprintf("quote it: %q", n.Value)
		}
		y.say(n, "yaml-type", what+" is text", hint)
		return "", false
	}
	return n.Value, true
}

// name reads n as a name of somebody or something: text, or a whole number as it is written.
func (y *yamlText) name(n *yaml.Node, what string) (string, bool) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!int" {
		return n.Value, true
	}
	return y.text(n, what)
}

// names reads n as a list of names; a null has none.
func (y *yamlText) names(n *yaml.Node, what string) []string {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		y.say(n, "yaml-type", what+" is a list", "")
		return nil
	}
	out := make([]string, 0, len(n.Content))
	for _, c := range n.Content {
		if v, ok := y.name(resolved(c), "an entry of "+what); ok {
			out = append(out, v)
		}
	}
	return out
}
