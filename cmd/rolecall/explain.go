package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/rbac"
	"rolecall.example/templates"
)

const explainUsage = `Usage: rolecall explain [--format text|json] [--host plain|z2jh|tljh] [--version VERSION] FILE 'SUBJECT can REQUEST'

Says whether somebody can do something, by every independent way, or what is missing and the nearest changes of the config that would
allow it. FILE is a scenario document (.md), a file of a config (.py, .yaml), or - for a document from standard input. The question is a
line of the check language: 'johan can DELETE /users/ann/server'.

Exit code: 0 yes, 1 no or unclear, 2 a wrong command line or a file that cannot be opened, 3 a Hub that does not start.
`

const whoCanUsage = `Usage: rolecall who-can [--format text|json] [--host plain|z2jh|tljh] [--version VERSION] FILE REQUEST

Lists everybody who can do something, with the shortest reason of each. FILE is as for explain, REQUEST what stands behind the can of a
check: 'servers!user=ann', 'GET /users', 'open /hub/admin'.

Exit code: 0 somebody can, 1 nobody, 2 a wrong command line or a file that cannot be opened, 3 a Hub that does not start.
`

// question is the command line of explain and who-can.
type question struct {
	command, usage string
	format         string
	response       playground.Response
	name, text     string // of the file
	bare           bool   // the file is a config, and no document
}

// ask reads the command line, and runs the document with what askOf makes of the question.
func (q *question) ask(args []string, stdin io.Reader, stdout, stderr io.Writer, askOf func(string) (playground.Ask, playground.WhyAsk, error)) (code int, done bool) {
	var flags flag.FlagSet
	format := flags.String("format", "text", "")
	host := flags.String("host", "plain", "")
	version := flags.String("version", "", "")
	rest, code, done := arguments(q.command, q.usage, &flags, args, stdout, stderr)
	switch {
	case done:
		return code, true
	case len(rest) != 2:
		return misused(stderr, q.command, "name a file and a question"), true
	case *format != "text" && *format != "json":
		return misused(stderr, q.command, fmt.Sprintf("no format %q", *format)), true
	case !slices.Contains([]string{"plain", "z2jh", "tljh"}, *host):
		return misused(stderr, q.command, fmt.Sprintf("no host %q", *host)), true
	case *version != "" && !slices.Contains(rbac.Versions(), *version):
		return misused(stderr, q.command, fmt.Sprintf("no JupyterHub %q; there are %s", *version, strings.Join(rbac.Versions(), ", "))), true
	}
	text, err := readDocument(rest[0], stdin)
	if err != nil {
		fmt.Fprintf(stderr, "rolecall %s: %v\n", q.command, err)
		return exitUsage, true
	}
	asked, why, err := askOf(rest[1])
	if err != nil {
		return misused(stderr, q.command, err.Error()), true
	}
	q.format, q.name, q.text, q.bare = *format, rest[0], text, isConfig(rest[0])
	if q.name == "-" {
		q.name = "standard input"
	}
	document := text
	if q.bare {
		document = aroundConfig(rest[0], text, *host)
	}
	q.response = playground.Run(playground.Request{Document: document, Version: *version, Ask: asked, Why: &why})
	if !q.response.Starts {
		for _, d := range q.response.Diagnostics {
			if d.Severity == diag.Error {
				fmt.Fprintf(stderr, "rolecall %s: %s: %s\n", q.command, q.place(d.Span), d.Message)
			}
		}
		fmt.Fprintf(stderr, "rolecall %s: this Hub does not start\n", q.command)
		return exitUnreadable, true
	}
	if d := q.response.Asking; d != nil {
		return misused(stderr, q.command, strings.TrimSuffix(d.Message+"; "+d.Hint, "; ")), true
	}
	return 0, false
}

// place is where a span is, as FILE:LINE.
func (q *question) place(s diag.Span) string {
	if s.File == "" {
		return ""
	}
	text := q.text
	if !q.bare {
		s = q.response.Document.Offset(s)
	}
	return fmt.Sprintf("%s:%d", q.name, diag.PositionOf(text, s.Start).Line)
}

