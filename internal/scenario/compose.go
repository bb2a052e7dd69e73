package scenario

import "strings"

// Written is one fence of a new document: its info string and its inside, which may lack the last line end.
type Written struct{ Info, Text string }

// Compose writes a document of fences alone, whatever their texts hold.
func Compose(parts ...Written) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteByte('\n')
		}
		text := p.Text
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		b.WriteString(fenced(p.Info, text, "\n"))
	}
	return b.String()
}

// ConfigInfo is the info string of a config's file, and whether a fence can bear that name.
func ConfigInfo(name string) (info string, ok bool) { return configInfo(name), fileName(name) }
