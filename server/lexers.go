package server

import "github.com/alecthomas/chroma/v2"

// The lexers know as much as a reader's eye needs. No pattern can backtrack far: each repeats over one class of
// characters, or over alternatives that begin differently.

// quotes are the forms of a string literal of Python: how it opens, and what it may hold before it closes.
const (
	pythonPrefix = `(?:[rRbBuUfF]|[rR][bBfF]|[bBfF][rR])?`
	doubleQuoted = `"(?:[^"\\\n]|\\[\s\S])*"`
	singleQuoted = `'(?:[^'\\\n]|\\[\s\S])*'`
	// one that never closes ends with its line
	unclosed = `["'][^\n]*`
)

var pythonLexer = chroma.MustNewLexer(&chroma.Config{Name: "Python", DotAll: true}, func() chroma.Rules {
	return chroma.Rules{
		"root": {
			{Pattern: `\s+`, Type: chroma.Text},
			{Pattern: `#[^\n]*`, Type: chroma.Comment},
			{Pattern: pythonPrefix + `"""`, Type: chroma.LiteralString, Mutator: chroma.Push("long-double")},
			{Pattern: pythonPrefix + `'''`, Type: chroma.LiteralString, Mutator: chroma.Push("long-single")},
			{Pattern: pythonPrefix + `(?:` + doubleQuoted + `|` + singleQuoted + `)(?=[ \t]*:)`, Type: chroma.NameTag},
			{Pattern: pythonPrefix + `(?:` + doubleQuoted + `|` + singleQuoted + `|` + unclosed + `)`, Type: chroma.LiteralString},
			{Pattern: `0[xXoObB][0-9A-Fa-f_]+\b|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?[jJ]?`, Type: chroma.LiteralNumber},
			{Pattern: chroma.Words(`\b`, `\b`, "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
				"else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
				"pass", "raise", "return", "try", "while", "with", "yield", "True", "False", "None"), Type: chroma.Keyword},
			{Pattern: `[^\W\d]\w*`, Type: chroma.Name},
			{Pattern: `[-+*/%@&|^~<>=!]+`, Type: chroma.Operator},
			{Pattern: `[\[\]{}(),.:;` + "`" + `\\?$]`, Type: chroma.Punctuation},
			{Pattern: `.`, Type: chroma.Text},
		},
		"long-double": {
			{Pattern: `"""`, Type: chroma.LiteralString, Mutator: chroma.Pop(1)},
			{Pattern: `[^"\\]+|\\.|"`, Type: chroma.LiteralString},
			{Pattern: `\\`, Type: chroma.LiteralString},
		},
		"long-single": {
			{Pattern: `'''`, Type: chroma.LiteralString, Mutator: chroma.Pop(1)},
			{Pattern: `[^'\\]+|\\.|'`, Type: chroma.LiteralString},
			{Pattern: `\\`, Type: chroma.LiteralString},
		},
	}
})

var yamlLexer = chroma.MustNewLexer(&chroma.Config{Name: "YAML", DotAll: true}, func() chroma.Rules {
	return chroma.Rules{
		"root": {
			{Pattern: `\s+`, Type: chroma.Text},
			{Pattern: `#[^\n]*`, Type: chroma.Comment},
			{Pattern: `(?:"(?:[^"\\\n]|\\[^\n])*"|'[^'\n]*')(?=[ \t]*:(?:\s|$))`, Type: chroma.NameTag},
			{Pattern: `"(?:[^"\\]|\\.)*"?|'[^']*'?`, Type: chroma.LiteralString},
			{Pattern: `(?:---|\.\.\.)(?=\s|$)`, Type: chroma.Punctuation},
			{Pattern: `[-?:](?=\s|$)`, Type: chroma.Punctuation},
			{Pattern: `[|>][-+0-9]*(?=[ \t]*(?:\n|$))`, Type: chroma.Punctuation},
			{Pattern: `[&*!][^\s,\[\]{}]*`, Type: chroma.Keyword},
			{Pattern: `[\[\]{},]`, Type: chroma.Punctuation},
			{Pattern: `(?:true|false|null|~)(?=[ \t]*(?:[,\]}\n#]|$))`, Type: chroma.Keyword},
			{Pattern: `[-+]?[0-9][0-9_.]*(?=[ \t]*(?:[,\]}\n#]|$))`, Type: chroma.LiteralNumber},
			{Pattern: `[^\s:#,\[\]{}"'&*!|>?-][^\s:#,\[\]{}]*(?=[ \t]*:(?:\s|$))`, Type: chroma.NameTag},
			{Pattern: `[^\s:,\[\]{}]+|:`, Type: chroma.LiteralString},
		},
	}
})
