package card

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// The fonts' files, cut down to Latin, Greek and Cyrillic letters and some signs; fonts/LICENSE has their terms.
const (
	displayBold  = "InterDisplay-Bold.otf"
	interSemi    = "Inter-SemiBold.otf"
	interRegular = "Inter-Regular.otf"
	monoRegular  = "JetBrainsMono-Regular.ttf"
	monoBold     = "JetBrainsMono-Bold.ttf"
)

// parsed are the fonts by their files, read once: they may be shared, unlike faces.
var parsed struct {
	sync.Mutex
	fonts map[string]*sfnt.Font
}

// fonts returns the fonts by their files. One that could not be read is tried again the next time.
func fonts() (map[string]*sfnt.Font, error) {
	parsed.Lock()
	defer parsed.Unlock()
	if parsed.fonts != nil {
		return parsed.fonts, nil
	}
	out := map[string]*sfnt.Font{}
	for _, name := range []string{displayBold, interSemi, interRegular, monoRegular, monoBold} {
		file, err := read(name)
		if err != nil {
			return nil, err
		}
		if out[name], err = opentype.Parse(file); err != nil {
			return nil, err
		}
	}
	parsed.fonts = out
	return out, nil
}

// A face is a font at one size, with the space between its letters, in parts of the size.
type face struct {
	font.Face
	font     *sfnt.Font
	buffer   sfnt.Buffer
	tracking float64 // in pixels
}

// faces are those of one drawing, named by use and size in pixels.
type faces struct {
	title58, title48, bold28, semi24, semi16, regular24, regular22, regular20, regular15, mono, monoBold, mono19 *face
}

func (s *faces) open() error {
	all, err := fonts()
	if err != nil {
		return err
	}
	for _, want := range []struct {
		to       **face
		file     string
		size     float64
		tracking float64
	}{
		{&s.title58, displayBold, 58, -.016}, {&s.title48, displayBold, 48, -.014}, {&s.bold28, displayBold, 28, -.005},
		{&s.semi24, interSemi, 24, -.012}, {&s.semi16, interSemi, 16, 0}, {&s.regular24, interRegular, 24, -.005}, {&s.regular22, interRegular, 22, 0},
		{&s.regular20, interRegular, 20, 0}, {&s.regular15, interRegular, 15, 0},
		{&s.mono, monoRegular, 21, -.02}, {&s.monoBold, monoBold, 21, -.02}, {&s.mono19, monoRegular, 19, -.02},
	} {
		f, err := opentype.NewFace(all[want.file], &opentype.FaceOptions{Size: want.size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return err
		}
		*want.to = &face{Face: f, font: all[want.file], tracking: want.tracking * want.size}
	}
	return nil
}

// has reports whether the font has a letter of its own for r.
func (f *face) has(r rune) bool {
	i, err := f.font.GlyphIndex(&f.buffer, r)
	return err == nil && i != 0
}
