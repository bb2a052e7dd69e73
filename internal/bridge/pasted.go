package bridge

import (
	"strings"

	"rolecall.example/internal/helm"
	"rolecall.example/internal/scenario"
)

// pastedAs gives a config that was pasted over the reader that its text is for: values of the Helm chart and TLJH's
// config.yaml are YAML files, all else is Python. It returns the document, and the name of the part from then on.
func pastedAs(document, part string) (string, string) {
	d, _ := scenario.Parse(document)
	b, ok := d.Find(part)
	if !ok || b.Kind != scenario.Config {
		return document, part
	}
	file := ""
	switch looks := helm.Looks(b.Text); {
	case looks == helm.Z2JH && b.Lang != "yaml":
		file = "values.yaml"
	case looks == helm.TLJH && b.Lang != "yaml":
		file = "config.yaml"
	case looks == "" && b.Lang == "yaml" && pythonLike(b.Text):
		file = "jupyterhub_config.py"
	}
	if file == "" {
		return document, part
	}
	renamed := d.Rename(part, file)
	if again, _ := scenario.Parse(renamed); renamed != document {
		for i := range d.Blocks {
			if d.Blocks[i].Part == part && i < len(again.Blocks) {
				return renamed, again.Blocks[i].Part
			}
		}
	}
	return document, part
}

// pythonLike reports whether a line of a text is one that a config in Python begins with.
func pythonLike(text string) bool {
	for line := range strings.Lines(text) {
		for _, start := range []string{"c.", "c = get_config", "import ", "from ", "def ", "get_config("} {
			if strings.HasPrefix(line, start) {
				return true
			}
		}
	}
	return false
}
