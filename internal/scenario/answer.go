package scenario

import (
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The keys of the state that hold answers to what a config does not say itself.
const (
	AnswerEnvironment = "environment" // a variable's value
	AnswerFile        = "files"       // what a file holds
	AnswerValue       = "values"      // a Python literal for a name or call
	AnswerRun         = "run"         // a function that is called with the config
)

// Answer returns the document's text with one answer in its state: under key the value of name, or, for run, the name
// itself. With gone the answer is taken away. The state's other lines stay as they are; a document without a state
// gets one. A state that can't be read changes nothing.
func (d *Document) Answer(key, name, value string, gone bool) string {
	return d.editState(func(s *stateText, root *yaml.Node) {
		s.set(root, key, pair{key: name, value: textNode(value)}, gone, func(e pair, indent string) []string {
			return entryLines(e.key, e.value.Value, indent)
		})
	})
}

// editState returns the document's text with its state changed line by line. A state that can't be read stays as it is.
func (d *Document) editState(edit func(s *stateText, root *yaml.Node)) string {
	text := ""
	if b, ok := d.Find("state"); ok {
		text = b.Text
	}
	y := readYAML("state", text)
	if len(y.diagnostics) > 0 || y.root != nil && y.root.Kind != yaml.MappingNode {
		return d.Print()
	}
	s := &stateText{lines: strings.SplitAfter(text, "\n")}
	if n := len(s.lines); s.lines[n-1] == "" {
		s.lines = s.lines[:n-1]
	} else {
		s.lines[n-1] += "\n"
	}
	edit(s, y.root)
	return d.Replace("state", strings.Join(s.lines, ""))
}

// stateText is the text of a state, line by line.
type stateText struct{ lines []string }

// printer writes an entry of a mapping in block style.
type printer func(e pair, indent string) []string

// set changes one entry below a key of the root.
func (s *stateText) set(root *yaml.Node, key string, to pair, gone bool, print printer) {
	var entries []pair
	from, end := len(s.lines), len(s.lines)
	block := true
	if at, v := child(root, key); v != nil {
		from, end = at.Line-1, s.endOf(root, at)
		block = v.Kind == yaml.MappingNode && v.Style&yaml.FlowStyle == 0
		entries = answersIn(v)
	}
	if block && key != AnswerRun && len(entries) > 0 {
		s.setEntry(entries, end, to, gone, print)
		return
	}
	// What stands in one line, or is a list, is written anew.
	var kept []pair
	for _, e := range entries {
		if e.key != to.key {
			kept = append(kept, e)
		}
	}
	if !gone {
		kept = append(kept, to)
	}
	var out []string
	switch {
	case len(kept) == 0:
	case key == AnswerRun:
		var names []string
		for _, e := range kept {
			names = append(names, quotedYAML(e.key))
		}
		out = []string{key + ": [" + strings.Join(names, ", ") + "]\n"}
	default:
		out = []string{key + ":\n"}
		for _, e := range kept {
			out = append(out, print(e, "  ")...)
		}
	}
	s.splice(from, end, out)
}

// setEntry changes one entry of a mapping in block style.
func (s *stateText) setEntry(entries []pair, to int, set pair, gone bool, print printer) {
	indent := strings.Repeat(" ", entries[0].at.Column-1)
	starts := make([]int, len(entries), len(entries)+1)
	for i, e := range entries {
		starts[i] = e.at.Line - 1
	}
	sort.Ints(starts)
	starts = append(starts, to)
	for _, e := range entries {
		if e.key != set.key {
			continue
		}
		from := e.at.Line - 1
		end := s.content(from, starts[sort.SearchInts(starts, from)+1])
		switch {
		case !gone:
			s.splice(from, end, print(set, indent))
		case len(entries) == 1:
			s.splice(s.keyLine(from), end, nil)
		default:
			s.splice(from, end, nil)
		}
		return
	}
	if !gone {
		end := s.content(starts[len(starts)-2], to)
		s.splice(end, end, print(set, indent))
	}
}

// keyLine is the line above that is not indented: that of the mapping's own key.
func (s *stateText) keyLine(from int) int {
	for from > 0 && (s.lines[from][0] == ' ' || s.lines[from][0] == '\n' || s.lines[from][0] == '#') {
		from--
	}
	return from
}

// content is the end of what begins at a line, without comments and blank lines behind it.
func (s *stateText) content(from, to int) int {
	for to > from+1 {
		if l := strings.TrimSpace(s.lines[to-1]); l != "" && l[0] != '#' {
			break
		}
		to--
	}
	return to
}

func (s *stateText) splice(from, to int, with []string) {
	s.lines = append(append(append([]string(nil), s.lines[:from]...), with...), s.lines[to:]...)
}

// endOf is the line behind what stands under a key of the root.
func (s *stateText) endOf(root, at *yaml.Node) int {
	end := len(s.lines)
	for i := 0; i+1 < len(root.Content); i += 2 {
		if l := root.Content[i].Line - 1; l > at.Line-1 && l < end {
			end = l
		}
	}
	return s.content(at.Line-1, end)
}

func child(root *yaml.Node, key string) (at, v *yaml.Node) {
	if root == nil {
		return nil, nil
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == key {
			return root.Content[i], resolved(root.Content[i+1])
		}
	}
	return nil, nil
}

// answersIn are the entries of a mapping, or the names of a list.
func answersIn(v *yaml.Node) (out []pair) {
	switch v.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(v.Content); i += 2 {
			out = append(out, pair{v.Content[i].Value, v.Content[i], resolved(v.Content[i+1])})
		}
	case yaml.SequenceNode:
		for _, c := range v.Content {
			out = append(out, pair{resolved(c).Value, c, c})
		}
	}
	return out
}

// entryLines writes an entry: a text of several lines as a block, all else in quotes.
func entryLines(name, value, indent string) []string {
	head := indent + quotedYAML(name) + ": "
	if !strings.Contains(value, "\n") || !plainLines(value) {
		return []string{head + strconv.Quote(value) + "\n"}
	}
	mark := "|2" // says the indentation, so that a first line may begin with blanks
	body := strings.TrimRight(value, "\n")
	switch trailing := len(value) - len(body); {
	case trailing == 0:
		mark += "-"
	case trailing > 1:
		mark += "+"
	}
	out := []string{head + mark + "\n"}
	for l := range strings.Lines(value) {
		l = strings.TrimSuffix(l, "\n")
		if l != "" {
			l = indent + "  " + l
		}
		out = append(out, l+"\n")
	}
	return out
}

// plainLines reports whether a block of YAML holds a text as it is.
func plainLines(s string) bool {
	for _, r := range s {
		if r != '\n' && r != '\t' && (r < ' ' || r > '~' && (r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff')) {
			return false
		}
	}
	return strings.Trim(s, "\n") != ""
}

// quotedYAML is a name as a key: as it is where that is plain text.
func quotedYAML(name string) string {
	plain := name != ""
	for i := 0; i < len(name); i++ {
		c := name[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c != '.' && c != '-' && c != '/' && c != '@' && (c < '0' || c > '9')) {
			plain = false
		}
	}
	switch strings.ToLower(name) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		plain = false
	}
	if plain {
		return name
	}
	return strconv.Quote(name)
}
