// Package scenario reads and prints scenario documents (format 1): Markdown with a header, config files,
// checks, and state. Prose is kept exactly; an editor changes blocks in place.
//
// # What is a block
//
// A fence of CommonMark (backticks or tildes, three or more, at most three blanks before it) whose info string
// begins with one of these:
//
//	rolecall                        the header; front matter is another way to write it
//	python FILE.py [restart]        a config file; py is python, too
//	yaml FILE.yaml [restart]        the same in YAML; yml is yaml, too
//	checks                          claims in the check language
//	state                           what the config does not say
//
// All else is prose: fences that name no file, fences with other words, and all fences within a list item, a
// quote, an HTML block or indented code. A fence that nothing closes runs to the end, with a warning.
//
// The inside of a block is the text between its lines. A fence that is indented takes as many blanks (blanks, not
// tabs) off its lines; Document.Offset knows.
//
// # One document, one scenario
//
// Parse takes a document for one scenario, and a second header is an error. Split cuts a page of several, each begun
// by its fence rolecall. Where a page has such fences, its front matter belongs to the page, unless it has a line
// `format:`.
//
// # Order
//
// One state, before the first checks. Config files before the first checks, too; behind them a config says restart:
// the Hub starts again over the same database, and the file replaces the one of its name. Files that follow each
// other with restart belong to one start, until a name repeats.
package scenario
