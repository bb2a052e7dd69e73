package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"rolecall.example/internal/lint"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/release"
	"rolecall.example/internal/staticsite"
	"rolecall.example/internal/suite"
	"rolecall.example/scenarios"
	"rolecall.example/server"
	"rolecall.example/site"
	"rolecall.example/templates"
)

const exportSiteUsage = `Usage: rolecall export-site [options] DIR [DOCUMENT…]

Writes the playground, the gallery, the reference and embeds as files into the
folder DIR, for any host that sends files, under any path. Documents (Markdown
with scenarios, a folder of it, an address, the files of a config) become the
first section of the gallery, and the playground opens with the first of them.

What needs a server is not there: public links, comparing them, the API. A link
with the document in its fragment works.

DIR has to be empty or to hold such an export; what that left behind and this
does not write is removed. ` + siteListName + ` in it says which document
became which files.

    --base PATH       the path or address at which the folder will stand, for the
                      links of 404.html (default /); no other file needs it
    --only-documents  leave the built-in gallery out
    --checks FILE     lines of the check language for a config
    --state FILE      the YAML of a state fence for a config
    --host HOST       whose files come first in a config: z2jh or tljh
    --format FORMAT   text (default) or json

Exit code: 0 done, 1 it could not be written, 2 a wrong command line or
something that cannot be opened.
`

// siteListName is the file that says what an export wrote.
const siteListName = "rolecall-site.json"

// siteList is what an export tells of itself.
type siteList struct {
	Engine    string         `json:"engine"`
	Documents []siteDocument `json:"documents"`
	Files     []string       `json:"files"` // with slashes, sorted; siteListName is not among them
}

// siteDocument is one scenario of the command line, with the files that it became.
type siteDocument struct {
	Source     string            `json:"source"` // the file or address, as it was given
	Number     int               `json:"number"` // which scenario of the source it is, from 1
	Name       string            `json:"name"`
	Title      string            `json:"title"`
	Verdict    string            `json:"verdict"` // in words
	Page       string            `json:"page"`
	Markdown   string            `json:"markdown"`
	Playground string            `json:"playground"`
	Embeds     map[string]string `json:"embeds"` // by view
}

// runExportSite writes the pages as files.
func runExportSite(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags flag.FlagSet
	var o checkOptions
	only := flags.Bool("only-documents", false, "")
	flags.Func("checks", "", func(s string) error { o.checks = append(o.checks, s); return nil })
	flags.StringVar(&o.state, "state", "", "")
	flags.StringVar(&o.host, "host", "", "")
	base := flags.String("base", "/", "")
	format := flags.String("format", "text", "")
	rest, code, done := arguments("export-site", exportSiteUsage, &flags, args, stdout, stderr)
	if done {
		return code
	}
	home, isHome := homeOf(*base)
	switch {
	case len(rest) == 0:
		return misused(stderr, "export-site", "name a folder to write to")
	case !isHome:
		return misused(stderr, "export-site", fmt.Sprintf("--base %q is neither a path such as /rolecall/ nor an address such as https://docs.example.org/rolecall/", *base))
	case *format != "text" && *format != "json":
		return misused(stderr, "export-site", fmt.Sprintf("--format %q is neither text nor json", *format))
	case *only && len(rest) == 1:
		return misused(stderr, "export-site", "--only-documents needs a document")
	}
	o.sources = rest[1:]
	g := gatherer{options: &o, stdin: stdin}
	g.all()
	if len(g.problems) == 0 && len(o.sources) > 0 && len(g.jobs) == 0 {
		g.problems = append(g.problems, "no scenario stands in what was named")
	}
	for _, p := range g.problems {
		fmt.Fprintf(stderr, "rolecall export-site: %s\n", p)
	}
	if len(g.problems) > 0 {
		return exitUsage
	}
	list, size, err := exportSite(rest[0], home, g.jobs, *only)
	if err != nil {
		return failed(stderr, "export-site", err)
	}
	if *format == "json" {
		return printJSON(stdout, stderr, "export-site", list)
	}
	for _, d := range list.Documents {
		fmt.Fprintf(stdout, "%s: %s (%s)\n", d.Page, d.Title, d.Verdict)
	}
	fmt.Fprintf(stdout, "%d files, %.1f MB, in %s\n", len(list.Files), float64(size)/1e6, rest[0])
	return exitOK
}

