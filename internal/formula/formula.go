// Package formula compiles and runs the arithmetic and the filters that a
// definition may contain, through expr with a typed and restricted
// environment. It is used by the evaluate stage and refuses anything that is
// not arithmetic over numbers or a yes/no test over labels.
package formula

// Formula is a compiled expression; a placeholder type until compiled.
type Formula struct{}
