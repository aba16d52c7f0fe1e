package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) simulateCommand() *cobra.Command {
	var ask build.SimulateAsk
	var out string
	c := &cobra.Command{
		Use:   "simulate FOLDER",
		Short: "Project plans by need, setting and cost from an authority's own transitions",
		Long: `Simulate reads transitions.csv and population.csv from a folder, and if they are
there valid-states.csv, costs.csv and scenarios.csv. It checks them, plays many
possible futures forward and writes projection.csv, flows.csv, params.csv,
placements.csv, capacity.csv and run.json.

The results hold counts of few children. They are for the authority's own work
and must not be published as they are.`,
		Example: "  sendpack simulate sample-data/data/projection --area X06000961 -o out\n  sendpack simulate my-transitions --propose -o my-transitions",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if ask.Seed < 0 || ask.Simulations < 0 {
				return usageError{fmt.Errorf("--seed and --simulations are numbers above 0")}
			}
			if info, err := os.Stat(args[0]); err != nil || !info.IsDir() {
				return usageError{fmt.Errorf("%q is not a folder", args[0])}
			}
			ask.Jobs, ask.Version = a.jobs, version
			var l diag.List
			files, err := build.Simulate(c.Context(), os.DirFS(args[0]), filepath.ToSlash(args[0]), ask, &l)
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			for _, f := range files {
				if err := putInPlace(filepath.Join(out, f.Path), f.Bytes); err != nil {
					return err
				}
				if !a.quiet {
					fmt.Fprintln(a.out, filepath.ToSlash(filepath.Join(out, f.Path)))
				}
			}
			return nil
		},
	}
	c.Flags().StringVarP(&out, "out", "o", ".", "output folder")
	c.Flags().StringVar(&ask.Area, "area", "", "code of the area; needed when a file holds several")
	c.Flags().IntVar(&ask.Simulations, "simulations", 0, "futures to simulate (default 1000)")
	c.Flags().IntVar(&ask.Seed, "seed", 0, "number from which all randomness follows (default 1)")
	c.Flags().IntVar(&ask.Horizon, "to", 0, "last January to project (default: the last of the population)")
	c.Flags().IntVar(&ask.FirstYear, "from-history", 0, "first calendar year of transitions to use")
	c.Flags().IntVar(&ask.LastYear, "to-history", 0, "last calendar year of transitions to use")
	c.Flags().BoolVar(&ask.Parity, "parity", false, "work as the reference model does, with its known faults")
	c.Flags().BoolVar(&ask.Propose, "propose", false, "write valid-states.csv as the data suggest it, and nothing else")
	c.Flags().BoolVar(&ask.NoState, "no-states", false, "leave out rows for single states")
	return a.common(c)
}

// putInPlace writes a file aside and moves it into place.
func putInPlace(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", content, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}
