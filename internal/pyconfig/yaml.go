package pyconfig

import (
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/limits"
)

// textOf is the text that a loader is given, as a string or an open file; false with what it gives in its place.
func (in *interp) textOf(c *call, source val) (string, val, bool) {
	if f, ok := source.v.(*fileValue); ok {
		source = in.fileMethod(f, "read", &call{at: c.at})
	}
	if s, ok := source.v.(stringValue); ok {
		return string(s), val{}, true
	}
	if n, asked := firstAsked(source); asked {
		return "", val{&unknownValue{n}, c.at}, false
	}
	return "", in.spread(c.at, orSilent(source)), false
}

// yamlLoad is yaml.safe_load, and yaml.load with any loader, for what they have in common. The place of all that
// is read is that of the call.
func (in *interp) yamlLoad(c *call) val {
	text, instead, ok := in.textOf(c, c.arg(0, "stream"))
	if !ok {
		return instead
	}
	if !in.step(len(text)/4, c.at) || !in.alloc(8*len(text), c.at) {
		return in.nothing(c.at)
	}
	root, problem := parseYAML(text)
	switch {
	case problem != "":
		return in.raise(c.at, "Exception", "the text is no YAML: "+problem, "")
	case root == nil:
		return in.none(c.at)
	}
	y := &yamlReader{in: in, at: c.at, made: map[*yaml.Node]val{}}
	v := y.value(root, 1)
	if y.over {
		return in.unknown(c.at, "yaml-too-large", "YAML that is too large", "this YAML nests more than "+itoa(limits.YAMLDepth)+
			" deep, or has more than "+itoa(limits.YAMLNodes)+" values, and is not read", "")
	}
	return v
}

// parseYAML gives the one document's root, nil for an empty one, or says what is wrong.
func parseYAML(text string) (root *yaml.Node, problem string) {
	defer func() {
		if recover() != nil { // the package promises errors, not panics
			root, problem = nil, "it cannot be read"
		}
	}()
	d := yaml.NewDecoder(strings.NewReader(text))
	var document, second yaml.Node
	if err := d.Decode(&document); err == io.EOF {
		return nil, ""
	} else if err != nil {
		return nil, strings.TrimPrefix(err.Error(), "yaml: ")
	}
	if err := d.Decode(&second); err != io.EOF {
		return nil, "it has more than one document"
	}
	if len(document.Content) == 0 {
		return nil, ""
	}
	return document.Content[0], ""
}

// yamlReader makes values of nodes. An alias gives the very object of its anchor, as in Python.
type yamlReader struct {
	in    *interp
	at    span
	made  map[*yaml.Node]val
	nodes int
	over  bool // a limit is passed
}

func (y *yamlReader) value(n *yaml.Node, depth int) val {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if v, ok := y.made[n]; ok {
		return v
	}
	y.nodes++
	if y.over = y.over || depth > limits.YAMLDepth || y.nodes > limits.YAMLNodes; y.over || !y.in.step(1, y.at) {
		return y.in.nothing(y.at)
	}
	var v val
	tagged := n.Style&yaml.TaggedStyle != 0
	switch {
	case n.Kind == yaml.ScalarNode && (!tagged || n.Tag == "!!str"):
		y.in.alloc(16+len(n.Value), y.at)
		if v = (val{stringValue(n.Value), y.at}); !tagged && n.Style == 0 {
			v.v = plainYAML(n.Value)
		}
	case n.Kind == yaml.SequenceNode && (!tagged || n.Tag == "!!seq"):
		l := &listValue{born: len(y.in.doubt)}
		v = val{l, y.at}
		y.made[n] = v
		for _, item := range n.Content {
			y.in.alloc(32, y.at)
			l.items = append(l.items, y.value(item, depth+1))
		}
	case n.Kind == yaml.MappingNode && (!tagged || n.Tag == "!!map"):
		d := y.in.newDict()
		v = val{d, y.at}
		y.made[n] = v
		y.mapping(d, n, depth)
	default:
		return y.in.unknown(y.at, "yaml-tag", "a value with a YAML tag", "what the YAML tag "+shorten(n.Tag, 60)+" makes of a value is not known", "")
	}
	y.made[n] = v
	return v
}

// mapping fills a dict: first what `<<` merges in, then its own entries.
func (y *yamlReader) mapping(d *dictValue, n *yaml.Node, depth int) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if !merges(n.Content[i]) {
			continue
		}
		from := y.value(n.Content[i+1], depth+1)
		list := []val{from}
		if l, ok := from.v.(*listValue); ok {
			list = l.items
		}
		for j := len(list) - 1; j >= 0; j-- { // the first of several wins
			other, ok := list[j].v.(*dictValue)
			if !ok || other == d {
				y.in.raise(y.at, "Exception", "the text is no YAML: << takes a mapping, or a list of them", "")
				return
			}
			for _, e := range other.entries {
				if !e.gone {
					y.in.dictSet(d, e.key, e.v)
				}
			}
		}
	}
	for i := 0; i+1 < len(n.Content) && !y.in.halted(); i += 2 {
		if !merges(n.Content[i]) {
			k := y.value(n.Content[i], depth+1)
			y.in.dictSet(d, k, y.value(n.Content[i+1], depth+1))
		}
	}
}

func merges(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && key.Style == 0 && key.Value == "<<"
}
