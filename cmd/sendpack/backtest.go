package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) backtestCommand() *cobra.Command {
	var ask build.BacktestAsk
	var asCSV bool
	c := &cobra.Command{
		Use:   "backtest [FILES or PROJECT]",
		Short: "Score the projection of plans against what happened",
		Long: `Backtest projects the number of plans from past years, with nothing but what
was known then, and scores what was said against what happened: this method and
simple ones beside it, by years ahead and by setting.

It reads the sources of a project, or tidy files named stock, joiners, ceased
and population (or a folder that holds them).`,
		Example: "  sendpack backtest sample-data/england --data ~/published\n  sendpack backtest stock.csv joiners.csv --from 2020 --to 2024\n  sendpack backtest series --csv > scores.csv",
		RunE: func(c *cobra.Command, args []string) error {
			if a.json && asCSV {
				return usageError{fmt.Errorf("--json and --csv cannot be used together")}
			}
			if err := checkBacktest(ask); err != nil {
				return err
			}
			names, err := tidyFiles(args)
			if err != nil {
				return err
			}
			ask.Jobs = a.jobs
			return a.backtest(c.Context(), args, names, ask, asCSV)
		},
	}
	c.Flags().IntVar(&ask.From, "from", 0, "first January to project from (default: the last five that can be scored)")
	c.Flags().IntVar(&ask.To, "to", 0, "last January to project from")
	c.Flags().IntSliceVar(&ask.Horizons, "years", nil, "years ahead to score (default 1,2,3,5)")
	c.Flags().IntVar(&ask.Simulations, "simulations", 0, "futures to simulate (default 1000)")
	c.Flags().IntVar(&ask.Seed, "seed", 0, "number from which all randomness follows (default 1)")
	c.Flags().BoolVar(&asCSV, "csv", false, "print every score as CSV")
	a.common(c)
	c.Flags().Lookup("json").Usage = "print every score, and diagnostics, as JSON"
	return c
}

// checkBacktest refuses numbers that make no sense before anything is read.
func checkBacktest(ask build.BacktestAsk) error {
	for _, h := range ask.Horizons {
		if h < 1 || h > 10 {
			return usageError{fmt.Errorf("--years %d cannot be scored: 1 to 10", h)}
		}
	}
	if n := ask.Simulations; n != 0 && (n < 8 || n > 20000) {
		return usageError{fmt.Errorf("--simulations %d: 8 to 20000", n)}
	}
	if ask.Seed < 0 {
		return usageError{fmt.Errorf("--seed %d: a number above 0", ask.Seed)}
	}
	return nil
}

// tidyFiles are the tidy files that the arguments name; none for a project.
func tidyFiles(args []string) ([]string, error) {
	var out []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case err != nil:
			return nil, usageError{fmt.Errorf("%q is neither a file nor a folder", arg)}
		case !info.IsDir():
			out = append(out, arg)
			continue
		}
		if _, err := os.Stat(filepath.Join(arg, build.ProjectFile)); err == nil {
			if len(args) > 1 {
				return nil, usageError{fmt.Errorf("name either one project or tidy files")}
			}
			return nil, nil
		}
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, usageError{fmt.Errorf("%q cannot be read: %w", arg, err)}
		}
		found := false
		for _, e := range entries {
			if !e.IsDir() && build.IsTidyFile(e.Name()) {
				out, found = append(out, filepath.Join(arg, e.Name())), true
			}
		}
		if !found {
			return nil, usageError{fmt.Errorf("%q holds neither %s nor tidy files\n    expected: files whose names begin with stock, joiners, ceased or population and end in .csv", arg, build.ProjectFile)}
		}
	}
	sort.Strings(out)
	return out, nil
}

// backtest scores tidy files, or a project when there are none, and prints.
func (a *app) backtest(ctx context.Context, args, names []string, ask build.BacktestAsk, asCSV bool) error {
	var o *build.Options
	if len(names) == 0 {
		var err error
		if o, _, err = a.open(args); err != nil {
			return err
		}
	}
	a.started = true
	ask.Files = map[string][]byte{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		ask.Files[filepath.ToSlash(filepath.Clean(name))] = raw
	}
	var l diag.List
	report, err := build.Backtest(ctx, o, ask, &l)
	if told := a.tell(&l); told != nil {
		return told
	}
	switch {
	case err != nil || report == nil:
		return err
	case a.json:
		return report.WriteJSON(a.out)
	case asCSV:
		return report.WriteCSV(a.out)
	}
	fmt.Fprint(a.out, report.Text())
	return nil
}
