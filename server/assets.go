package server

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"rolecall.example/site"
	"rolecall.example/templates"
)

// assetTypes are the content types of site files by extension. The table is ours, because the one of the machine
// differs from place to place, and a wrong type for WASM or a module breaks the page.
var assetTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".ico":         "image/x-icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        typeJSON,
	".map":         typeJSON,
	".png":         typePNG,
	".svg":         typeSVG,
	".txt":         typeText,
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// An asset is one built file with the codings that the build laid beside it.
type asset struct {
	name    string
	kind    string
	codings []coding // in the order we prefer them
}

// assets serves the built site files. Their names hold a hash of what is in them, so an address never changes its
// answer and may be kept for ever. Only what the manifest names is served.
type assets struct {
	files fs.FS
	known map[string]asset
	urls  templates.Assets
}

func newAssets(files fs.FS, m *site.Manifest) (*assets, error) {
	a := &assets{files: files, known: map[string]asset{}}
	hashes := map[string]string{}
	for logical, f := range m.Files {
		kind, ok := assetTypes[path.Ext(f.Name)]
		if !ok {
			return nil, fmt.Errorf("site file %s: no content type for %q", logical, path.Ext(f.Name))
		}
		found := asset{name: f.Name, kind: kind}
		if f.Brotli > 0 {
			found.codings = append(found.codings, brotli)
		}
		if f.Gzip > 0 {
			found.codings = append(found.codings, gzipped)
		}
		a.known[f.Name] = found
		if f.Integrity != "" {
			hashes[assetPrefix+f.Name] = f.Integrity
		}
	}
	url := func(logical string) string {
		if f, ok := m.Files[logical]; ok {
			return assetPrefix + f.Name
		}
		return ""
	}
	hashes[embedHost] = site.EmbedV1Integrity
	a.urls = templates.Assets{
		CSS:          url("rolecall.css"),
		PlaygroundJS: url("playground.js"),
		ThemeJS:      url("theme.js"),
		PageJS:       url("page.js"),
		EmbedCSS:     url("embed.css"),
		EmbedJS:      url("embed.js"),
		EmbedHost:    embedHost,
		Icon:         url("favicon.svg"),
		Worker:       url("worker.js"),
		Engine:       url("rolecall.wasm"),
		Integrity:    hashes,
	}
	return a, nil
}

// suffixes of the files that hold a coding.
var suffixes = map[coding]string{identity: "", brotli: ".br", gzipped: ".gz"}

func (a *assets) serve(w http.ResponseWriter, r *http.Request, name string) error {
	found, ok := a.known[name]
	if !ok {
		return &Error{ID: "not-found", Message: "There is no such file.", Hint: "Files of an older release have other names; reload the page."}
	}
	return a.send(w, r, found, "public, max-age=31536000, immutable")
}

func (a *assets) send(w http.ResponseWriter, r *http.Request, found asset, caching string) error {
	h := w.Header()
	chosen := identity
	if len(found.codings) > 0 {
		h.Add("Vary", "Accept-Encoding")
		chosen = chooseCoding(r.Header, found.codings...)
	}
	file, err := a.files.Open(found.name + suffixes[chosen])
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	tag := `"` + path.Base(found.name) + suffixes[chosen] + `"`
	h.Set("ETag", tag)
	h.Set("Cache-Control", caching)
	if matchesTag(r.Header, tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if chosen != identity {
		h.Set("Content-Encoding", string(chosen))
	}
	h.Set("Content-Type", found.kind)
	h.Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		io.Copy(w, file) // a client that went away is no error of ours
	}
	return nil
}

const assetPrefix = "/assets/"

// icon is the site's, for browsers that ask for one where it always stood.
func (a *assets) icon() (asset, bool) {
	found, ok := a.known[strings.TrimPrefix(a.urls.Icon, assetPrefix)]
	return found, ok
}