// runExplain answers one question with its reasons.
func runExplain(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	q := question{command: "explain", usage: explainUsage}
	code, done := q.ask(args, stdin, stdout, stderr, func(line string) (playground.Ask, playground.WhyAsk, error) {
		lines, wrong := checks.Parse("question", line)
		if len(wrong) > 0 {
			return playground.Ask{}, playground.WhyAsk{}, fmt.Errorf("%s", wrong[0].Message)
		}
		if len(lines) == 1 {
			if c, ok := lines[0].Node.(*checks.Check); ok {
				return playground.Ask{Who: c.Subject.String()}, playground.WhyAsk{Request: c.Request.String()}, nil
			}
		}
		return playground.Ask{}, playground.WhyAsk{}, fmt.Errorf("a question is: SUBJECT can REQUEST")
	})
	y := q.response.Why
	switch {
	case done:
		return code
	case y == nil:
		return misused(stderr, q.command, "there is no such subject")
	case q.format == "json":
		q.explained(stdout)
	default:
		fmt.Fprint(stdout, templates.WhyText(&q.response, q.place))
	}
	if y.Result.Yes() {
		return exitOK
	}
	return exitFailed
}

// runWhoCan lists who can.
func runWhoCan(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	q := question{command: "who-can", usage: whoCanUsage}
	code, done := q.ask(args, stdin, stdout, stderr, func(request string) (playground.Ask, playground.WhyAsk, error) {
		return playground.Ask{Who: playground.Anybody}, playground.WhyAsk{Request: request}, nil
	})
	c := q.response.WhoCan
	switch {
	case done:
		return code
	case c == nil || c.Trouble != "":
		message := "name a request"
		if c != nil {
			message = strings.TrimSuffix(c.Trouble+"; "+c.Hint, "; ")
		}
		return misused(stderr, q.command, message)
	case q.format == "json":
		q.whos(stdout)
	default:
		fmt.Fprint(stdout, templates.WhoCanText(&q.response, q.place))
	}
	if len(c.Whos) == 0 {
		return exitFailed
	}
	return exitOK
}

// way is one path of the JSON.
type way struct {
	Role  string `json:"role,omitempty"`
	Group string `json:"group,omitempty"`
	Scope string `json:"scope,omitempty"` // as written
	Place string `json:"place,omitempty"`
}

func (q *question) way(p *playground.Path) way {
	return way{p.Role, p.Group, p.Raw, q.place(p.RawSpan)}
}

func (q *question) explained(w io.Writer) {
	y := q.response.Why
	type fix struct {
		Key    string     `json:"key"`
		Excess int        `json:"excess"`
		Edits  []lintEdit `json:"edits"` // of the file
	}
	out := struct {
		Answer  string   `json:"answer"` // yes, no or unclear
		Check   string   `json:"check"`
		Status  int      `json:"status,omitempty"`
		Paths   []way    `json:"paths,omitempty"`
		Missing string   `json:"missing,omitempty"`
		Near    []way    `json:"near,omitempty"`
		Fixes   []fix    `json:"fixes,omitempty"`
		WhoElse []string `json:"whoElse,omitempty"`
	}{Answer: "no", Check: y.Check}
	switch {
	case y.Result.Yes():
		out.Answer = "yes"
	case y.Result.Outcome == rbac.Unknown:
		out.Answer = "unclear"
	default:
		out.Missing = y.Scope
	}
	if y.HTTP != nil {
		out.Status = y.HTTP.Answer.Status
	}
	for i := range y.Paths {
		out.Paths = append(out.Paths, q.way(&y.Paths[i]))
	}
	for i := range y.Near {
		out.Near = append(out.Near, q.way(&y.Near[i].Path))
	}
	for _, who := range y.WhoElse {
		out.WhoElse = append(out.WhoElse, who.Who)
	}
	for i := range y.Fixes {
		f := fix{Key: y.Fixes[i].Key, Excess: y.Fixes[i].Excess}
		for _, o := range q.response.Offers {
			if o.Key != f.Key {
				continue
			}
			for _, e := range o.Edits {
				s := e.Span
				if !q.bare {
					s = q.response.Document.Offset(s)
				}
				f.Edits = append(f.Edits, lintEdit{s.Start, s.End, e.Text})
			}
		}
		out.Fixes = append(out.Fixes, f)
	}
	encodeIndented(w, out)
}

func (q *question) whos(w io.Writer) {
	type who struct {
		Who string `json:"who"`
		way
	}
	list := []who{}
	for _, one := range q.response.WhoCan.Whos {
		w := who{Who: one.Who}
		if one.Path != nil {
			w.way = q.way(one.Path)
		}
		list = append(list, w)
	}
	unclear := []string{}
	for _, one := range q.response.WhoCan.Unclear {
		unclear = append(unclear, one.Who)
	}
	encodeIndented(w, map[string]any{"request": q.response.WhoCan.Request, "can": list, "unclear": unclear, "unasked": q.response.WhoCan.Unasked})
}

func encodeIndented(w io.Writer, v any) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(v)
}
