package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/reading"
)

func shown(list []reading.Question) string {
	var b strings.Builder
	for _, q := range list {
		fmt.Fprintf(&b, "%s %s default=%q answer=%q given=%v any=%v:", q.Kind, q.Name, q.Default, q.Answer, q.Given, q.Any)
		for _, h := range q.Hangs {
			fmt.Fprintf(&b, " %s/%s/%s", h.Setting, h.Entry, h.Key)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestQuestionsSayWhatHangsOnThem(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name, text string
		in         reading.Input
		want       string
	}{
		{"a variable with a default", "import os\nx = os.environ.get('A', 'ann,bo')\nc.JupyterHub.load_roles = [{'name': 'r', 'users': x.split(',')}]", reading.Input{},
			"environment A default=\"'ann,bo'\" answer=\"\" given=false any=false: JupyterHub.load_roles/r/users\n"},
		{"a variable without one", "import os\nc.JupyterHub.load_groups = {'g': {'users': [os.environ['A']]}}", reading.Input{},
			"environment A default=\"\" answer=\"\" given=false any=false: JupyterHub.load_groups/g/users\n"},
		{"a variable that counts as None", "import os\nif os.getenv('A'): c.Spawner.cmd = []", reading.Input{},
			"environment A default=\"None\" answer=\"\" given=false any=false: Spawner.cmd//\n"},
		{"a variable that is given", "import os\nc.JupyterHub.load_roles = [{'name': os.environ['A']}]", reading.Input{Environment: map[string]string{"A": "z"}},
			"environment A default=\"\" answer=\"z\" given=true any=false: JupyterHub.load_roles//name\n"},
		{"a variable of no consequence", "import os\nprint(os.environ.get('A'), os.environ['B'])", reading.Input{}, ""},
		{"a file", "import yaml\nfor g in yaml.safe_load(open('g.yaml')):\n    c.JupyterHub.services.append({'name': g})", reading.Input{},
			"file g.yaml default=\"\" answer=\"\" given=false any=false: JupyterHub.services//\n"},
		{"a file that is given", "import yaml\nc.Spawner.args = yaml.safe_load(open('g.yaml'))", reading.Input{Reads: map[string]string{"g.yaml": "[a]"}},
			"file g.yaml default=\"\" answer=\"\" given=true any=false: Spawner.args//\n"},
		{"a name", "c.JupyterHub.load_roles = [{'name': 'r', 'users': STAFF}]", reading.Input{},
			"value STAFF default=\"\" answer=\"\" given=false any=false: JupyterHub.load_roles/r/users\n"},
		{"a name that is given", "c.JupyterHub.load_roles = [{'name': 'r', 'users': STAFF}]", reading.Input{Values: map[string]string{"STAFF": "['a']"}},
			"value STAFF default=\"\" answer=\"['a']\" given=true any=false: JupyterHub.load_roles/r/users\n"},
		{"a call", "from p import roles\nc.JupyterHub.load_roles = [{'name': 'a'}] + roles('x')", reading.Input{},
			"value p.roles() default=\"\" answer=\"\" given=false any=false: JupyterHub.load_roles//\n"},
		{"an imported constant", "import p.q\nc.JupyterHub.load_roles = [{'name': 'a', 'scopes': [p.q.SCOPE]}]", reading.Input{},
			"value p.q.SCOPE default=\"\" answer=\"\" given=false any=false: JupyterHub.load_roles/a/scopes\n"},
		{"a function that nobody calls", "def configure(c):\n    c.JupyterHub.load_roles = []", reading.Input{},
			"run configure default=\"\" answer=\"\" given=false any=true:\n"},
		{"a sub-config", "load_subconfig('more.py')", reading.Input{}, "file more.py default=\"\" answer=\"\" given=false any=true:\n"},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			one.in.Files = []reading.File{{Name: "config.py", Lang: "python", Text: one.text}}
			if got := shown(reading.Questions(one.in, reading.Read(one.in))); got != one.want {
				t.Errorf("got\n%swant\n%s", got, one.want)
			}
		})
	}
}

func TestAnswersStandInForWhatIsMissing(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name, text, value, want string
		in                      reading.Input
	}{
		{"a name", "c.T.r = [X, X]", "T.r", `["a", "a"]`, reading.Input{Values: map[string]string{"X": "'a'"}}},
		{"one object for one name", "X.append('b')\nc.T.r = X", "T.r", `["a", "b"]`, reading.Input{Values: map[string]string{"X": "['a']"}}},
		{"a call", "c.T.r = f('x')", "T.r", `{"a": 1}`, reading.Input{Values: map[string]string{"f()": "{'a': 1}"}}},
		{"a call of a module's function", "import p\nc.T.r = p.f('x')", "T.r", `7`, reading.Input{Values: map[string]string{"p.f()": "7"}}},
		{"the account", "import getpass\nc.T.r = getpass.getuser()", "T.r", `"hub"`, reading.Input{Values: map[string]string{"getpass.getuser()": "'hub'"}}},
		{"the interpreter", "import sys\nc.T.r = [sys.executable]", "T.r", `["/python"]`, reading.Input{Values: map[string]string{"sys.executable": "'/python'"}}},
		{"an answer that is no Python", "c.T.r = X", "T.r", `{"$unknown": "nothing here defines the name X"}`, reading.Input{Values: map[string]string{"X": "a b"}}},
		{"an answer that asks itself", "c.T.r = X", "T.r", `{"$unknown": "nothing here defines the name X"}`, reading.Input{Values: map[string]string{"X": "X"}}},
		{"a function", "def configure(c):\n    c.T.r = 1", "T.r", `1`, reading.Input{Calls: []string{"configure"}}},
		{"a function that the file calls itself", "n = []\ndef f(c):\n    n.append(1)\n    c.T.r = n\nf(c)", "T.r", `[1]`, reading.Input{Calls: []string{"f"}}},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			one.in.Files = []reading.File{{Name: "config.py", Lang: "python", Text: one.text}}
			r := reading.Read(one.in)
			got := "not assigned"
			for i := range r.Tree.Assignments {
				if a := &r.Tree.Assignments[i]; a.Class+"."+a.Trait == one.value {
					got = string(reading.AppendAssignment(nil, a))
				}
			}
			if got != one.want {
				t.Errorf("got %s, want %s; %v", got, one.want, r.Diagnostics)
			}
			for _, d := range r.Diagnostics {
				if d.Span.File != "config.py" || d.Span.End > len(one.text) {
					t.Errorf("%v stands outside the file", d)
				}
			}
		})
	}
}

func TestAQuestionNamesSoManyPlaces(t *testing.T) {
	t.Parallel()
	for _, n := range []int{limits.QuestionHangs, limits.QuestionHangs + 1} {
		text := fmt.Sprintf("c.JupyterHub.load_roles = [{'name': str(i), 'users': X} for i in range(%d)]", n)
		in := reading.Input{Files: []reading.File{{Name: "config.py", Lang: "python", Text: text}}}
		list := reading.Questions(in, reading.Read(in))
		if len(list) != 1 || len(list[0].Hangs) != limits.QuestionHangs || list[0].More != n-limits.QuestionHangs {
			t.Errorf("%d roles: %d places and %d more", n, len(list[0].Hangs), list[0].More)
		}
	}
}
