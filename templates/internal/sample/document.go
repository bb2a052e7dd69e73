// Package sample makes playground.Response values by hand, for the tests of the views and for looking at them. It
// holds no knowledge of JupyterHub: the reach of each cell is written down as a view may meet it.
package sample

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
)

const configPart = "jupyterhub_config.py"

const teacherConfig = `import sys

c.JupyterHub.load_groups = {
    "class-a": ["johan", "student1", "student2"],
    "class-b": ["student3", "student4"],
}

c.JupyterHub.services = [{
    "name": "idle-culler",
    "command": [sys.executable, "-m", "jupyterhub_idle_culler"],
}]

c.JupyterHub.load_roles = [
    {
        "name": "class-a-student",
        "groups": ["class-a"],
        "scopes": ["read:groups!group=class-a"],
    },
    {
        "name": "teacher",
        "users": ["johan"],
        "scopes": [
            "read:users!group=class-b",
            "servers!group=class-b",
        ],
    },
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": [
            "list:users",
            "read:users:activity",
            "read:servers",
            "delete:servers",
        ],
    },
]
`

const teacherChecks = `johan can servers!user=student3        # he teaches her
johan cannot servers!user=student1     # only a classmate
service idle-culler can list:users
only johan, student3, service idle-culler can delete:servers!server=student3/
`

const teacherProse = "Johan studies in `class-a` and teaches `class-b`. He starts and stops the servers of `class-b`.\n"

// document puts parts together as the reader of documents would.
func document(config, checks string) *scenario.Document {
	meta := scenario.Meta{Format: 1, Title: "A teacher who runs one class", JupyterHub: "5.5.1"}
	d := &scenario.Document{Meta: meta, Blocks: []scenario.Block{
		{Kind: scenario.Header, Part: "header", Text: "format: 1\n"},
		{Kind: scenario.Prose, Raw: teacherProse},
		{Kind: scenario.Config, Part: configPart, File: configPart, Lang: "python", Text: config},
	}}
	if checks != "" {
		d.Blocks = append(d.Blocks, scenario.Block{Kind: scenario.Checks, Part: "checks", Text: checks})
	}
	return d
}

// span finds the nth place of a text in a part, counting from 1.
func span(r *playground.Response, part, text string, nth int) diag.Span {
	for _, b := range r.Document.Blocks {
		if b.Part != part {
			continue
		}
		at := 0
		for ; nth > 0; nth-- {
			i := strings.Index(b.Text[at:], text)
			if i < 0 {
				return diag.Span{}
			}
			at += i + len(text)
		}
		return diag.Span{File: part, Start: at - len(text), End: at}
	}
	return diag.Span{}
}
