package scenario

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// PersonChange is a change of what the state says of one person. Nothing but the name describes a person who is to be there.
type PersonChange struct {
	Name string
	// Path is the key that changes, with what lies below it: {"orgs"}, {"projects", "123"}, {"claims", "realm", "roles"}.
	Path []string
	// Text is the new value as somebody types it: a list has commas between its members. Empty: the key goes.
	Text string
	// Member: not the whole list changes, but this member comes (Text is not empty) or goes.
	Member string
	// List says that a claim is a list. Other keys have their shapes.
	List bool
	// Gone: the person is taken out.
	Gone bool
}

// ChangePerson returns the document's text with that change in its state. Other people, and the state's other lines, stay
// as they are; the person's own entry is written in one line. A state that can't be read changes nothing.
func (d *Document) ChangePerson(c PersonChange) string {
	if c.Name == "" || len(c.Path) > 0 && !slices.Contains(personKeys, c.Path[0]) {
		return d.Print()
	}
	return d.editState(func(s *stateText, root *yaml.Node) {
		_, people := child(root, "people")
		value := &yaml.Node{Kind: yaml.MappingNode}
		if people != nil {
			if _, now := child(people, c.Name); now != nil && now.Kind == yaml.MappingNode {
				value = now
			}
		}
		if len(c.Path) > 0 {
			value = c.within(value, c.Path, c.Path[0])
		}
		s.set(root, "people", pair{key: c.Name, value: value}, c.Gone, func(e pair, indent string) []string {
			return []string{indent + quotedYAML(e.key) + ": " + flow(e.value) + "\n"}
		})
	})
}

// within changes what stands at the path below n. key is the path's beginning, as shapeOf takes it.
func (c *PersonChange) within(n *yaml.Node, path []string, key string) *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode}
	var now *yaml.Node
	at := -1
	if n != nil && n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == path[0] {
				at, now = len(out.Content), resolved(n.Content[i+1])
				continue
			}
			out.Content = append(out.Content, n.Content[i], n.Content[i+1])
		}
	}
	if at < 0 {
		at = len(out.Content)
	}
	var value *yaml.Node
	if len(path) > 1 {
		value = c.within(now, path[1:], key+"."+path[1])
		if len(value.Content) == 0 {
			value = nil
		}
	} else {
		value = c.value(now, key)
	}
	if value != nil {
		out.Content = slices.Insert(out.Content, at, textNode(path[0]), value)
	}
	return out
}

// value is the new value at the end of the path; nil: the key goes.
func (c *PersonChange) value(now *yaml.Node, key string) *yaml.Node {
	switch shapeOf(key) {
	case aMapping:
		y := readYAML("state", c.Text)
		if y.root == nil || y.root.Kind != yaml.MappingNode || len(y.diagnostics) > 0 {
			if strings.TrimSpace(c.Text) == "" {
				return nil
			}
			return now
		}
		return y.root
	case aList:
		return c.list(now)
	case aFlag:
		if c.Text == "" {
			return nil
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: map[bool]string{true: "true", false: "false"}[c.Text == "true"]}
	}
	if c.List {
		return c.list(now)
	}
	word := strings.TrimSpace(c.Text)
	switch {
	case word == "":
		return nil
	case strings.HasPrefix(key, "projects."):
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: word}
	}
	return textNode(word)
}

func (c *PersonChange) list(now *yaml.Node) *yaml.Node {
	var names []string
	if c.Member == "" {
		for _, name := range strings.FieldsFunc(c.Text, func(r rune) bool { return r == ',' || r == '\n' }) {
			if name = strings.TrimSpace(name); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	} else {
		if now != nil && now.Kind == yaml.SequenceNode {
			for _, one := range now.Content {
				if v := resolved(one).Value; v != c.Member {
					names = append(names, v)
				}
			}
		}
		if c.Text != "" {
			names = append(names, c.Member)
		}
	}
	if len(names) == 0 {
		return nil
	}
	out := &yaml.Node{Kind: yaml.SequenceNode}
	for _, name := range names {
		out.Content = append(out.Content, textNode(name))
	}
	return out
}

func textNode(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s} }

// flow writes a value in one line.
func flow(n *yaml.Node) string {
	n = resolved(n)
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			parts = append(parts, flow(n.Content[i])+": "+flow(n.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		for _, c := range n.Content {
			parts = append(parts, flow(c))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Tag == "!!str" || n.Tag == "" {
		return quotedYAML(n.Value)
	}
	if n.Tag == "!!null" {
		return "null"
	}
	return n.Value
}
