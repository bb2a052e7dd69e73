package staticsite

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// linking are the attributes that hold addresses.
var linking = []string{"href", "src", "data-raw"}

// links lists the addresses that a page links to, from the root.
func links(address string, text []byte) (out []string) {
	walk(text, func(raw []byte, t *html.Token) {
		if t == nil || isCanonical(t) {
			return
		}
		for _, a := range t.Attr {
			if slices.Contains(linking, a.Key) {
				if to := resolve(address, a.Val); to != "" {
					out = append(out, to)
				}
			}
		}
	})
	return out
}

// rewrite makes a server's page one that stands in a file: links lead to files, from the page's own, and what the server says
// in headers stands in the page, as far as it can. there reports whether a file is among those that are written.
func rewrite(address string, text []byte, policy string, from place, there func(string) bool) []byte {
	var out bytes.Buffer
	walk(text, func(raw []byte, t *html.Token) {
		if t == nil {
			out.Write(raw)
			return
		}
		if isCanonical(t) {
			return // where the files will stand is not known
		}
		changed := false
		for i, a := range t.Attr {
			if !slices.Contains(linking, a.Key) {
				continue
			}
			to := resolve(address, a.Val)
			if target, ok := File(to); ok && there(target) {
				_, fragment, has := strings.Cut(a.Val, "#")
				if has {
					fragment = "#" + fragment
				}
				t.Attr[i].Val, changed = from.to(target)+fragment, true
			}
		}
		switch t.Data {
		case "html":
			t.Attr = append(t.Attr, html.Attribute{Key: "data-base", Val: from.base()})
			if strings.HasPrefix(from.file, "open/") {
				t.Attr = append(t.Attr, html.Attribute{Key: "data-copy"})
			}
			changed = true
		case "link", "script":
			// A page without an origin may read such files only where the host lets everybody.
			n := len(t.Attr)
			t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "crossorigin" || a.Key == "integrity" })
			changed = changed || len(t.Attr) < n
		}
		if changed {
			out.WriteString(t.String())
		} else {
			out.Write(raw)
		}
		if t.Data == "meta" && slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "charset" }) {
			out.WriteString(html.Token{Type: html.StartTagToken, Data: "meta", Attr: []html.Attribute{
				{Key: "http-equiv", Val: "Content-Security-Policy"}, {Key: "content", Val: inPage(policy)},
			}}.String())
			out.WriteString(`<meta name="referrer" content="no-referrer">`)
		}
	})
	return out.Bytes()
}

// inPage is a policy without what browsers take from headers alone.
func inPage(policy string) string {
	var kept []string
	for directive := range strings.SplitSeq(policy, ";") {
		if directive = strings.TrimSpace(directive); directive != "" && !strings.HasPrefix(directive, "frame-ancestors") {
			kept = append(kept, directive)
		}
	}
	return strings.Join(kept, "; ")
}

// A place is where a page is read: at its own file, or, with a home, at any address of the host.
type place struct {
	file string
	home string // the path at which all files stand, with a slash at its end
}

// to leads to a file.
func (p place) to(file string) string {
	if p.home != "" {
		return p.home + file
	}
	return relative(p.file, file)
}

// base leads to the root of all files.
func (p place) base() string {
	if p.home != "" {
		return p.home
	}
	if up := strings.Repeat("../", strings.Count(p.file, "/")); up != "" {
		return up
	}
	return "./"
}

func isCanonical(t *html.Token) bool {
	return t.Data == "link" && slices.Contains(t.Attr, html.Attribute{Key: "rel", Val: "canonical"})
}

// walk hands on each piece of a page as it stands there, with the token where it is a tag that begins an element.
func walk(text []byte, do func(raw []byte, tag *html.Token)) {
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				do(z.Raw(), nil)
			}
			return
		}
		raw := slices.Clone(z.Raw()) // reading the token changes it
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			do(raw, nil)
			continue
		}
		t := z.Token()
		if t.Data == "noscript" {
			z.NextIsNotRawText() // there are links in it
		}
		do(raw, &t)
	}
}
