package bridge

import (
	"fmt"

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
		key, ok := answerKeys[r.Kind]
		if !ok {
			return "", fmt.Errorf("the kind of question %q is unknown", r.Kind)
		}
		d, _ := scenario.Parse(document)
		document = d.Answer(key, r.Name, r.Text, r.Gone)
	}
	return document, nil
}
