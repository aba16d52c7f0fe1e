// Command sendpack turns indicator definitions and data files into a static
// site and tagged PDF packs. It reads flags, calls internal/build and talks to
// people; it computes nothing.
package main

import (
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }
