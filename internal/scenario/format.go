package scenario

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Format returns the document's text with everything written into the header that it leaves out and an answer
// depends on: format, jupyterhub, oauthenticator, host. A scenario that says these never drifts when the
// defaults of Rolecall change. A document without a header gets one at its top; a header that can't be read is
// left as it is.
func (d *Document) Format() string {
	m := d.Meta
	if m.OAuthenticator == "" {
		m.OAuthenticator = OAuthenticatorOf(m.JupyterHub)
	}
	values := []struct{ key, value string }{
		{"format", fmt.Sprint(m.Format)}, {"jupyterhub", quoted(m.JupyterHub)},
		{"oauthenticator", quoted(m.OAuthenticator)}, {"host", m.Host},
	}
	b, ok := d.Find("header")
	if !ok {
		var text strings.Builder
		text.WriteString("---\n")
		for _, v := range values {
			fmt.Fprintf(&text, "%s: %s\n", v.key, v.value)
		}
		text.WriteString("---\n")
		whole := d.Print()
		end := lineEnd(whole)
		head := strings.ReplaceAll(text.String(), "\n", end)
		if rest, ok := strings.CutPrefix(whole, byteOrderMark); ok {
			return byteOrderMark + head + rest
		}
		return head + whole
	}
	y := readYAML(b.Part, b.Text)
	pairs := y.mapping(y.root, "the header", headerKeys)
	flow := y.root != nil && y.root.Style&yaml.FlowStyle != 0
	if len(y.diagnostics) > 0 || flow {
		return d.Print()
	}
	end := lineEnd(b.Raw)
	text, first := b.Text, ""
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += end
	}
	for _, v := range values {
		if hasKey(pairs, v.key) {
			continue
		}
		line := v.key + ": " + v.value + end
		if v.key == "format" {
			first = line
		} else {
			text += line
		}
	}
	return d.Replace("header", first+text)
}

func hasKey(pairs []pair, key string) bool {
	for _, p := range pairs {
		if p.key == key {
			return true
		}
	}
	return false
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }
