package bridge

import (
	"fmt"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/playground"
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

// whyAsk is what the Why view asks besides; nil while another view is open.
func whyAsk(q *Request) *playground.WhyAsk {
	if q.View != "why" {
		return nil
	}
	return &playground.WhyAsk{Request: q.Fields["why.request"]}
}
