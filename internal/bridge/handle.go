package bridge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/scenario"
	"rolecall.example/rbac"
)

const (
	defaultRows = 200
	maxRows     = 100_000 // as many users as a start may make
	maxUnfolded = 64
)

// Broken is the answer when even the answer's own making failed.
const Broken = `{"error":"The engine failed on this text. Please report it with the text."}`

// Handle answers one request. It never panics, and what it returns is always one JSON object.
func Handle(request []byte) []byte { return handle(request, time.Now) }

func handle(request []byte, now func() time.Time) (answer []byte) {
	defer func() {
		if recover() != nil {
			answer = []byte(Broken)
		}
	}()
	var q Request
	if err := json.Unmarshal(request, &q); err != nil {
		return encode(&Answer{Error: "the request is not understood: " + err.Error()})
	}
	switch q.Op {
	case "start":
		return encode(&Answer{Versions: rbac.Versions(), DefaultVersion: rbac.DefaultVersion})
	case "share":
		a, err := share(&q)
		if err != nil {
			return encode(&Answer{Error: err.Error()})
		}
		return encode(a)
	case "run":
		a, err := run(&q, now)
		if err != nil {
			return encode(&Answer{Error: err.Error()})
		}
		return encode(a)
	}
	return encode(&Answer{Error: fmt.Sprintf("the operation %q is unknown", q.Op)})
}

// encode leaves <, > and & as they are: the answer is mostly HTML, and no part of it is put into a script.
func encode(a *Answer) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(a) != nil {
		return []byte(Broken)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func run(q *Request, now func() time.Time) (*Answer, error) {
	begin := now()
	text, err := edited(q.Document, q.Edits)
	if err != nil {
		return nil, err
	}
	if text, err = replied(text, q.Replies); err != nil {
		return nil, err
	}
	if err := checkFields(q.Fields); err != nil {
		return nil, err
	}
	r := playground.Run(playground.Request{
		Document: text,
		Version:  q.Version,
		Ask:      playground.Ask(q.Ask),
		Filter:   q.Filter,
		Login:    q.View == "login",
		Rows:     rows(q),
		Why:      whyAsk(q),
		Against:  against(q, text),
		Tokens:   tokenAsk(q),
		Said:     said(q),
		Ways:     q.View == "advice",
		Map:      mapAsk(q),
		Checks:   checksAsk(q),
	})
	if r.Document == nil {
		r.Document, _ = scenario.Parse(text)
	}
	a := &Answer{
		Document: text, Version: r.Version, Title: r.Meta.Title,
		Readable: r.Readable, Starts: r.Starts, Stopped: r.Stopped,
		Parts: parts(r.Document), Ask: Ask(q.Ask), Counts: countsOf(&r),
	}
	if r.Why != nil && r.Why.Request == "" {
		a.Ask = Ask(r.Why.Ask)
	}
	table := newPlaces(r.Document)
	a.Marks = table.diagnostics(r.Diagnostics)
	a.Lines = table.lines(r.Why)
	a.Offers = table.offers(r.Offers)
	a.Names, a.NamesMark = namesUnless(&r.Names, q.Names)
	if err := render(a, &r, q, func() time.Duration { return now().Sub(begin) }); err != nil {
		return nil, err
	}
	a.Elapsed = float64(now().Sub(begin).Microseconds()) / 1000
	return a, nil
}

// rows is how many rows of each kind Access holds. The views that don't draw them ask only whether there are any.
func rows(q *Request) int {
	switch {
	case q.View != "access" && q.View != "why":
		return 1
	case q.Rows <= 0:
		return defaultRows
	}
	return min(q.Rows, maxRows)
}

func countsOf(r *playground.Response) Counts {
	t := r.Tally
	c := Counts{
		Errors: t.Errors, Warnings: t.Warnings, Questions: t.Questions, Advice: t.Advice,
		Checks: t.Checks, Hold: t.Hold, Fail: t.Fail, Invalid: t.Invalid,
	}
	for _, s := range r.Startup.Steps {
		if s.Event.Level == rbac.Fatal || s.Event.Level == rbac.Warn {
			c.Startup++
		}
	}
	return c
}

// namesUnless leaves the names out when their mark is the one that the page has: thousands of names would
// cross the bridge on every key otherwise.
func namesUnless(n *playground.Names, known string) (*Names, string) {
	h := fnv.New64a()
	write := func(list []string) {
		for _, s := range list {
			h.Write([]byte(s))
			h.Write([]byte{0})
		}
		h.Write([]byte{1})
	}
	out := &Names{
		Users: list(n.Users), Groups: list(n.Groups), Services: list(n.Services),
		Roles: list(n.Roles), Servers: list(n.Servers), Scopes: []Scope{},
	}
	for _, s := range n.Scopes {
		out.Scopes = append(out.Scopes, Scope{s.Name, list(s.Includes), s.Custom})
		write([]string{s.Name})
		write(s.Includes)
	}
	for _, l := range [][]string{n.Users, n.Groups, n.Services, n.Roles, n.Servers} {
		write(l)
	}
	mark := strconv.FormatUint(h.Sum64(), 36)
	if mark == known {
		return nil, mark
	}
	return out, mark
}

// list makes an empty list of nil, so that the page never meets null.
func list(l []string) []string {
	if l == nil {
		return []string{}
	}
	return l
}

// severity is the diagnostic's, by its stable name.
func severity(d diag.Diagnostic) string { return d.Severity.String() }
