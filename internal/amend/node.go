package amend

import (
	"strings"

	"rolecall.example/internal/export"
)

// node is a value to be written: a text, a list of texts, or a mapping.
type node struct {
	text     string
	list     []string
	dict     []pair
	brackets bool // in YAML the list stands in brackets, even where it could stand in lines
}

type pair struct {
	key   string
	value node
}

// python writes the node as a literal on one line.
func (n node) python(quote byte) string {
	switch {
	case n.dict != nil:
		parts := make([]string, len(n.dict))
		for i, p := range n.dict {
			parts[i] = pyText(p.key, quote) + ": " + p.value.python(quote)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case n.list != nil:
		parts := make([]string, len(n.list))
		for i, s := range n.list {
			parts[i] = pyText(s, quote)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return pyText(n.text, quote)
}

// yaml writes the node on one line.
func (n node) yaml(quote byte) string {
	switch {
	case n.dict != nil:
		parts := make([]string, len(n.dict))
		for i, p := range n.dict {
			parts[i] = yamlText(p.key, 0) + ": " + p.value.yaml(quote)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case n.list != nil:
		parts := make([]string, len(n.list))
		for i, s := range n.list {
			parts[i] = yamlText(s, quote)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return yamlText(n.text, quote)
}

// block writes a mapping's entries in lines of their own below a key, two blanks further in.
func (n node) block(indent, end string) string {
	if n.dict == nil {
		return " " + n.yaml(0)
	}
	var b strings.Builder
	for _, p := range n.dict {
		b.WriteString(end + indent + "  " + yamlText(p.key, 0) + ":" + p.value.block(indent+"  ", end))
	}
	return b.String()
}

// pyText is a text as a literal of Python, in the quotes that the neighbours have.
func pyText(s string, quote byte) string {
	if quote != '\'' {
		quote = '"'
	}
	return export.Quoted(s, quote)
}

// yamlText is a text as a scalar of YAML: plain where that is read as itself, unless the neighbours have quotes.
func yamlText(s string, quote byte) string {
	switch {
	case quote == 0 && export.Plain(s) && !strings.ContainsAny(s, ",[]{}#"):
		return s
	case quote == '\'' && !strings.ContainsAny(s, "'\n\r\t\\"):
		return "'" + s + "'"
	}
	return export.Quoted(s, '"')
}
