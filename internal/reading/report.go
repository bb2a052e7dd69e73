package reading

import (
	"strconv"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// Missing is one value that could not be evaluated: the setting it stands in, the way to it inside the value, and why.
type Missing struct {
	Setting, Way, Why string
	Span              diag.Span
	Question          *diag.Diagnostic
}

// Unknown lists what could not be evaluated, in the order of the settings.
func Unknown(t *settings.Tree) []Missing {
	var out []Missing
	for i := range t.Assignments {
		a := &t.Assignments[i]
		u := &unknowns{setting: a.Class + "." + a.Trait}
		if len(a.Lazy) == 0 {
			u.value("", a.Value)
		}
		for _, op := range a.Lazy {
			u.value("."+op.Method+"()", op.Arg)
		}
		out = append(out, u.list...)
	}
	return out
}

type unknowns struct {
	setting string
	list    []Missing
}

func (u *unknowns) add(way, why string, at diag.Span, question *diag.Diagnostic) {
	u.list = append(u.list, Missing{Setting: u.setting, Way: way, Why: why, Span: at, Question: question})
}

func (u *unknowns) value(way string, v settings.Value) {
	switch {
	case v.Kind == settings.Unknown:
		u.add(way, v.Text, v.Span, v.Question)
		return
	case v.Kind == settings.Object && v.Question != nil:
		u.add(way, "the value of "+v.Text, v.Span, v.Question)
		return
	}
	if v.Kind != settings.Object {
		for i, item := range v.Items {
			u.value(way+"["+strconv.Itoa(i)+"]", item)
		}
	}
	for _, p := range v.Pairs {
		u.value(way+"["+string(AppendValue(nil, p.Key))+"]", p.Value)
	}
	if v.Partial {
		u.add(way, v.Why, v.PartialSpan, v.Question)
	}
}
