package staticsite

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

// names are what files of pages may be called, on every system and host: no colons, no brackets.
var names = regexp.MustCompile(`^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$`)

// An address that is a page's, by its first part, and one that is the list of such pages.
var (
	pages = regexp.MustCompile(`^(gallery|advice|scopes(/[^/]+)?)/[^/]+$`)
	lists = regexp.MustCompile(`^(gallery|advice|scopes)$`)
	opens = regexp.MustCompile(`^(gallery|advice)/[^/]+$`)
)

// File is the file of a server's address, from the root of all files and with slashes: "/scopes/read:users" is
// "scopes/read-users.html". ok is false for an address that only a server answers. site/src/place.ts has the same table.
func File(address string) (file string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", false
	}
	at, isRooted := strings.CutPrefix(u.Path, "/")
	query := u.Query()
	switch {
	case !isRooted || query.Has("q") || query.Has("version"):
		return "", false
	case at == "":
		file = "index.html"
		if from := query.Get("from"); from != "" {
			if !opens.MatchString(from) {
				return "", false
			}
			file = "open/" + from + ".html"
		}
	case lists.MatchString(at):
		file = at + "/index.html"
	case strings.HasPrefix(at, "e/gallery/"):
		view := query.Get("view")
		if view == "" {
			view = "access"
		}
		file = at + "/" + view + ".html"
	case strings.HasPrefix(at, "gallery/") && path.Ext(at) == ".md", strings.HasPrefix(at, "assets/"), at == "embed/v1.js":
		file = at
	case pages.MatchString(at):
		file = strings.NewReplacer(":", "-", "(", "", ")", "").Replace(at) + ".html"
	}
	return file, names.MatchString(file) && path.Clean(file) == file
}

// relative leads from one file to another, both from the root of all files.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.Repeat("../", len(a)-1) + strings.Join(b, "/")
}

// resolve is the whole address of a link on a page; "" where it leads to no page of ours. Only links from the root and
// those that are nothing but a query are ours: others stand in prose.
func resolve(page, link string) string {
	if !strings.HasPrefix(link, "?") && (!strings.HasPrefix(link, "/") || strings.HasPrefix(link, "//")) {
		return ""
	}
	at, err := url.Parse(page)
	if err != nil {
		return ""
	}
	to, err := at.Parse(link)
	if err != nil {
		return ""
	}
	to.Fragment, to.RawFragment = "", ""
	return to.String()
}
