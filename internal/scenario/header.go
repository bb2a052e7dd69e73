package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/diag"
	"rolecall.example/login"
	"rolecall.example/rbac"
)

// OAuthenticatorOf is the OAuthenticator that a document without a version of it speaks of: the one of the JupyterHub's
// time.
func OAuthenticatorOf(jupyterhub string) string {
	d, ok := login.Define(jupyterhub, "")
	if !ok {
		d, _ = login.Define(rbac.DefaultVersion, "")
	}
	return d.Pair().OAuthenticator
}

// hosts are the values of the header's `host`: what runs the Hub, and prepares `c` before the config is read.
var hosts = []string{"plain", "z2jh", "tljh"}

var headerKeys = []string{"format", "title", "summary", "jupyterhub", "oauthenticator", "host", "stops"}

func defaults() Meta {
	return Meta{Format: FormatNumber, JupyterHub: rbac.DefaultVersion, Host: "plain"}
}

// frontMatter finds the lines between two `---` at the top of a text.
func frontMatter(text string, at int) (fence, bool) {
	first := lineAt(text, at)
	if first.column != 0 || !dashes(first) {
		return fence{}, false
	}
	f := fence{start: at, textStart: first.next, char: '-', length: 3, infoStart: first.end, closed: true}
	for next := first.next; next < len(text); {
		l := lineAt(text, next)
		if !l.blank && l.column == 0 && dashes(l) {
			f.textEnd, f.end = l.start, l.next
			return f, true
		}
		next = l.next
	}
	return fence{}, false
}

func dashes(l line) bool {
	return !l.blank && strings.TrimRight(l.rest(), " \t") == "---"
}

// frontIsHeader tells whether front matter is this document's header. On a page whose scenarios begin with
// fences it belongs to the page, unless it says itself that it is a header.
func frontIsHeader(text string, front fence, list []fence) bool {
	for _, f := range list {
		if f.first() == "rolecall" {
			return saysFormat(text, front)
		}
	}
	return true
}

// saysFormat reports whether front matter names a document's format.
func saysFormat(text string, front fence) bool {
	for l := range strings.Lines(text[front.textStart:front.textEnd]) {
		if strings.HasPrefix(l, "format:") {
			return true
		}
	}
	return false
}

// body is the offset behind a byte order mark and front matter, where fences may begin.
func body(text string) (front fence, hasFront bool, at int) {
	if strings.HasPrefix(text, byteOrderMark) {
		at = len(byteOrderMark)
	}
	if front, hasFront = frontMatter(text, at); hasFront {
		at = front.end
	}
	return front, hasFront, at
}

// header adds the header's block and reads it.
func (p *parser) header(f fence) {
	b := p.add(Header, "header", "-", f)
	if b.Part != "header" {
		return
	}
	y := readYAML(b.Part, b.Text)
	if m := y.mapping(y.root, "the header", headerKeys); m != nil {
		y.meta(m, &p.doc.Meta)
	}
	p.diagnostics = append(p.diagnostics, y.diagnostics...)
}

func (y *yamlText) meta(m []pair, meta *Meta) {
	for _, e := range m {
		switch e.key {
		case "format":
			n, err := strconv.Atoi(e.value.Value)
			if e.value.Kind != yaml.ScalarNode || err != nil || n != FormatNumber {
				y.say(e.value, "unknown-format", "the only format is "+strconv.Itoa(FormatNumber), "")
				continue
			}
		case "title":
			meta.Title, _ = y.text(e.value, "title")
		case "summary":
			meta.Summary, _ = y.text(e.value, "summary")
		case "jupyterhub":
			if v, ok := y.text(e.value, "jupyterhub"); ok {
				if !slices.Contains(rbac.Versions(), v) {
					y.say(e.value, "unknown-version", fmt.Sprintf("Rolecall does not know JupyterHub %q", v),
						"it knows "+strings.Join(rbac.Versions(), ", "))
				}
				meta.JupyterHub = v
			}
		case "oauthenticator":
			if v, ok := y.text(e.value, "oauthenticator"); ok {
				if !slices.Contains(login.OAuthenticators(), v) {
					// A warning: what a document says besides logging in does not hang on it.
					y.say(e.value, "unknown-oauthenticator", fmt.Sprintf("Rolecall does not know OAuthenticator %q", v),
						"it knows "+strings.Join(login.OAuthenticators(), ", "))
					y.diagnostics[len(y.diagnostics)-1].Severity = diag.Warning
				}
				meta.OAuthenticator = v
			}
		case "host":
			if v, ok := y.text(e.value, "host"); ok {
				if !slices.Contains(hosts, v) {
					y.say(e.value, "unknown-host", fmt.Sprintf("there is no host %q", v), "one of "+strings.Join(hosts, ", "))
					continue
				}
				meta.Host = v
			}
		case "stops":
			meta.Stops, _ = y.text(e.value, "stops")
		}
	}
}

// severity of everything wrong in a header or state: nothing can be evaluated by guessing it.
const yamlSeverity = diag.Error
