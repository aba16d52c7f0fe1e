package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) buildCommand() *cobra.Command {
	var out, previous string
	var packs, formats []string
	var draft, incremental, watch bool
	c := &cobra.Command{
		Use:   "build [PROJECT]",
		Short: "Make the site, the packs and the data of a project",
		Long: `Build loads, checks and evaluates a project, hides what must be hidden,
and makes the site, the PDF packs, the CSV and the workbook. Everything is made
aside, proved and then moved into place: a failed build changes nothing.`,
		Example: `  sendpack build
  sendpack build sample-data/england --data ../shared/data --area E06000026 -o out
  sendpack build my-area --pack board --draft`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkFormats(formats); err != nil {
				return err
			}
			o, p, err := a.open(args)
			if err != nil {
				return err
			}
			if out == "" {
				out = build.OutputFor(&build.Options{Project: o.Project, Templates: o.Templates, Packs: packs}, p.out)
			}
			o.Packs, o.Draft, o.Formats, o.Incremental = packs, draft, formats, incremental
			if previous != "" {
				if info, err := os.Stat(previous); err != nil || !info.IsDir() {
					return usageError{fmt.Errorf("--previous %q is not a folder", previous)}
				}
				o.Previous = os.DirFS(previous)
			}
			if watch {
				return a.watch(c.Context(), o, p, out)
			}
			o.Progress = a.progress()
			begin := time.Now()
			var l diag.List
			sum, err := build.Build(c.Context(), o, out, &l)
			a.clear()
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			if a.json {
				return summaryJSON(a.out, out, sum)
			}
			if !a.quiet {
				fmt.Fprintf(a.out, "%s: %s, %s, %d figures, %d PDF pages, %s files, %.1f MB in %.1f s\n", filepath.ToSlash(out),
					count(sum.Areas, "area"), count(sum.Indicators, "indicator"), sum.Figures, sum.Pages, fmt.Sprint(sum.Files), float64(sum.Bytes)/1e6, time.Since(begin).Seconds())
				if line := build.ReadingLine(sum.Reading); line != "" {
					fmt.Fprintf(a.out, "reading age (SMOG in brackets): %s\n", line)
				}
			}
			return nil
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "output folder (default: site in the project)")
	c.Flags().StringArrayVar(&a.areas, "area", nil, "code of an area to build, repeatable; all for every authority")
	c.Flags().StringArrayVar(&packs, "pack", nil, "id of a pack to build, repeatable (default: the project's)")
	c.Flags().StringSliceVar(&formats, "format", nil, "formats to make: html, pdf, xlsx, csv (default: all)")
	c.Flags().StringVar(&previous, "previous", "", "an earlier output, which readers may still have: nothing follows from the two together")
	c.Flags().BoolVar(&watch, "watch", false, "build again whenever a file of the project changes, until stopped (with --incremental)")
	c.Flags().BoolVar(&incremental, "incremental", false, "keep what the last build with this flag made and what would be the same again")
	c.Flags().BoolVar(&draft, "draft", false, "mark every page as a draft")
	c.Flags().BoolVar(&a.strict, "strict", false, "warnings also stop the build")
	c.Flags().BoolVar(&a.quiet, "quiet", false, "say nothing but errors")
	return a.common(c)
}

// summaryJSON prints what a build made, for other programs. Times are left out:
// the same inputs print the same.
func summaryJSON(out io.Writer, folder string, s build.Summary) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Out        string              `json:"out"`
		Areas      int                 `json:"areas"`
		Indicators int                 `json:"indicators"`
		Figures    int                 `json:"figures"`
		Pages      int                 `json:"pages"`
		Files      int                 `json:"files"`
		Bytes      int64               `json:"bytes"`
		Reading    []build.PackReading `json:"reading"`
	}{filepath.ToSlash(folder), s.Areas, s.Indicators, s.Figures, s.Pages, s.Files, s.Bytes, s.Reading})
}

