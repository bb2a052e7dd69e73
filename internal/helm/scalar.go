package helm

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// scalar reads a text, a number, a truth value or nothing.
func (s *source) scalar(v *settings.Value, n *yaml.Node) {
	v.Kind, v.Text = settings.Str, n.Value
	tagged := n.Style&yaml.TaggedStyle != 0
	switch {
	case tagged && n.Tag != "!!str" && n.Tag != "!!int" && n.Tag != "!!bool" && n.Tag != "!!null" && n.Tag != "!!float":
		s.at(diag.Question, v.Span, "yaml-tag", "what the YAML tag "+n.Tag+" makes of this value is not known", "")
		v.Kind, v.Text, v.Said = settings.Unknown, "a value with a YAML tag", true
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		v.Span.End = s.blockAt(s.bare(v.Span.Start)).end
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		v.Span.End = s.quotedEnd(s.bare(v.Span.Start))
	default:
		if strings.HasPrefix(s.text[v.Span.Start:], n.Value) {
			v.Span.End = v.Span.Start + len(n.Value)
		}
		if !tagged || n.Tag != "!!str" {
			at := v.Span
			*v = s.plain(n.Value)
			v.Span = at
		}
	}
	if tagged && v.Kind != settings.Unknown && n.Tag != "!!str" {
		at, made := v.Span, s.plain(n.Value)
		switch {
		case made.Kind == settings.Int && (n.Tag == "!!int" || n.Tag == "!!float"), made.Kind == settings.Float && n.Tag == "!!float",
			made.Kind == settings.Bool && n.Tag == "!!bool", made.Kind == settings.None && n.Tag == "!!null":
			*v = made
		default:
			s.at(diag.Question, at, "yaml-tag", "what the YAML tag "+n.Tag+" makes of this value is not known", "")
			*v = settings.Value{Kind: settings.Unknown, Text: "a value with a YAML tag", Said: true}
		}
		v.Span = at
	}
	if v.Kind == settings.Unknown && v.Text == noJSON && s.json {
		s.at(diag.Error, v.Span, "yaml-number", "JSON has no such number, and Helm refuses these values", "")
	}
	if v.Kind == settings.Str && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && template(v.Text) {
		v.Question = &diag.Diagnostic{Span: v.Span, ID: "values-template", Severity: diag.Question,
			Message: "this looks like a template, which Helm does not fill in in values: what stands here when it is deployed is not known",
			Hint:    "write the value itself to have it read"}
		v.Kind, v.Text = settings.Unknown, "a template"
	}
}

// template reports whether a text is to be filled in by some tool before it is deployed.
func template(s string) bool {
	i := strings.Index(s, "{{")
	return i >= 0 && strings.Contains(s[i:], "}}") || strings.Contains(s, "<%") && strings.Contains(s, "%>")
}

// quotedEnd is where the quoted text at an offset ends.
func (s *source) quotedEnd(start int) int {
	if start >= len(s.text) {
		return len(s.text)
	}
	quote := s.text[start]
	for i := start + 1; i < len(s.text); i++ {
		switch {
		case s.text[i] == '\\' && quote == '"':
			i++
		case s.text[i] == quote && quote == '\'' && i+1 < len(s.text) && s.text[i+1] == quote:
			i++
		case s.text[i] == quote:
			return i + 1
		}
	}
	return len(s.text)
}

// noJSON is what infinity and what is no number are for Helm.
const noJSON = "a number that JSON does not have"

var helmFloat = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)

// helmPlain is what a scalar without quotes stands for when Helm reads it: YAML 1.1, where yes and on are true and 010
// is eight; dates and times stay text.
func helmPlain(text string) settings.Value {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return settings.Value{Kind: settings.None}
	case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE":
		return settings.Value{Kind: settings.Bool, Bool: true}
	case "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE":
		return settings.Value{Kind: settings.Bool}
	case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
		return settings.Value{Kind: settings.Unknown, Text: noJSON, Said: true}
	}
	if c := text[0]; c != '-' && c != '+' && c != '.' && (c < '0' || c > '9') {
		return settings.Value{Kind: settings.Str, Text: text}
	}
	plain := strings.ReplaceAll(text, "_", "")
	if n, err := strconv.ParseInt(plain, 0, 64); err == nil {
		return settings.Value{Kind: settings.Int, Text: strconv.FormatInt(n, 10)}
	}
	if helmFloat.MatchString(plain) {
		return float(plain)
	}
	return settings.Value{Kind: settings.Str, Text: text}
}

// newPlain is what a scalar without quotes stands for in YAML 1.2, as TLJH reads its config.yaml: only true and false
// are truth values, and 010 is ten.
func newPlain(text string) settings.Value {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return settings.Value{Kind: settings.None}
	case "true", "True", "TRUE":
		return settings.Value{Kind: settings.Bool, Bool: true}
	case "false", "False", "FALSE":
		return settings.Value{Kind: settings.Bool}
	case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
		return settings.Value{Kind: settings.Unknown, Text: "a number without end, or none", Said: true}
	}
	digits := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	if digits == "" || digits[0] != '.' && (digits[0] < '0' || digits[0] > '9') {
		return settings.Value{Kind: settings.Str, Text: text}
	}
	base := 10
	plain := strings.ReplaceAll(text, "_", "")
	if strings.HasPrefix(digits, "0x") || strings.HasPrefix(digits, "0o") {
		base = 0
	}
	if n, err := strconv.ParseInt(plain, base, 64); err == nil {
		return settings.Value{Kind: settings.Int, Text: strconv.FormatInt(n, 10)}
	}
	if helmFloat.MatchString(plain) {
		return float(plain)
	}
	return settings.Value{Kind: settings.Str, Text: text}
}

// float is a number with a point or an exponent; whole ones come out of JSON as whole.
func float(text string) settings.Value {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) {
		return settings.Value{Kind: settings.Str, Text: text}
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<63 {
		return settings.Value{Kind: settings.Int, Text: strconv.FormatFloat(f, 'f', -1, 64)}
	}
	return settings.Value{Kind: settings.Float, Text: strconv.FormatFloat(f, 'g', -1, 64)}
}
