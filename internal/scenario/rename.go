package scenario

import "strings"

// Rename returns the document's text with a config's fence opened for another file: its name, and the language that
// goes with it. A part that is no config, a name that can be none or that another config has changes nothing.
func (d *Document) Rename(part, file string) string {
	whole := d.Print()
	b, ok := d.Find(part)
	if !ok || b.Kind != Config || !fileName(file) {
		return whole
	}
	for i := range d.Blocks {
		if o := &d.Blocks[i]; o.Kind == Config && o.File == file && !o.Restart && o.Part != part {
			return whole
		}
	}
	f := b.fence
	opening := whole[f.start:f.textStart]
	info := configInfo(file)
	if b.Restart {
		info += " restart"
	}
	end := ""
	if strings.HasSuffix(opening, "\n") {
		end = lineEnd(b.Raw)
	}
	renamed := whole[:f.start] + opening[:f.indent+f.length] + info + end + whole[f.textStart:]
	if got, _ := Parse(renamed); len(got.Blocks) != len(d.Blocks) {
		return whole
	}
	return renamed
}