func checkFormats(formats []string) error {
	for _, f := range formats {
		ok := false
		for _, k := range build.Formats() {
			ok = ok || k == f
		}
		if !ok {
			return usageError{fmt.Errorf("--format %q is not known: one of %s", f, strings.Join(build.Formats(), ", "))}
		}
	}
	return nil
}

func (a *app) checkCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "check [PROJECT]",
		Short:   "Read a project and print every problem, writing nothing",
		Example: "  sendpack check my-area --data ~/published",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o, _, err := a.open(args)
			if err != nil {
				return err
			}
			a.notes = true
			o.Progress = a.progress()
			var l diag.List
			sum, err := build.Check(c.Context(), o, &l)
			a.clear()
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			if !a.quiet && !a.json {
				fmt.Fprintf(a.out, "no errors: %s, %s, %d figures for all areas\n", count(sum.Files, "input file"), count(sum.Indicators, "indicator"), sum.Figures)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&a.strict, "strict", false, "warnings also count as problems")
	c.Flags().BoolVar(&a.quiet, "quiet", false, "say nothing but errors")
	return a.common(c)
}

func (a *app) testCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "test [PROJECT or FILE...]",
		Short: "Run the tests of definitions (*_test.yaml)",
		Long: `Test runs the tests beside definitions: a few rows in, expected figures and
outcomes out. Without a name it runs those of the shipped library; with a
project, those of its own folders too; with files, just those.`,
		Example: "  sendpack test\n  sendpack test my-area/indicators/waits_test.yaml",
		RunE: func(c *cobra.Command, args []string) error {
			a.started = true
			var l diag.List
			sum, err := build.TestDefinitions(c.Context(), args, &l)
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%s, %s, %s: all pass\n", count(sum.Definitions, "definition"), count(sum.Tests, "test"), count(sum.Assertions, "assertion"))
			return nil
		},
	}
	c.Flags().BoolVar(&a.json, "json", false, "print diagnostics as JSON")
	return c
}

func (a *app) explainCommand() *cobra.Command {
	var area, period, breakdown string
	c := &cobra.Command{
		Use:     "explain INDICATOR [PROJECT]",
		Short:   "Show the working of one figure",
		Long:    "Explain works one figure out again and shows how: numbers put in, where each\nwas read, intervals, comparisons, trend, control chart, funnel plot, protection.\nWith --json it prints every value on the way, unrounded, under keys that stay.",
		Example: "  sendpack explain ehc-20-weeks --area X06000961\n  sendpack explain ehc-20-weeks my-area --area E06000026 --period 2023\n  sendpack explain health-advice-6-weeks --json",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			o, _, err := a.open(args[1:])
			if err != nil {
				return err
			}
			var l diag.List
			q := build.Question{Indicator: args[0], Area: area, Period: period, Breakdown: breakdown}
			explain := build.Explain
			if a.json {
				explain = build.ExplainJSON
			}
			words, err := explain(c.Context(), o, q, &l)
			a.quiet = true
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			fmt.Fprint(a.out, words)
			return nil
		},
	}
	c.Flags().StringVar(&area, "area", "", "code of the area (default: the project's first)")
	c.Flags().StringVar(&period, "period", "", "period as printed (default: the latest)")
	c.Flags().StringVar(&breakdown, "breakdown", "", "group, such as need=ASD (default: the headline)")
	return a.common(c)
}

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "verify OUT",
		Short:   "Prove an existing output",
		Long:    "Verify reads an output folder back: hashes, the same number everywhere,\nthe accessibility rules of pages and PDFs, and whether anything that is hidden\ncan be worked out.",
		Example: "  sendpack verify site",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			a.started = true
			problems, sum, err := build.Verify(c.Context(), args[0])
			if err != nil {
				return err
			}
			for _, p := range problems {
				fmt.Fprintf(a.err, "%s: %s\n", strings.Trim(filepath.ToSlash(filepath.Join(args[0], p.File))+": "+p.Where, ": "), p.Message)
			}
			if len(problems) > 0 {
				fmt.Fprintf(a.err, "%s\n", count(len(problems), "problem"))
				return errProblems
			}
			fmt.Fprintln(a.out, sum)
			return nil
		},
	}
}
