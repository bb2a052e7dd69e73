package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"rolecall.example/internal/checks"
	"rolecall.example/internal/playground"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/scenario"
	"rolecall.example/scenarios"
)

// A checkCase is a document for a live Hub: its configs as they are written, its state, and its checks as trees, each with what the
// engine says. Keys that a line does not need are left out.
type checkCase struct {
	Name     string       `json:"name"`
	Version  string       `json:"version"`
	Own      string       `json:"own"`             // the version that the header names
	Stops    string       `json:"stops,omitempty"` // what the header claims
	StopID   string       `json:"stop_id,omitempty"`
	Readable bool         `json:"readable"`
	Said     []string     `json:"said,omitempty"` // of the gallery, on the document's own version: what people read when it goes wrong
	State    checkState   `json:"state"`
	Phases   []checkPhase `json:"phases"`
}

type checkState struct {
	BeforeUsers  []string            `json:"before_users,omitempty"`
	BeforeAdmins []string            `json:"before_admins,omitempty"`
	Users        []string            `json:"users,omitempty"`
	Servers      map[string][]string `json:"servers,omitempty"`
	Running      map[string][]string `json:"running,omitempty"`
	Shares       []checkShare        `json:"shares,omitempty"`
	Environment  map[string]string   `json:"environment,omitempty"`
	Reads        map[string]string   `json:"reads,omitempty"`
	Known        bool                `json:"known,omitempty"` // people have logged in before the first start
	Asked        bool                `json:"asked,omitempty"` // values and functions to run, which no live Hub takes from here
}

type checkShare struct {
	Owner  string   `json:"owner"`
	Server string   `json:"server"`
	With   string   `json:"with"`
	Scopes []string `json:"scopes"` // null: the default
}

// A checkPhase is one start. Settings stand for files that are no Python: what the reader makes of them.
type checkPhase struct {
	Files    []checkFile     `json:"files"`
	Settings json.RawMessage `json:"settings,omitempty"`
	Lines    []checkLine     `json:"lines"`
}

type checkFile struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A checkLine is one line. Kind says which of the others it has.
type checkLine struct {
	Text     string         `json:"text"`
	Verdict  string         `json:"verdict"` // holds, fails, error
	Kind     string         `json:"kind"`    // check, only, token, after
	Subject  *checkSubject  `json:"subject,omitempty"`
	Subjects []checkSubject `json:"subjects,omitempty"` // only: none of them is nobody
	Negative bool           `json:"negative,omitempty"` // cannot, is refused
	Because  string         `json:"because,omitempty"`
	Request  *checkRequest  `json:"request,omitempty"`
}

type checkSubject struct {
	Kind   string   `json:"kind"` // user, service, server, token, any user, any member, any admin
	Name   string   `json:"name,omitempty"`
	Server string   `json:"server,omitempty"`
	Of     string   `json:"of,omitempty"` // token: user or service, whose Name it is
	Scopes []string `json:"scopes,omitempty"`
}

type checkRequest struct {
	Scope  string          `json:"scope,omitempty"`
	Method string          `json:"method,omitempty"`
	Path   string          `json:"path,omitempty"` // of a call, below /hub/api; with Open of a page, from the root
	Open   bool            `json:"open,omitempty"`
	LogIn  bool            `json:"log_in,omitempty"`
	Body   json.RawMessage `json:"body,omitempty"`
	Seeing *[]string       `json:"seeing,omitempty"`
}

// checkCases prints documents for a live Hub, one JSON object a line.
func checkCases(files []string, version string, stdin io.Reader, stdout, stderr io.Writer) int {
	code := exitOK
	said := map[string][]string{}
	gallery, err := scenarios.Sections()
	if err != nil {
		fmt.Fprintf(stderr, "rolecall check: %v\n", err)
		return exitFailed
	}
	for _, s := range gallery {
		for _, e := range s.Entries {
			said[e.Document] = e.Said
		}
	}
	for _, name := range files {
		text, err := readDocument(name, stdin)
		if err != nil {
			fmt.Fprintf(stderr, "rolecall check: %v\n", err)
			code = exitUsage
			continue
		}
		for _, piece := range scenario.Split(text) {
			c := caseOf(name, playground.Run(playground.Request{Document: piece.Text, Version: version}))
			if version == "" || version == c.Own {
				c.Said = said[piece.Text]
			}
			line, err := json.Marshal(c)
			if err != nil {
				fmt.Fprintf(stderr, "rolecall check: %s: %v\n", name, err)
				code = exitFailed
				continue
			}
			_, _ = stdout.Write(append(line, '\n'))
		}
	}
	return code
}

