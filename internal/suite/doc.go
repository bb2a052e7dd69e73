// Package suite checks many documents: it cuts pages into scenarios, makes one of a config with its checks, runs them side
// by side, and tells what came of each, with places in the files that people wrote. Its answer hangs on the texts and the
// options alone: neither on the order in which runs end nor on how many there are at once.
package suite
