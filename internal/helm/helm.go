// Package helm reads the YAML that two distributions of JupyterHub are configured with: values of the Helm chart Zero to
// JupyterHub (z2jh), and config.yaml of The Littlest JupyterHub (TLJH). Neither is a config itself: a Python program
// of the distribution turns it into one. The package brings that program, as far as permissions and logging in depend
// on it, the values it reads, and the Python in them, for pyconfig to run; every value keeps its place in the YAML.
package helm

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/pyconfig"
	"rolecall.example/internal/settings"
)

// The distributions, as a document's header names them.
const (
	Plain = "plain"
	Z2JH  = "z2jh"
	TLJH  = "tljh"
)

//go:embed chart/z2jh.py
var chartModule string

//go:embed chart/before.py
var chartProgram string

//go:embed chart/tljh.py
var tljhProgram string

// File is one YAML file.
type File struct{ Name, Text string }

// Input is what a distribution is given.
type Input struct {
	Host       string          // Plain: the YAML itself tells which
	YAML       []File          // later files are laid over earlier ones
	Python     []pyconfig.File // jupyterhub_config.d
	JupyterHub string          // the whole version, which tells the chart's
}

// Result is what pyconfig runs in place of the Python files alone.
type Result struct {
	Files       []pyconfig.File
	Host        *pyconfig.Host
	Reads       map[string]string // files that the values bring
	Environment map[string]string // variables that the values set
	Used        string            // the distribution: Z2JH or TLJH
	Diagnostics []diag.Diagnostic
	OK          bool // false: nothing can be run
}

// Prepare reads the YAML and puts everything in the distribution's order.
func Prepare(in Input) Result {
	p := &preparation{Input: in, sources: map[string]*source{}}
	p.Host = p.distribution()
	p.out = Result{Used: p.Host, Host: &pyconfig.Host{Origins: map[string]*pyconfig.Origin{}}, Reads: map[string]string{}, Environment: map[string]string{}, OK: true}
	plain := helmPlain
	if p.Host == TLJH {
		plain = newPlain
	}
	var values []settings.Value
	for _, f := range in.YAML {
		p.out.Host.Sources = append(p.out.Host.Sources, pyconfig.File{Name: f.Name, Text: f.Text})
		s := &source{name: f.Name, text: f.Text, plain: plain, json: p.Host != TLJH, say: p.say}
		p.sources[f.Name] = s
		v, ok := s.parse()
		if !ok {
			p.out.OK = false
			continue
		}
		values = append(values, v)
	}
	if p.out.OK && p.Host == TLJH {
		p.tljh(values)
	} else if p.out.OK {
		p.chart(values)
	}
	return p.out
}

// sectionsChecked reports whether the chart with this JupyterHub stops the Hub at a section of hub.config that begins in
// lower case. It does since 4.3.0, which brought JupyterHub 5.4.
func sectionsChecked(jupyterhub string) bool {
	major, rest, _ := strings.Cut(jupyterhub, ".")
	minor, _, _ := strings.Cut(rest, ".")
	a, _ := strconv.Atoi(major)
	b, _ := strconv.Atoi(minor)
	return jupyterhub == "" || a > 5 || a == 5 && b >= 4
}

// preparation is one call of Prepare on its way.
type preparation struct {
	Input
	out     Result
	sources map[string]*source
	home    diag.Span // what the distribution's own program is blamed on
}

func (p *preparation) say(d diag.Diagnostic) { p.out.Diagnostics = append(p.out.Diagnostics, d) }

func (p *preparation) at(severity diag.Severity, at diag.Span, id, message, hint string) {
	p.say(diag.Diagnostic{Span: at, ID: id, Severity: severity, Message: message, Hint: hint})
}

// distribution is the host that the input names, or the one whose YAML this is.
func (p *preparation) distribution() string {
	if p.Input.Host == TLJH || p.Input.Host == Z2JH {
		return p.Input.Host
	}
	for _, f := range p.YAML {
		s := &source{name: f.Name, text: f.Text, plain: newPlain, say: func(diag.Diagnostic) {}}
		if v, ok := s.parse(); ok && ofTLJH(v) {
			return TLJH
		}
	}
	return Z2JH
}

// own adds a program of the distribution: whatever is said about it is said at home.
func (p *preparation) own(name, text string) {
	home := p.home
	p.out.Host.Origins[name] = &pyconfig.Origin{At: &home}
	p.out.Files = append(p.out.Files, pyconfig.File{Name: name, Text: text})
}

// module adds a module of the distribution, which its program and the config may import.
func (p *preparation) module(name, text string) {
	home := p.home
	p.out.Host.Origins[name] = &pyconfig.Origin{At: &home}
	p.out.Reads[name] = text
}

// configFolder adds the files of jupyterhub_config.d in their order.
func (p *preparation) configFolder() {
	files := slices.Clone(p.Python)
	slices.SortStableFunc(files, func(a, b pyconfig.File) int { return strings.Compare(a.Name, b.Name) })
	p.out.Files = append(p.out.Files, files...)
}

// embedded makes a file of Python of a text in the values.
func (p *preparation) embedded(name string, v settings.Value) pyconfig.File {
	var from *pyconfig.Origin
	if s := p.sources[v.Span.File]; s != nil {
		from = s.origin(v)
	}
	if from == nil {
		whole := v.Span
		from = &pyconfig.Origin{At: &whole}
	}
	p.out.Host.Origins[name] = from
	return pyconfig.File{Name: name, Text: v.Text}
}

// sortedKeys are the keys of a mapping as Python sorts them.
func sortedKeys(v settings.Value) []string {
	names := map[string]bool{}
	for _, p := range v.Pairs {
		names[p.Key.Text] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// Looks tells whose YAML a text is: Z2JH or TLJH; "" where it is neither, Python for one.
func Looks(text string) string {
	s := &source{name: "pasted", text: text, plain: newPlain, say: func(diag.Diagnostic) {}}
	v, ok := s.parse()
	switch {
	case !ok || len(v.Pairs) == 0:
		return ""
	case ofTLJH(v):
		return TLJH
	case ofChart(v):
		return Z2JH
	}
	return ""
}

// ofChart reports whether values of the chart are found in a file, at its root or at a depth.
func ofChart(v settings.Value) bool {
	mapping := func(key string, v settings.Value) bool {
		sub, ok := lookup(v, key)
		return ok && sub.Kind == settings.Dict
	}
	for _, key := range []string{"hub", "singleuser", "proxy", "cull", "jupyterhub", "loadRoles", "extraConfig"} {
		if mapping(key, v) {
			return true
		}
	}
	_, _, deep := below(v, nil, func(_ string, sub settings.Value) bool { return mapping("hub", sub) })
	return deep
}
