package scenario

import "testing"

func TestReplace(t *testing.T) {
	t.Parallel()
	const config = "```python jupyterhub_config.py\nx\n```\n"
	for _, c := range []struct{ name, text, part, inside, want string }{
		{"in place", "a\n```checks\nb\n```\nc\n", "checks", "d\n", "a\n```checks\nd\n```\nc\n"},
		{"a line end is added", "```checks\nb\n```\n", "checks", "d", "```checks\nd\n```\n"},
		{"emptied", "```checks\nb\n```\n", "checks", "", "```checks\n```\n"},
		{"lengthened", "```checks\nb\n```  \nc\n", "checks", "```\n`````\n", "``````checks\n```\n`````\n``````  \nc\n"},
		{"not by a fence that can't close it", "```checks\nb\n```\n", "checks", "~~~\n```x\n    ```\n", "```checks\n~~~\n```x\n    ```\n```\n"},
		{"lengthened while unclosed", "```checks\nb", "checks", "```\n", "````checks\n```\n"},
		{"indented", "  ```checks\n  b\n  ```\n", "checks", "a\n\n  b\n", "  ```checks\n  a\n\n    b\n  ```\n"},
		{"front matter", "---\ntitle: a\n---\nb\n", "header", "title: c\n", "---\ntitle: c\n---\nb\n"},
		{"front matter becomes a fence", "---\ntitle: a\n---\nb\n", "header", "---\n", "```rolecall\n---\n```\nb\n"},
		{"no such part", "a\n", "document", "b\n", "a\n"},
		{"nothing to add", "a\n", "checks", "", "a\n"},

		{"first checks", config + "\nAfter.\n", "checks", "a can b\n", config + "\n```checks\na can b\n```\n\nAfter.\n"},
		{"first checks at the end", "Text", "checks", "a\n", "Text\n\n```checks\na\n```\n"},
		{"further checks", "```checks\na\n```\nText\n", "checks-2", "b\n", "```checks\na\n```\n\n```checks\nb\n```\n\nText\n"},
		{"checks behind an unclosed fence", "```python a.py\nx", "checks", "a\n", "```python a.py\nx\n```\n\n```checks\na\n```\n"},
		{"checks behind an open comment", "---\ntitle: a\n---\n<!-- x\n", "checks", "a\n", "---\ntitle: a\n---\n\n```checks\na\n```\n\n<!-- x\n"},
		{"state before the checks", config + "Text\n\n```checks\n```\n", "state", "users: [a]\n", config + "\n```state\nusers: [a]\n```\n\nText\n\n```checks\n```\n"},
		{"state without a config", "Text\n\n```checks\n```\n", "state", "users: [a]\n", "Text\n\n```state\nusers: [a]\n```\n\n```checks\n```\n"},
		{"first config", "---\ntitle: a\n---\nText\n", "jupyterhub_config.py", "x\n", "---\ntitle: a\n---\nText\n\n```python jupyterhub_config.py\nx\n```\n"},
		{"a config in an empty document", "", "jupyterhub_config.py", "x\n", "```python jupyterhub_config.py\nx\n```\n"},
		{"a config of YAML", "", "values.yaml", "x\n", "```yaml values.yaml\nx\n```\n"},
		{"a config after a restart", config + "\n```checks\na\n```\n", "jupyterhub_config.py@2", "y\n",
			config + "\n```checks\na\n```\n\n```python jupyterhub_config.py restart\ny\n```\n"},
		{"a header", "Text\n", "header", "title: a\n", "```rolecall\ntitle: a\n```\n\nText\n"},
		{"CRLF", "Text\r\n", "checks", "a\r\n", "Text\r\n\r\n```checks\r\na\r\n```\r\n"},
	} {
		d, _ := Parse(c.text)
		if got := d.Replace(c.part, c.inside); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	const rest = "jupyterhub: \"5.5.1\"\noauthenticator: \"17.4.0\"\nhost: plain\n"
	for _, c := range []struct{ text, want string }{
		{"Text\n", "---\nformat: 1\n" + rest + "---\nText\n"},
		{"\ufeffText\r\n", "\ufeff---\r\nformat: 1\r\njupyterhub: \"5.5.1\"\r\noauthenticator: \"17.4.0\"\r\nhost: plain\r\n---\r\nText\r\n"},
		{"---\ntitle: a # why\n---\nText\n", "---\nformat: 1\ntitle: a # why\n" + rest + "---\nText\n"},
		{"```rolecall\nhost: tljh\njupyterhub: \"6.0.0b2\"\n```\n", "```rolecall\nformat: 1\nhost: tljh\njupyterhub: \"6.0.0b2\"\noauthenticator: \"17.4.0\"\n```\n"},
		{"---\ntitel: a\n---\n", "---\ntitel: a\n---\n"},
		{"---\n{title: a}\n---\n", "---\n{title: a}\n---\n"},
	} {
		d, _ := Parse(c.text)
		got := d.Format()
		if got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
		d, _ = Parse(got)
		if again := d.Format(); again != got {
			t.Errorf("formatting %q twice gives %q", got, again)
		}
	}
}
