package templates

// exportSays is the sentence above settings that are written anew.
func exportSays(left int) string {
	says := "Roles, groups, services, custom scopes and users, as they count in the end."
	if left > 0 {
		says += " " + sentenceCase(count(left, "thing is", "things are")) + " left out: comments say what, and why."
	}
	return says
}
