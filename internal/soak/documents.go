package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

// document makes a scenario that no other equals, with a whole header so that it is kept as it is: a config of some
// groups and roles, prose, and checks.
func document(random *rand.Rand, number int) string {
	var out strings.Builder
	fmt.Fprintf(&out, "---\nformat: 1\ntitle: Number %d\njupyterhub: \"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n---\n%s\n\n", number, strings.Repeat("Some prose. ", random.IntN(40)))
	out.WriteString("```python jupyterhub_config.py\nc.JupyterHub.load_groups = {\n")
	n := 2 + random.IntN(8)
	for i := range n {
		fmt.Fprintf(&out, "    \"class-%d\": {\"users\": [\"t%d\", \"s%d\", \"s%d\"]},\n", i, i, i, i+1)
	}
	out.WriteString("}\nc.JupyterHub.load_roles = [\n")
	for i := range n {
		fmt.Fprintf(&out, "    {\"name\": \"teacher-%d\", \"scopes\": [\"read:users!group=class-%d\", \"servers!group=class-%d\"], \"users\": [\"t%d\"]},\n", i, i, i, i)
	}
	fmt.Fprintf(&out, "]\n# %016x\n```\n\n```checks\n", random.Uint64())
	for i := range n {
		fmt.Fprintf(&out, "t%d can servers!user=s%d\nt%d cannot servers!user=nobody-%d\n", i, i, i, i)
	}
	out.WriteString("nobody can admin:users\n```\n")
	return out.String()
}

var savedID = regexp.MustCompile(`^\{"id":"(\w{12})"`)

// save shares a document and returns its ID, "" where the server refused it.
func (c *conn) save(document string) (id string, status int, err error) {
	status, body, err := c.do(saveRequest(document), true)
	if err != nil || status != 201 {
		return "", status, err
	}
	m := savedID.FindSubmatch(body)
	if m == nil {
		return "", status, fmt.Errorf("answered %.100q", body)
	}
	return string(m[1]), status, nil
}
