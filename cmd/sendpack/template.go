package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) templateCommand() *cobra.Command {
	var out string
	var force bool
	c := &cobra.Command{
		Use:   "template [PROJECT]",
		Short: "Write the return that local areas fill in",
		Long: `Template writes the return that local areas fill in, with the figures that only
they have: as a workbook with a sheet for each team, and as CSV. Both have a row
for each figure and group with the period that comes next; the workbook says
what each figure means and shows what was returned last time. A source of format
return reads either of them back.`,
		Example: `  sendpack template my-area
  sendpack template my-area --area E06000026 -o returns/autumn`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o, p, err := a.open(args)
			if err != nil {
				return err
			}
			if out == "" {
				out = filepath.Join(filepath.Dir(p.out), "return")
			}
			o.Progress = a.progress()
			var l diag.List
			sum, err := build.Template(c.Context(), o, out, force, &l)
			a.clear()
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			if !a.quiet && !a.json {
				for _, f := range sum.Files {
					fmt.Fprintln(a.out, filepath.ToSlash(f))
				}
				fmt.Fprintf(a.out, "%s for %s: %s to fill in\n", count(sum.Indicators, "indicator"), count(sum.Areas, "area"), count(sum.Rows, "row"))
			}
			return nil
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "folder for the files (default: return in the project)")
	c.Flags().StringArrayVar(&a.areas, "area", nil, "code of an area to return figures for, repeatable (default: the project's)")
	c.Flags().BoolVar(&force, "force", false, "write over files that are already there")
	c.Flags().BoolVar(&a.strict, "strict", false, "warnings also stop the work")
	c.Flags().BoolVar(&a.quiet, "quiet", false, "say nothing but errors")
	return a.common(c)
}
