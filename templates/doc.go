// Package templates turns a playground.Response into HTML. The same components serve the server's pages and the
// WebAssembly engine, which renders them again on every edit; no second form of a view exists.
//
// Views (Access, Why, Startup, Checks, Status, Notice) take playground's types and an Options value and nothing
// else. Pages (PlaygroundPage, GalleryPage, ScenarioPage, ErrorPage) are the server's: they frame views and take
// what goldmark and chroma made as strings. English stands in this package alone: words.go and sentence.go.
//
// Elements that the page's script acts on carry data attributes and an id that stays the same from one rendering
// to the next, so that a morph keeps focus. No element has a style attribute or an inline script: the security
// policy forbids both.
package templates

//go:generate go -C .. tool templ generate
