package scenario

import (
	"fmt"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
)

// order checks the rules between blocks: one header, one state before the checks, config files before them too
// unless they restart the Hub, no file twice in one start, and no more checks than the limit.
func (p *parser) order() {
	var started, headers, states, configs, lines int
	files := map[string]bool{}
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		at := func(id, message, hint string) {
			p.say("", b.fence.start, b.fence.infoStart+len(b.fence.info),
				diag.Diagnostic{ID: id, Severity: diag.Error, Message: message, Hint: hint})
		}
		switch b.Kind {
		case Header:
			if headers++; headers > 1 {
				at("second-header", "a document has one header", "a page of several scenarios begins each with a fence rolecall")
			}
		case State:
			if states++; states > 1 {
				at("second-state", "a document has one state", "")
			} else if started > 0 {
				at("state-after-checks", "state stands before the first checks", "it says what there is before anything is checked")
			}
		case Config:
			configs++
			switch {
			case b.Restart:
				started++
				files = map[string]bool{}
			case started > 0:
				at("config-without-restart", "a config after checks starts the Hub again, and says so",
					"write: "+b.fence.info+" restart")
			case files[b.File]:
				at("file-twice", fmt.Sprintf("there is a file %s already", b.File), "name it otherwise, or say restart behind its name")
			}
			files[b.File] = true
		case Checks:
			started++
			before := lines
			if lines = p.count(b, lines); before == 0 && lines > 0 && p.doc.Meta.Stops != "" {
				at("stops-with-checks", "a Hub that stops at start-up has nothing to check", "remove the checks, or stops from the header")
			}
		}
	}
	p.overlooked(configs)
	if headers == 0 {
		p.say("", 0, 0, diag.Diagnostic{
			ID: "no-header", Severity: diag.Info,
			Message: "the document has no header: JupyterHub " + p.doc.Meta.JupyterHub + " is assumed",
		})
	}
}

// count adds the lines of a checks part that claim or do something to those before, and says where the limit lies.
func (p *parser) count(b *Block, lines int) int {
	at := 0
	for l := range strings.Lines(b.Text) {
		if t := strings.TrimSpace(l); t != "" && t[0] != '#' {
			if lines++; lines == limits.Checks+1 {
				p.say(b.Part, at, at+len(strings.TrimRight(l, "\r\n")), diag.Diagnostic{
					ID: "limit-checks", Severity: diag.Error,
					Message: fmt.Sprintf("a document has at most %d checks", limits.Checks),
				})
			}
		}
		at += len(l)
	}
	return lines
}

// overlooked points at fences that are prose and were hardly meant so.
func (p *parser) overlooked(configs int) {
	for _, f := range p.bare {
		word := f.first()
		d := diag.Diagnostic{ID: "fence-not-read", Severity: diag.Advice}
		_, language := languages[word]
		switch meant := ownWord(word); {
		case meant != "":
			d.Message = fmt.Sprintf("this fence is prose, since it says %q", word)
			d.Hint = fmt.Sprintf("did you mean %q?", meant)
		case configs == 0 && language:
			d.Message = "this fence is prose, since it names no file"
			d.Hint = "write: python jupyterhub_config.py"
		default:
			continue
		}
		p.say("", f.start, f.infoStart+len(f.info), d)
	}
}

// ownWord is the word of a scenario's fence that another word is a slip of.
func ownWord(word string) string {
	low := strings.ToLower(word)
	for _, own := range []string{"checks", "state", "rolecall"} {
		if low == own || low+"s" == own || low == own+"s" {
			return own
		}
	}
	return ""
}
