package templates

import (
	"strings"

	"rolecall.example/internal/playground"
)

// ChangesText says changes for a terminal: who a change is about, and below a line for each thing gained (+) or lost (-).
func ChangesText(c *playground.Changes) string {
	var b strings.Builder
	writeChanges(&b, c, changesStyle{
		head:  func(s string) string { return s + "\n" },
		who:   func(p phrase) string { return "\n" + p.capital().String() + "\n" },
		line:  func(sign string, p phrase) string { return "  " + sign + " " + p.String() + "\n" },
		plain: func(p phrase) string { return "  " + p.String() + "\n" },
	})
	return b.String()
}

// ChangesMarkdown says them for a comment on a pull request. Names stand as code, so that none of them is markup or a
// mention.
func ChangesMarkdown(c *playground.Changes) string {
	var b strings.Builder
	signs := map[string]string{"+": "➕", "-": "➖", "?": "❔"}
	writeChanges(&b, c, changesStyle{
		head:  func(s string) string { return "**" + markdownText(s) + "**\n" },
		who:   func(p phrase) string { return "\n" + p.capital().markdown() + "\n\n" },
		line:  func(sign string, p phrase) string { return "- " + signs[sign] + " " + p.markdown() + "\n" },
		plain: func(p phrase) string { return "- " + p.markdown() + "\n" },
	})
	return b.String()
}

type changesStyle struct {
	head  func(string) string
	who   func(phrase) string
	line  func(sign string, p phrase) string
	plain func(phrase) string
}

func writeChanges(b *strings.Builder, c *playground.Changes, s changesStyle) {
	if start := startChange(c); start != "" {
		b.WriteString(s.head(full(start)))
		if stop := stopOf(c); stop != nil {
			b.WriteString(s.who(phrase{say("What stops it")}))
			text := full(sentenceCase(stop.Message))
			if stop.Hint != "" {
				text += " " + full(sentenceCase(stop.Hint))
			}
			b.WriteString(s.plain(phrase{say(text + " ("), coded(stop.ID), say(")")}))
		}
		return
	}
	b.WriteString(s.head(full(changeSum(c))))
	for i := range c.Result.Changes {
		if i == maxChanges {
			break
		}
		x := &c.Result.Changes[i]
		b.WriteString(s.who(whoChanged(&x.Who)))
		for j := range x.Lines {
			b.WriteString(s.line(signText(&x.Lines[j]), deedsOf(c, &x.Lines[j])))
		}
	}
	if n := len(c.Result.Changes) - maxChanges + c.Result.More; n > 0 {
		b.WriteString(s.who(phrase{say("and " + count(n, "change more", "changes more"))}))
	}
	if len(c.Result.Failing) > 0 {
		b.WriteString(s.who(phrase{say("the Hub fails when it looks up what they may do")}))
		for i := range c.Result.Failing {
			b.WriteString(s.plain(failingWords(&c.Result.Failing[i])))
		}
	}
	if len(c.Result.Unclear) > 0 {
		b.WriteString(s.who(phrase{say("can’t be told, since it hangs on what could not be read")}))
		for i := range c.Result.Unclear {
			if i == whoLimit {
				b.WriteString(s.plain(phrase{say(digits(len(c.Result.Unclear)-i) + " more")}))
				break
			}
			for j := range c.Result.Unclear[i].Lines {
				p := append(append(phrase(nil), whoChanged(&c.Result.Unclear[i].Who)...), say(": "))
				b.WriteString(s.line("?", append(p, deedsOf(c, &c.Result.Unclear[i].Lines[j])...)))
			}
		}
	}
	if list := nameChanges(c); len(list) > 0 {
		b.WriteString(s.who(phrase{say("who and what there is")}))
		for _, p := range list {
			b.WriteString(s.plain(p))
		}
	}
	if c.Result.Partial {
		b.WriteString(s.who(phrase{say("the Hub is too large for the whole comparison: there may be more")}))
	}
}

func signText(l *playground.ChangeLine) string {
	switch l.Sign {
	case playground.Gained:
		return "+"
	case playground.Lost:
		return "-"
	}
	return "?"
}

// markdown is the phrase with its names and scopes as code.
func (p phrase) markdown() string {
	var b strings.Builder
	for _, x := range p {
		if x.name || x.code {
			b.WriteString(markdownCode(x.text))
		} else {
			b.WriteString(markdownBit(x.text))
		}
	}
	return b.String()
}

// markdownBit is markdownText for words within a line: blanks at its ends stay.
func markdownBit(s string) string {
	trimmed := strings.TrimSpace(s)
	if trimmed == "" {
		return s
	}
	at := strings.Index(s, trimmed)
	return s[:at] + markdownText(trimmed) + s[at+len(trimmed):]
}

// markdownCode is a code span that holds any text: its fence is longer than every run of backticks in it.
func markdownCode(s string) string {
	longest, run := 0, 0
	for _, r := range s {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest > 0 {
		s = " " + s + " "
	}
	return fence + s + fence
}
