// Package borders holds no code: its tests keep what no compiler does. Who may import whom, what the engine in the
// browser may contain, what may stand in the project's files.
package borders
