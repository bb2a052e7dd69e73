package templates

import (
	"strings"

	"rolecall.example/internal/playground"
)

// maxQuestions bounds how many questions are drawn; the rest is a number.
const maxQuestions = 20

// openQuestions counts what is neither answered nor fallen back to a default for.
func openQuestions(r *playground.Response) int {
	n := 0
	for i := range r.Questions {
		if q := &r.Questions[i]; !q.Given && q.Default == "" {
			n++
		}
	}
	return n
}

func someQuestions(list []playground.Question) []playground.Question {
	return list[:min(len(list), maxQuestions)]
}

// asked names the thing that a question is about, before its own name.
func asked(q *playground.Question) string {
	switch q.Kind {
	case playground.AskEnvironment:
		return "The environment variable"
	case playground.AskFile:
		return "What stands in the file"
	case playground.AskRun:
		return "Whether the Hub calls"
	}
	return "What Python has for"
}

// askedHint says what to write.
func askedHint(q *playground.Question) string {
	switch q.Kind {
	case playground.AskEnvironment:
		return "Its value, as text."
	case playground.AskFile:
		return "Its content."
	case playground.AskRun:
		return "The config defines this function and never calls it."
	}
	return "A Python literal, such as ['ann', 'bo']."
}

// hanging says what the answer decides.
func hanging(q *playground.Question) string {
	var parts []string
	for _, h := range q.Hangs {
		text := h.Setting
		switch {
		case h.Entry != "" && h.Setting == "JupyterHub.load_roles":
			text = "role " + h.Entry
		case h.Entry != "" && h.Setting == "JupyterHub.load_groups":
			text = "group " + h.Entry
		case h.Entry != "" && h.Setting == "JupyterHub.services":
			text = "service " + h.Entry
		case h.Entry != "":
			text += ", " + h.Entry
		}
		if h.Key != "" {
			text += " (" + h.Key + ")"
		}
		parts = append(parts, shown(text))
	}
	if q.More > 0 {
		parts = append(parts, count(q.More, "more", "more"))
	}
	if q.Any {
		parts = append(parts, "any setting")
	}
	return strings.Join(parts, "; ")
}

// questionID is the id of a question's parts; it stays from one drawing to the next.
func questionID(q *playground.Question, part string) string {
	return "q-" + key(string(q.Kind)+"-"+q.Name) + "-" + part
}

func questionMark(q *playground.Question) string {
	switch {
	case q.Given:
		return "yes"
	case q.Default != "":
		return "advice"
	}
	return "unknown"
}
