package card

import "errors"

// Read returns a font's file. The program for Workers holds none, because its platform keeps files better: it sets this
// before the first card is drawn.
var Read func(name string) ([]byte, error)

func read(name string) ([]byte, error) {
	if Read == nil {
		return nil, errors.New("card: nothing reads the fonts")
	}
	return Read(name)
}