func caseOf(name string, a playground.Response) checkCase {
	s := &a.Document.State
	out := checkCase{
		Name: name, Version: a.Version, Own: a.Meta.JupyterHub, Stops: a.Meta.Stops, StopID: a.StopID(), Readable: a.Readable,
		State: checkState{
			BeforeUsers: s.BeforeUsers, BeforeAdmins: s.BeforeAdmins, Users: s.Users, Servers: s.Servers, Running: s.Running,
			Environment: s.Environment, Reads: s.Files, Asked: len(s.Values) > 0 || len(s.Run) > 0,
		},
	}
	for i := range s.People {
		out.State.Known = out.State.Known || s.People[i].Known
	}
	for _, share := range s.Shares {
		c := checkShare{share.Owner, share.Server, share.With, nil}
		if share.HasScopes {
			c.Scopes = slices.Concat([]string{}, share.Scopes)
		}
		out.State.Shares = append(out.State.Shares, c)
	}
	for _, p := range playground.Phases(a.Document) {
		phase := checkPhase{Files: []checkFile{}, Lines: []checkLine{}}
		python := a.Meta.Host == "plain" || a.Meta.Host == ""
		in := reading.Input{Host: a.Meta.Host, Environment: s.Environment, Reads: s.Files, JupyterHub: a.Version, Values: s.Values, Calls: s.Run}
		for _, b := range p.Files {
			phase.Files = append(phase.Files, checkFile{b.Part, b.Text})
			in.Files = append(in.Files, reading.File{Name: b.Part, Lang: b.Lang, Text: b.Text})
			python = python && b.Lang == "python"
		}
		if !python {
			phase.Settings = caseSettings(in)
		}
		for _, b := range p.Checks {
			for i := range a.Checks {
				if c := &a.Checks[i]; c.Part == b.Part {
					phase.Lines = append(phase.Lines, caseLine(c))
				}
			}
		}
		out.Phases = append(out.Phases, phase)
	}
	return out
}

// caseSettings reads files as the engine does, and writes the tree as `rolecall settings --format json`.
func caseSettings(in reading.Input) json.RawMessage {
	texts := map[string]string{}
	for _, f := range in.Files {
		texts[f.Name] = f.Text
	}
	maps.Copy(texts, in.Reads)
	var out bytes.Buffer
	if json.Compact(&out, reading.AppendJSON(nil, reading.Read(in), nil, texts)) != nil {
		return nil
	}
	return out.Bytes()
}

func caseLine(c *playground.CheckResult) checkLine {
	out := checkLine{Text: c.Line.Text, Verdict: map[checks.Verdict]string{checks.Holds: "holds", checks.Fails: "fails"}[c.Verdict]}
	if out.Verdict == "" {
		out.Verdict = "error"
	}
	switch n := c.Line.Node.(type) {
	case *checks.Check:
		out.Kind, out.Negative, out.Subject, out.Request = "check", n.Cannot, caseSubject(n.Subject), caseRequest(n.Request)
		if n.Because != nil {
			out.Because = n.Because.Name
		}
	case *checks.Only:
		out.Kind, out.Request = "only", caseRequest(n.Request)
		for _, s := range n.Subjects {
			out.Subjects = append(out.Subjects, *caseSubject(s))
		}
	case *checks.Nobody:
		out.Kind, out.Request = "only", caseRequest(n.Request)
	case *checks.TokenIs:
		out.Kind, out.Negative, out.Subject = "token", n.Refused, caseToken(&n.Token)
	case *checks.After:
		out.Kind, out.Subject = "after", caseSubject(n.Subject)
		out.Request = &checkRequest{LogIn: true}
		if n.Call != nil {
			out.Request = caseCall(n.Call)
		}
	}
	return out
}

func caseSubject(s checks.Subject) *checkSubject {
	kinds := map[checks.SubjectKind]string{
		checks.User: "user", checks.Service: "service", checks.Server: "server",
		checks.AnyUser: "any user", checks.AnyMember: "any member", checks.AnyAdmin: "any admin",
	}
	if s.Kind == checks.TokenOf {
		return caseToken(s.Token)
	}
	return &checkSubject{Kind: kinds[s.Kind], Name: s.Name, Server: s.Server}
}

func caseToken(t *checks.Token) *checkSubject {
	out := &checkSubject{Kind: "token", Name: t.Owner, Of: "user", Scopes: []string{}}
	if t.OfService {
		out.Of = "service"
	}
	for _, s := range t.Scopes {
		out.Scopes = append(out.Scopes, s.String())
	}
	return out
}

func caseRequest(r checks.Request) *checkRequest {
	switch r.Kind {
	case checks.AskScope:
		return &checkRequest{Scope: r.Scope.String()}
	case checks.AskOpen:
		return &checkRequest{Path: r.Path, Open: true}
	case checks.AskLogIn:
		return &checkRequest{LogIn: true}
	}
	out := caseCall(&r.Call)
	if r.HasSeeing {
		seeing := slices.Concat([]string{}, r.Seeing)
		out.Seeing = &seeing
	}
	return out
}

func caseCall(c *checks.Call) *checkRequest {
	out := &checkRequest{Method: c.Method, Path: c.Path}
	if c.Body != "" {
		out.Body = json.RawMessage(c.Body)
	}
	return out
}
