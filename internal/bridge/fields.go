package bridge

import (
	"fmt"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
	"rolecall.example/templates"
)

// checkFields bounds what the controls of the views may say.
func checkFields(fields map[string]string) error {
	if len(fields) > limits.Fields {
		return fmt.Errorf("%d fields at once are too many; %d are the most", len(fields), limits.Fields)
	}
	bytes := 0
	for name, value := range fields {
		bytes += len(name) + len(value)
	}
	if bytes > limits.FieldBytes {
		return fmt.Errorf("fields of %d bytes are too large; %d are the most", bytes, limits.FieldBytes)
	}
	return nil
}

// mapAsk is what the Map view asks for; nil while another view is open.
func mapAsk(q *Request) *playground.MapAsk {
	if q.View != "map" {
		return nil
	}
	return &playground.MapAsk{Verb: q.Fields["map.verb"]}
}

// whyAsk is what the Why view asks besides; nil while another view is open.
func whyAsk(q *Request) *playground.WhyAsk {
	if q.View != "why" {
		return nil
	}
	return &playground.WhyAsk{Request: q.Fields["why.request"]}
}

// tokenAsk is the question of the Tokens view, nil while another view is open.
func tokenAsk(q *Request) *playground.TokenAsk {
	if q.View != "tokens" {
		return nil
	}
	return &playground.TokenAsk{
		Owner: q.Fields[templates.TokenOwnerField], Scopes: q.Fields[templates.TokenScopesField], Client: q.Fields[templates.TokenClientField],
	}
}

// said is the error of the Hub that the Why view is to read.
func said(q *Request) string {
	if q.View != "why" {
		return ""
	}
	return q.Fields[templates.SaidField]
}

// against is what the view of changes compares with; nil while another view is open, so that nothing else waits for it.
func against(q *Request, text string) *playground.Against {
	if q.View != "changes" {
		return nil
	}
	original := q.Original
	if original == "" {
		original = text
	}
	switch what := q.Fields[templates.AgainstField]; {
	case what == templates.AgainstRestart:
		return &playground.Against{Kind: playground.AgainstRestart, Document: original}
	case strings.HasPrefix(what, templates.AgainstJupyterHub):
		return &playground.Against{Kind: playground.AgainstVersion, Version: strings.TrimPrefix(what, templates.AgainstJupyterHub)}
	}
	return &playground.Against{Kind: playground.AgainstDocument, Document: original}
}

// checksAsk is what the Checks view asks besides; nil while another view is open.
func checksAsk(q *Request) *playground.ChecksAsk {
	if q.View != "checks" {
		return nil
	}
	return &playground.ChecksAsk{Wishes: q.Fields["checks.wishes"], Unneeded: q.Fields["checks.unneeded"] != ""}
}
