package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
)

func (a *app) diffCommand() *cobra.Command {
	var page string
	c := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what two outputs publish differently",
		Long: `Diff compares two output folders by what they publish: new and withdrawn
indicators, changed definitions, revised figures with the reasons that the
sources give, new periods, changed judgements, figures that are newly hidden or
newly shown (never their values), and changed inputs.
It exits with 0 whether anything differs or not; --json says so with "same".`,
		Example: "  sendpack diff out-spring out-summer\n  sendpack diff out-spring out-summer --html changes.html",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			for _, dir := range args {
				if info, err := os.Stat(dir); err != nil || !info.IsDir() {
					return usageError{fmt.Errorf("%q is not a folder\n    expected: a folder that sendpack build made", dir)}
				}
			}
			a.started = true
			d, err := build.Diff(c.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			if page != "" {
				drawn, err := d.Page(build.Templates())
				if err != nil {
					return err
				}
				if err := os.WriteFile(page, drawn, 0o644); err != nil {
					return fmt.Errorf("writing the page: %w", err)
				}
			}
			if a.json {
				return printJSON(a.out, d.JSON())
			}
			return d.Text(a.out)
		},
	}
	c.Flags().StringVar(&page, "html", "", "also write an accessible page to this file")
	c.Flags().BoolVar(&a.json, "json", false, "print the differences as JSON")
	return c
}

func printJSON(w interface{ Write([]byte) (int, error) }, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
