package suite

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/scenario"
)

// File is a text with the name that people know it by.
type File struct{ Name, Text string }

// Job is one scenario to run.
type Job struct {
	File       File // the page, or the first file of the config
	Number, Of int  // which scenario of the page it is, from 1

	document string
	start    int             // where the document begins in the page
	parts    map[string]File // of a config: the files that its parts are
}

// Document is the scenario alone, as a document.
func (j *Job) Document() string { return j.document }

// Page cuts a page into its scenarios.
func Page(f File) []Job {
	if len(f.Text) > limits.Document {
		return []Job{{File: f, Number: 1, Of: 1, document: f.Text}}
	}
	pieces := scenario.Split(f.Text)
	jobs := make([]Job, len(pieces))
	for i, p := range pieces {
		jobs[i] = Job{File: f, Number: i + 1, Of: len(pieces), document: p.Text, start: p.Start}
	}
	return jobs
}

// Config is what a config is checked with.
type Config struct {
	Files  []File // in the order in which they are loaded; at least one
	Title  string // of the scenario; empty: none
	Host   string // whose files come before these; empty: it is guessed
	State  *File  // the inside of a state fence
	Checks []File // lines of the check language
}

// Job makes one scenario of a config.
func (c Config) Job() Job {
	j := Job{File: c.Files[0], Number: 1, Of: 1, parts: map[string]File{}}
	header := "format: 1\n"
	if c.Title != "" {
		header += "title: " + strconv.Quote(c.Title) + "\n"
	}
	if c.Host != "" {
		header += "host: " + c.Host + "\n"
	}
	all := []scenario.Written{{Info: "rolecall", Text: header}}
	for i, f := range c.Files {
		part := PartName(f.Name)
		if _, taken := j.parts[part]; taken {
			part = fmt.Sprintf("%d-%s", i+1, part)
		}
		j.parts[part] = f
		info, _ := scenario.ConfigInfo(part)
		all = append(all, scenario.Written{Info: info, Text: f.Text})
	}
	if c.State != nil {
		j.parts["state"] = *c.State
		all = append(all, scenario.Written{Info: "state", Text: c.State.Text})
	}
	for i, f := range c.Checks {
		part := "checks"
		if i > 0 {
			part = fmt.Sprintf("checks-%d", i+1)
		}
		j.parts[part] = f
		all = append(all, scenario.Written{Info: "checks", Text: f.Text})
	}
	j.document = scenario.Compose(all...)
	return j
}

// Values reports whether a file holds YAML, by its name; what has no known ending is Python.
func Values(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// PartName is a name that a fence can bear: the file's own, without folders, with _ for what a fence cannot say.
func PartName(name string) string {
	base := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '_', r == '-':
			return r
		}
		return '_'
	}, path.Base(strings.ReplaceAll(name, `\`, "/")))
	want := ".py"
	if Values(name) {
		want = ".yaml"
		base = strings.TrimSuffix(base, path.Ext(base))
	}
	if !strings.HasSuffix(base, want) || base == want {
		base += want
	}
	if _, ok := scenario.ConfigInfo(base); !ok {
		return "config" + want
	}
	return base
}
