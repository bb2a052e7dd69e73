package server

import "testing"

func TestValuesMayBeBoundedTighter(t *testing.T) {
	t.Parallel()
	const document = "```python jupyterhub_config.py\nx = 'a' * 1000000\ny = x + x\n```\n"
	for values, stopped := range map[int]string{0: "", 8 << 20: "", 2 << 20: "memory"} {
		s := sharingServer(t, func(c *Config) { c.Values = values })
		got := decode[evaluationAnswer](t, send(s, "POST", "/api/evaluate", document, "Content-Type", asMarkdown))
		if got.Stopped != stopped {
			t.Errorf("values of %d bytes: stopped by %q, want %q", values, got.Stopped, stopped)
		}
	}
}
