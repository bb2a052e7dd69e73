package scenario

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// WithVersion is Format with another JupyterHub in the header, for a scenario that is kept as it was looked at. A header
// that can't be read, or that writes its version in a way of its own, is left as Format has it.
func (d *Document) WithVersion(version string) string {
	asFormat := d.Format()
	if d.Meta.OAuthenticator == "" {
		other := *d
		other.Meta.OAuthenticator = OAuthenticatorOf(version)
		d = &other
	}
	text := d.Format()
	d, _ = Parse(text)
	if d.Meta.JupyterHub == version {
		return text
	}
	b, ok := d.Find("header")
	if !ok {
		return asFormat
	}
	y := readYAML(b.Part, b.Text)
	for _, p := range y.mapping(y.root, "the header", headerKeys) {
		if p.key != "jupyterhub" || p.value.Kind != yaml.ScalarNode {
			continue
		}
		at := offsetIn(b.Text, p.value.Line, p.value.Column)
		length := scalarLength(firstLine(b.Text[at:]))
		changed := d.Replace(b.Part, b.Text[:at]+quoted(version)+b.Text[at+length:])
		if again, _ := Parse(changed); again.Meta.JupyterHub == version {
			return changed
		}
	}
	return asFormat
}

// scalarLength is how long the scalar is that a line begins with.
func scalarLength(line string) int {
	if line != "" && (line[0] == '"' || line[0] == '\'') {
		if end := strings.IndexByte(line[1:], line[0]); end >= 0 {
			return end + 2
		}
	}
	for i := range len(line) {
		if strings.IndexByte(" \t\r\n,}", line[i]) >= 0 {
			return i
		}
	}
	return len(line)
}
