package pyconfig

import "rolecall.example/internal/limits"

// Limits bound an evaluation. Zero fields mean what package limits says.
type Limits struct {
	Steps, Bytes, Depth int
}

func (l Limits) orDefaults() Limits {
	if l.Steps <= 0 {
		l.Steps = limits.EvaluationSteps
	}
	if l.Bytes <= 0 {
		l.Bytes = limits.EvaluationBytes
	}
	if l.Depth <= 0 {
		l.Depth = limits.EvaluationDepth
	}
	return l
}
