package card

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"

	"rolecall.example/templates"
)

func sample() templates.Card {
	return templates.Card{
		Title: "A teacher who runs one class", Fallback: "Who may do what", Verdict: templates.CardVerdict{Mark: "yes", Text: "4/4 checks hold"},
		Version: "JupyterHub 5.5.1", Address: "rolecall.example/s/7kQmR4xVbT2n",
		Checks:  []templates.CardCheck{{Mark: "yes", Claim: "johan can", Rest: " servers!user=student3"}, {Mark: "no", Claim: "johan cannot", Rest: " servers"}},
		Columns: []string{"Users", "Servers"}, Caption: "how far",
		Rows: []templates.CardRow{{Name: "johan", Cells: []templates.CardCell{{Reach: "some", Word: "class-b"}, {Reach: "none"}}}},
	}
}

func drawn(t *testing.T, c templates.Card) image.Image {
	t.Helper()
	data, err := Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 400<<10 {
		t.Errorf("the picture has %d bytes", len(data))
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := picture.Bounds(); got != image.Rect(0, 0, Width, Height) {
		t.Errorf("it measures %v", got)
	}
	return picture
}

// inked counts the pixels in a box that are not the paper's.
func inked(p image.Image, box image.Rectangle) (n int) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := p.At(x, y).RGBA()
			if uint8(r>>8) != paper.R || uint8(g>>8) != paper.G || uint8(b>>8) != paper.B {
				n++
			}
		}
	}
	return n
}

// The edges stay free, whatever stands on the card.
func keepsItsEdges(t *testing.T, name string, p image.Image) {
	t.Helper()
	for side, box := range map[string]image.Rectangle{
		"left": image.Rect(0, 0, left-8, Height), "right": image.Rect(right+8, 0, Width, Height),
		"top": image.Rect(0, 0, Width, 40), "bottom": image.Rect(0, Height-36, Width, Height),
	} {
		if n := inked(p, box); n > 0 {
			t.Errorf("%s: %d pixels stand on the %s edge", name, n, side)
		}
	}
}

func TestEveryPartIsDrawn(t *testing.T) {
	t.Parallel()
	whole := drawn(t, sample())
	keepsItsEdges(t, "sample", whole)
	for name, change := range map[string]func(*templates.Card){
		"title":   func(c *templates.Card) { c.Title = "Another one" },
		"verdict": func(c *templates.Card) { c.Verdict.Mark = "no" },
		"words":   func(c *templates.Card) { c.Verdict.Text = "3/4 checks hold" },
		"version": func(c *templates.Card) { c.Version = "JupyterHub 4.1.6" },
		"address": func(c *templates.Card) { c.Address = "x" },
		"claim":   func(c *templates.Card) { c.Checks[0].Claim = "anna can" },
		"rest":    func(c *templates.Card) { c.Checks[0].Rest = " users" },
		"mark":    func(c *templates.Card) { c.Checks[0].Mark = "invalid" },
		"unknown": func(c *templates.Card) { c.Checks[0].Mark = "unknown" },
		"head":    func(c *templates.Card) { c.Columns[0] = "Groups" },
		"row":     func(c *templates.Card) { c.Rows[0].Name = "anna" },
		"reach":   func(c *templates.Card) { c.Rows[0].Cells[1] = templates.CardCell{Reach: "all", Word: "everyone"} },
		"self":    func(c *templates.Card) { c.Rows[0].Cells[1] = templates.CardCell{Reach: "self", Word: "self"} },
		"unclear": func(c *templates.Card) { c.Rows[0].Cells[1] = templates.CardCell{Reach: "unknown", Word: "unclear"} },
		"caption": func(c *templates.Card) { c.Caption = "whom" },
		"lead":    func(c *templates.Card) { c.Checks, c.Lead = nil, "This Hub stops." },
	} {
		c := sample()
		change(&c)
		if same(whole, drawn(t, c)) {
			t.Errorf("the %s is not on the card", name)
		}
	}
	if !same(whole, drawn(t, sample())) {
		t.Error("drawing twice gives two pictures")
	}
}

func same(a, b image.Image) bool {
	return bytes.Equal(a.(*image.RGBA).Pix, b.(*image.RGBA).Pix)
}

// What people write is cut to its room, and letters that the fonts lack end nothing.
func TestHostileWordsStayOnTheCard(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]string{
		"nothing": "", "blanks": "   \t\n ", "one long word": strings.Repeat("W", 5000), "many words": strings.Repeat("ab ", 100_000),
		"CJK": "誰がこのサーバーを起動できるか", "Arabic": "من يمكنه بدء الخوادم", "emoji": strings.Repeat("🔒", 400), "combining": strings.Repeat("e\u0301\u0323", 300),
		"controls": "a\x00b\x1b[31mc\u202ed\u200be\ufeff", "bad UTF-8": "a\xff\xfeb", "markup": `</text><script>alert(1)</script>`, "accents": "Größe, façade, Łódź, Ωμέγα, Москва",
	} {
		c := sample()
		c.Title, c.Lead, c.Address, c.Version = words, words, words, "JupyterHub 5.5.1"
		for i := range c.Checks {
			c.Checks[i].Claim, c.Checks[i].Rest = words, words
		}
		c.Rows[0].Name, c.Rows[0].Cells[0].Word, c.Caption, c.Columns[0] = words, words, words, words
		keepsItsEdges(t, name, drawn(t, c))
		c.Checks, c.Rows, c.Columns = nil, nil, nil
		keepsItsEdges(t, name+", alone", drawn(t, c))
	}
}

func TestATitleThatCannotBeWrittenIsReplaced(t *testing.T) {
	t.Parallel()
	var f faces
	if err := f.open(); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"A teacher": true, "Größe, façade, Łódź": true, "Кто может": true, "🔒 Locked": true, "誰が": false, "من": false, "": false, "???": false,
		"class-a と class-b in one": true,
	} {
		if got := mostly(f.title58, text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	if got := known(f.mono, "学a\t🔒\u202eb"); got != "\uFFFDa b" {
		t.Errorf("what the font lacks becomes %q", got)
	}
}

func TestLinesFit(t *testing.T) {
	t.Parallel()
	var f faces
	if err := f.open(); err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("who may start servers ", 30)
	for _, room := range []float64{120, 200, 480, 1072} {
		for most := 1; most <= 4; most++ {
			lines := wrap(f.title48, text, room, most)
			if len(lines) != most || !cut(lines) {
				t.Errorf("%.0f pixels, %d lines: %d lines, cut: %t", room, most, len(lines), cut(lines))
			}
			for _, line := range lines {
				if got := f.title48.width(line); got > room {
					t.Errorf("%q takes %.1f of %.0f", line, got, room)
				}
			}
		}
	}
	if got := wrap(f.title58, "A teacher who runs one class", 480, 2); len(got) != 2 || cut(got) || got[0] != "A teacher who" {
		t.Errorf("lines are not balanced: %q", got)
	}
	for _, s := range []string{"", "a", "short"} {
		if got := fit(f.mono, s, 200); got != s {
			t.Errorf("%q becomes %q", s, got)
		}
	}
	if got := fit(f.mono, strings.Repeat("é", 100), 100); !strings.HasSuffix(got, ellipsis) || !utf8.ValidString(got) || f.mono.width(got) > 100 {
		t.Errorf("it is cut to %q", got)
	}
	if got := fit(f.mono, "abc", 1); got != "" {
		t.Errorf("without room there is %q", got)
	}
}