// exportSite writes everything, with the documents of jobs first.
func exportSite(dir, home string, jobs []suite.Job, only bool) (list *siteList, size int64, err error) {
	files, manifest, err := site.Files()
	if err != nil {
		return nil, 0, err
	}
	gallery, err := scenarios.Sections()
	if err != nil {
		return nil, 0, err
	}
	list = &siteList{Engine: release.Version(), Documents: siteDocuments(jobs, gallery, only)}
	example := scenarios.Example
	if len(jobs) > 0 {
		if only {
			gallery = nil
		}
		own := scenarios.Section{ID: "documents", Title: "Documents"}
		for i, d := range list.Documents {
			own.Entries = append(own.Entries, scenarios.Entry{Name: d.Name, Document: jobs[i].Document()})
		}
		gallery = slices.Insert(gallery, 0, own)
		example = list.Documents[0].Name
	}
	s, err := server.New(server.Config{
		Files: files, Manifest: manifest, Gallery: gallery, Example: example, Static: true,
		Log: slog.New(slog.DiscardHandler), Engine: list.Engine,
	})
	if err != nil {
		return nil, 0, err
	}
	folder, err := openFolder(dir)
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, folder.close()) }()
	if err := staticsite.Write(context.Background(), s, siteSeeds(gallery, manifest), home, folder.put); err != nil {
		return nil, 0, err
	}
	list.Files = folder.written()
	return list, folder.size, folder.finish(list)
}

// homeOf is the path of --base, with a slash at both ends.
func homeOf(base string) (home string, ok bool) {
	u, err := url.Parse(base)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" {
		return "", false
	}
	isAddress := u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
	isPath := u.Host == "" && u.Scheme == "" && strings.HasPrefix(u.Path, "/")
	home = strings.TrimRight(u.EscapedPath(), "/") + "/"
	return home, (isAddress || isPath) && !strings.HasPrefix(home, "//")
}

// siteSeeds are the addresses from which all others are reached.
func siteSeeds(gallery []scenarios.Section, manifest *site.Manifest) []string {
	out := []string{"/", "/gallery", "/scopes", "/advice", "/embed/v1.js"}
	for _, f := range manifest.Files {
		out = append(out, "/assets/"+f.Name)
	}
	slices.Sort(out)
	for _, section := range gallery {
		for _, e := range section.Entries {
			out = append(out, "/?from=gallery/"+e.Name)
			for _, view := range templates.EmbedViews {
				out = append(out, "/e/gallery/"+e.Name+"?view="+view)
			}
		}
	}
	for _, topic := range lint.Advised {
		for _, id := range topic.IDs {
			out = append(out, "/advice/"+id, "/?from=advice/"+id)
		}
	}
	return out
}

// siteDocuments names the scenarios of jobs and tells which files they become.
func siteDocuments(jobs []suite.Job, gallery []scenarios.Section, only bool) []siteDocument {
	names := siteNames{taken: map[string]bool{"index": true}, bases: map[string]string{}}
	if !only {
		for _, s := range gallery {
			for _, e := range s.Entries {
				names.taken[e.Name] = true
			}
		}
	}
	out := []siteDocument{}
	for i := range jobs {
		j := &jobs[i]
		r := playground.Run(playground.Request{Document: j.Document(), Rows: 1})
		d := siteDocument{Source: j.File.Name, Number: j.Number, Name: names.name(j), Title: r.Meta.Title, Verdict: templates.PreviewVerdict(&r)}
		if d.Title == "" {
			d.Title = d.Name
		}
		d.Embeds = map[string]string{}
		file := func(address string) string { f, _ := staticsite.File(address); return f }
		d.Page, d.Markdown = file("/gallery/"+d.Name), file("/gallery/"+d.Name+".md")
		d.Playground = file("/?from=gallery/" + d.Name)
		for _, view := range templates.EmbedViews {
			d.Embeds[view] = file("/e/gallery/" + d.Name + "?view=" + view)
		}
		out = append(out, d)
	}
	return out
}

// siteNames gives names to scenarios. taken are those that there are, in small letters; bases has the name of each source.
type siteNames struct {
	taken map[string]bool
	bases map[string]string
}

// name makes a name for a scenario's files of that of its source: "docs/roles.md" is roles, its second scenario roles-2.
// Where that is taken, the folder's name comes before it, and then a number behind it. Capitals make no difference.
func (n *siteNames) name(j *suite.Job) string {
	isFree := func(name string) bool { return !n.taken[strings.ToLower(name)] }
	base, known := n.bases[j.File.Name]
	if !known {
		at := strings.TrimSuffix(j.File.Name, path.Ext(j.File.Name))
		if base = plainName(path.Base(at)); base == "" {
			base = "scenario"
		}
		if folder := plainName(path.Base(path.Dir(at))); !isFree(base) && folder != "" {
			base = folder + "-" + base
		}
		n.bases[j.File.Name] = base
	}
	whole := base
	for i := max(2, j.Number); j.Number > 1 && whole == base || !isFree(whole); i++ {
		whole = base + "-" + strconv.Itoa(i)
	}
	n.taken[strings.ToLower(whole)] = true
	return whole
}

// plainName is a text in the letters that names of files may have everywhere.
func plainName(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < 0x80 && (r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '-'
	}, s), "-")
}

// printJSON prints a command's answer for programs.
func printJSON(stdout, stderr io.Writer, name string, value any) int {
	e := json.NewEncoder(stdout)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return failed(stderr, name, err)
	}
	return exitOK
}
