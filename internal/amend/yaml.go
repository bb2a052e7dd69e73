package amend

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
)

// yamlQuoteOf is the quote that a scalar stands in; 0: none.
func yamlQuoteOf(text string) byte {
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		return text[0]
	}
	return 0
}

func insert(p Part, at int, text string) Edit {
	return Edit{diag.Span{File: p.Name, Start: at, End: at}, text}
}

// lastWithin is the end of the last of some values that stand inside of one; 0: none does.
func lastWithin(v settings.Value, list ...settings.Value) (end int, start int) {
	for _, item := range list {
		if s := item.Span; s.File == v.Span.File && s.Start >= v.Span.Start && s.End <= v.Span.End && s.End > end {
			end, start = s.End, s.Start
		}
	}
	return end, start
}

// yamlItem adds an item to a sequence, in brackets or in lines.
func yamlItem(p Part, list settings.Value, item string) []Edit {
	end, start := lastWithin(list, list.Items...)
	if p.Text[list.Span.Start] == '[' {
		if end == 0 {
			return []Edit{insert(p, list.Span.Start+1, item)}
		}
		return []Edit{insert(p, end, ", "+item)}
	}
	if end == 0 {
		return nil
	}
	dash := p.Text[startOfLine(p.Text, start):start]
	if strings.Trim(dash, " ") != "-" {
		return nil
	}
	return []Edit{insert(p, endOfLine(p.Text, end), lineEnd(p.Text)+dash+item)}
}

// yamlEntries are the ways of adding a key to a mapping: behind its last entry, or before its first.
func yamlEntries(p Part, dict settings.Value, key string, v node) [][]Edit {
	var all []settings.Value
	for _, pair := range dict.Pairs {
		all = append(all, pair.Key, pair.Value)
	}
	end, _ := lastWithin(dict, all...)
	key = yamlText(key, 0)
	if p.Text[dict.Span.Start] == '{' {
		if end == 0 {
			return [][]Edit{{insert(p, dict.Span.Start+1, key+": "+v.yaml(0))}}
		}
		return [][]Edit{{insert(p, end, ", "+key+": "+v.yaml(0))}}
	}
	indent := strings.Repeat(" ", dict.Span.Start-startOfLine(p.Text, dict.Span.Start))
	eol := lineEnd(p.Text)
	entry := indent + key + ":" + v.block(indent, eol)
	var out [][]Edit
	if end > 0 {
		out = append(out, []Edit{insert(p, endOfLine(p.Text, end), eol+entry)})
	}
	return append(out, []Edit{insert(p, dict.Span.Start, strings.TrimLeft(entry, " ")+eol+indent)})
}

// values writes a value into the YAML of a distribution, at a path of keys, of which the first ones may be there. Where a
// sequence stands on the way, the key after it is the item to add.
func (w *ways) values(path []string, v node) {
	if w.Host != "z2jh" && w.Host != "tljh" {
		return
	}
	at := w.Values
	for i, key := range path {
		if at.Kind == settings.List {
			w.item(at, key)
			return
		}
		next, ok := lookup(at, key)
		_, written := w.part(next)
		if ok && written && next.Kind != settings.None {
			at = next
			continue
		}
		if ok && next.Kind == settings.None && next.Span.File != "" {
			return // a key without a value: another one would take its place
		}
		for j := len(path) - 1; j > i; j-- {
			if j == len(path)-1 && v.text == "" && v.list == nil && v.dict == nil {
				v = node{list: []string{path[j]}, brackets: true}
				continue
			}
			v = node{dict: []pair{{path[j], v}}}
		}
		if _, written := w.part(at); written && len(at.Pairs) > 0 {
			w.entry(at, key, v)
			return
		}
		if i > 0 {
			return
		}
		w.append(key, v)
		return
	}
}

// append writes a key at the root of the last YAML file.
func (w *ways) append(key string, v node) {
	for i := len(w.Parts) - 1; i >= 0; i-- {
		p := w.Parts[i]
		if p.Lang != "yaml" {
			continue
		}
		end := lineEnd(p.Text)
		lead := ""
		if p.Text != "" && !strings.HasSuffix(p.Text, "\n") {
			lead = end
		}
		w.add([]Edit{insert(p, len(p.Text), lead+yamlText(key, 0)+":"+v.block("", end)+end)})
		return
	}
}
