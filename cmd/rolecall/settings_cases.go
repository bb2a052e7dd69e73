package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
	"rolecall.example/rbac"
)

// settingsCase is one line of `rolecall settings --cases`.
type settingsCase struct {
	Files       []struct{ Name, Text string }
	Host        string
	Environment map[string]string
	Reads       map[string]string
	Values      map[string]string
}

// settingsCases answers readings, one JSON object a line.
func settingsCases(version string, stdin io.Reader, stdout, stderr io.Writer) int {
	lines := bufio.NewScanner(stdin)
	lines.Buffer(nil, 16*limits.Document)
	out := bufio.NewWriter(stdout)
	defer out.Flush()
	for lines.Scan() {
		var one settingsCase
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			fmt.Fprintf(stderr, "rolecall settings: this line is no case: %v\n", err)
			return exitFailed
		}
		in := reading.Input{Host: one.Host, Environment: one.Environment, Reads: one.Reads, Values: one.Values}
		texts := map[string]string{}
		for _, f := range one.Files {
			texts[f.Name] = f.Text
			in.Files = append(in.Files, reading.File{Name: f.Name, Lang: language(f.Name), Text: f.Text})
		}
		for name, text := range one.Reads {
			texts[name] = text
		}
		r := reading.Read(in)
		checkSettings(&r, version)
		var line bytes.Buffer
		if err := json.Compact(&line, reading.AppendJSON(nil, r, nil, texts)); err != nil {
			fmt.Fprintf(stderr, "rolecall settings: %v\n", err)
			return exitFailed
		}
		line.WriteByte('\n')
		_, _ = line.WriteTo(out)
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintf(stderr, "rolecall settings: %v\n", err)
		return exitFailed
	}
	return exitOK
}

// checkSettings adds what a Hub of the version says of the settings.
func checkSettings(r *reading.Result, version string) {
	if defs, ok := rbac.Define(version); ok && r.Tree != nil {
		_, _, ds := settings.RBAC(r.Tree, defs)
		r.Diagnostics = diag.Sort(append(r.Diagnostics, ds...))
	}
}
