package bridge

import (
	"encoding/json"
	"fmt"
	"strings"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/scenario"
)

// answerKeys are the keys of the state for each kind of question.
var answerKeys = map[string]string{
	"environment": scenario.AnswerEnvironment, "file": scenario.AnswerFile, "value": scenario.AnswerValue, "run": scenario.AnswerRun,
}

// replied puts answers to the config's questions into the document's state.
func replied(document string, replies []Reply) (string, error) {
	if len(replies) > limits.Replies {
		return "", fmt.Errorf("%d answers at once are too many; %d are the most", len(replies), limits.Replies)
	}
	for _, r := range replies {
		if r.Kind == "person" || r.Kind == "person-gone" {
			var err error
			if document, err = described(document, r); err != nil {
				return "", err
			}
			continue
		}
		key, ok := answerKeys[r.Kind]
		if !ok {
			return "", fmt.Errorf("the kind of question %q is unknown", r.Kind)
		}
		d, _ := scenario.Parse(document)
		document = d.Answer(key, r.Name, r.Text, r.Gone)
	}
	return document, nil
}

// personChange is the name of a reply about a person: what it changes. Without any name the reply's text is that of
// somebody who is to be added.
type personChange struct {
	Name   string   `json:"name"`
	Path   []string `json:"path"`
	Member string   `json:"member"`
	List   bool     `json:"list"`
}

// described puts what a form says of a person into the document's state.
func described(document string, r Reply) (string, error) {
	var c personChange
	if r.Name != "" {
		if err := json.Unmarshal([]byte(r.Name), &c); err != nil {
			return "", fmt.Errorf("what the form says of a person is not understood: %w", err)
		}
	}
	if c.Name == "" {
		c = personChange{Name: strings.TrimSpace(r.Text)}
	}
	if len(c.Path) > limits.YAMLDepth/2 {
		return document, nil // deeper than a state goes
	}
	d, _ := scenario.Parse(document)
	return d.ChangePerson(scenario.PersonChange{Name: c.Name, Path: c.Path, Text: r.Text, Member: c.Member, List: c.List, Gone: r.Kind == "person-gone"}), nil
}
