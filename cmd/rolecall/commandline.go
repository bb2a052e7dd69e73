package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// commandLine is standard error of a command, with the line that the command was given: what is wrong in it is shown there.
type commandLine struct {
	io.Writer
	words []string // the command's name first
}

// caretWindow is how many columns of a long command line are shown before and behind a place.
const caretWindow = 100

// wordPlace is a piece of a command line: bytes of one of its words.
type wordPlace struct{ word, from, to int }

var (
	saidOption = regexp.MustCompile(`^--([a-z][a-z-]*)`)
	saidQuoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// placeIn finds what a message speaks of among the words of a command line: the option that it begins with, its value where the
// message quotes it, or any word that is quoted.
func placeIn(args []string, message string) (p wordPlace, ok bool) {
	var quoted []string
	for _, q := range saidQuoted.FindAllString(message, -1) {
		if s, err := strconv.Unquote(q); err == nil {
			quoted = append(quoted, s)
		}
	}
	if m := saidOption.FindStringSubmatch(message); m != nil {
		for i, arg := range slices.Backward(args) {
			name, value, cut := strings.Cut(arg, "=")
			if strings.TrimLeft(name, "-") != m[1] || !strings.HasPrefix(name, "-") {
				continue
			}
			switch {
			case cut && slices.Contains(quoted, value):
				return wordPlace{i, len(name) + 1, len(arg)}, true
			case !cut && i+1 < len(args) && slices.Contains(quoted, args[i+1]):
				return wordPlace{i + 1, 0, len(args[i+1])}, true
			}
			return wordPlace{i, 0, len(name)}, true
		}
	}
	for _, q := range quoted {
		for i, arg := range args {
			name, value, cut := strings.Cut(arg, "=")
			switch {
			case q == "":
			case arg == q:
				return wordPlace{i, 0, len(arg)}, true
			case strings.HasPrefix(name, "-") && "--"+strings.TrimLeft(name, "-") == q:
				return wordPlace{i, 0, len(name)}, true
			case cut && value == q:
				return wordPlace{i, len(name) + 1, len(arg)}, true
			}
		}
	}
	return p, false
}

// caret draws the command line with a place in it underlined.
func caret(words []string, p wordPlace) string {
	var line strings.Builder
	start, width := 0, 0
	for i, word := range words {
		if i > 0 {
			line.WriteByte(' ')
		}
		shown := shellWord(word)
		if i == p.word {
			from, to := p.from, p.to
			if shown != word {
				from, to = 0, len(shown) // quoted, the pieces are elsewhere
			}
			start = utf8.RuneCountInString(line.String()) + utf8.RuneCountInString(shown[:from])
			width = max(1, utf8.RuneCountInString(shown[from:to]))
		}
		line.WriteString(shown)
	}
	all := []rune(line.String())
	first, last := 0, len(all)
	if len(all) > 2*caretWindow {
		first, last = max(0, start-caretWindow), min(len(all), start+caretWindow)
	}
	text := string(all[first:last])
	if first > 0 {
		text = "…" + text
		first--
	}
	if last < len(all) {
		text += "…"
	}
	return "    " + text + "\n    " + strings.Repeat(" ", start-first) + strings.Repeat("^", min(width, 2*caretWindow-(start-first))) + "\n"
}

var plainWord = regexp.MustCompile(`^[\p{L}\p{N}@%+=:,./_~!#-]+$`)

// shellWord is a word as it may be written in a shell; what a terminal would act on is escaped.
func shellWord(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	if strings.ContainsFunc(s, func(r rune) bool { return !strconv.IsPrint(r) }) || !utf8.ValidString(s) {
		return strconv.Quote(s)
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// wrong tells what is wrong with a command line, and shows where. who is the program or the command that says so.
func wrong(stderr io.Writer, who, what, hint string) int {
	fmt.Fprintf(stderr, "%s: %s\n", who, what)
	if line, ok := stderr.(*commandLine); ok {
		if p, ok := placeIn(line.words, what); ok {
			p.word++
			fmt.Fprint(stderr, caret(append([]string{"rolecall"}, line.words...), p))
		}
	}
	fmt.Fprintf(stderr, "hint: %s\n", hint)
	return exitUsage
}

// misused tells that the command line of a command is wrong.
func misused(stderr io.Writer, name, what string) int {
	return wrong(stderr, "rolecall "+name, what, "rolecall help "+name)
}
