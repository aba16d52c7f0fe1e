package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) queryCommand() *cobra.Command {
	var q build.Ask
	var format, out string
	c := &cobra.Command{
		Use:   "query [PROJECT]",
		Short: "Answer a question from the published figures",
		Long: `Query answers an ad-hoc or freedom of information question from the same
figures that a build publishes: all are worked out, protected and compared
together, and only then chosen from, so that an answer never shows more than
the whole release would.

Indicators are named by id, pattern (ehc-*), domain, outcome or core question
(Q7); periods by latest, all, a period as printed or a range (2019..2024, open
at either end); groups by need=ASD, need for all its groups, or all.`,
		Example: `  sendpack query --indicator ehc-20-weeks --period all
  sendpack query my-area --indicator 'ehc-*' --area members:London --format csv
  sendpack query --question plans-in-time --format pdf -o answer.pdf`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkQuery(&q, format, out); err != nil {
				return err
			}
			o, _, err := a.open(args)
			if err != nil {
				return err
			}
			q.Areas = a.areas
			o.Areas = nil
			o.Progress = a.progress()
			var l diag.List
			answer, err := build.Query(c.Context(), o, q, &l)
			a.clear()
			a.quiet = true
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			text, err := answer.Format(c.Context(), format)
			if err != nil {
				return err
			}
			if out != "" {
				return os.WriteFile(out, text, 0o644)
			}
			_, err = a.out.Write(text)
			return err
		},
	}
	c.Flags().StringArrayVar(&q.Indicators, "indicator", nil, "id, pattern, domain, outcome or core question; repeatable")
	c.Flags().StringVar(&q.Common, "question", "", "id of a common question of foi.yaml, which the other flags may narrow")
	c.Flags().StringArrayVar(&a.areas, "area", nil, "code or name, all, or members:REGION; repeatable (default: the project's)")
	c.Flags().StringVar(&q.Periods, "period", "", "latest, all, a period as printed, or a range 2019..2024 (default: latest)")
	c.Flags().StringArrayVar(&q.Breakdowns, "breakdown", nil, "need=ASD, need, headline or all; repeatable (default: headline)")
	c.Flags().StringSliceVar(&q.Comparators, "comparators", nil, "sn, region, england, or none (default: all three)")
	c.Flags().StringVar(&format, "format", "table", "table, csv, json, xlsx or pdf")
	c.Flags().StringVarP(&out, "out", "o", "", "file to write (needed for xlsx and pdf; default: print)")
	return a.common(c)
}

// checkQuery refuses what no project can make sense of.
func checkQuery(q *build.Ask, format, out string) error {
	if !contains(build.QueryFormats(), format) {
		return usageError{fmt.Errorf("--format %q is not known: one of %s", format, strings.Join(build.QueryFormats(), ", "))}
	}
	if out == "" && (format == "xlsx" || format == "pdf") {
		return usageError{fmt.Errorf("--format %s needs a file\n    fix: name one with -o answer.%s", format, format)}
	}
	if len(q.Indicators) == 0 && q.Common == "" {
		return usageError{fmt.Errorf("nothing is asked for\n    fix: name an indicator with --indicator, or a common question with --question")}
	}
	return nil
}
