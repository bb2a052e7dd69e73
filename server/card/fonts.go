package card

import (
	_ "embed"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// The fonts, cut down to Latin, Greek and Cyrillic letters and some signs; fonts/LICENSE has their terms.
var (
	//go:embed fonts/InterDisplay-Bold.otf
	displayBold []byte
	//go:embed fonts/Inter-SemiBold.otf
	interSemi []byte
	//go:embed fonts/Inter-Regular.otf
	interRegular []byte
	//go:embed fonts/JetBrainsMono-Regular.ttf
	monoRegular []byte
	//go:embed fonts/JetBrainsMono-Bold.ttf
	monoBoldFile []byte
)

// parsed are the fonts, read once: they may be shared, unlike faces.
var parsed = sync.OnceValues(func() (map[*[]byte]*sfnt.Font, error) {
	out := map[*[]byte]*sfnt.Font{}
	for _, file := range []*[]byte{&displayBold, &interSemi, &interRegular, &monoRegular, &monoBoldFile} {
		f, err := opentype.Parse(*file)
		if err != nil {
			return nil, err
		}
		out[file] = f
	}
	return out, nil
})

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
	fonts, err := parsed()
	if err != nil {
		return err
	}
	for _, want := range []struct {
		to       **face
		file     *[]byte
		size     float64
		tracking float64
	}{
		{&s.title58, &displayBold, 58, -.016}, {&s.title48, &displayBold, 48, -.014}, {&s.bold28, &displayBold, 28, -.005},
		{&s.semi24, &interSemi, 24, -.012}, {&s.semi16, &interSemi, 16, 0}, {&s.regular24, &interRegular, 24, -.005}, {&s.regular22, &interRegular, 22, 0},
		{&s.regular20, &interRegular, 20, 0}, {&s.regular15, &interRegular, 15, 0},
		{&s.mono, &monoRegular, 21, -.02}, {&s.monoBold, &monoBoldFile, 21, -.02}, {&s.mono19, &monoRegular, 19, -.02},
	} {
		f, err := opentype.NewFace(fonts[want.file], &opentype.FaceOptions{Size: want.size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return err
		}
		*want.to = &face{Face: f, font: fonts[want.file], tracking: want.tracking * want.size}
	}
	return nil
}

// has reports whether the font has a letter of its own for r.
func (f *face) has(r rune) bool {
	i, err := f.font.GlyphIndex(&f.buffer, r)
	return err == nil && i != 0
}
