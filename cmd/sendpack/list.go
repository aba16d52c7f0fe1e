package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) listCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "list indicators|areas|packs|sources [PROJECT]",
		Short:   "Show what there is",
		Example: "  sendpack list indicators\n  sendpack list areas my-area --json",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			kinds := build.ListKinds()
			if !contains(kinds, args[0]) {
				return usageError{fmt.Errorf("nothing is called %q to list\n    expected: one of %s", args[0], strings.Join(kinds, ", "))}
			}
			o, _, err := a.open(args[1:])
			if err != nil {
				return err
			}
			var l diag.List
			list, err := build.List(c.Context(), o, args[0], &l)
			if err != nil {
				return err
			}
			asJSON := a.json
			a.quiet = true
			if told := a.tell(&l); told != nil {
				return told
			}
			return a.printList(list, asJSON)
		},
	}
	return a.common(c)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func (a *app) printList(list build.Listing, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(list.Items)
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(list.Head, "\t"))
	for _, r := range list.Rows {
		fmt.Fprintln(w, strings.Join(r, "\t"))
	}
	return w.Flush()
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "schema project|source|indicator|indicator-test|pack|foi",
		Short:     "Print the JSON Schema of one kind of YAML file",
		Example:   "  sendpack schema indicator > indicator.schema.json",
		Args:      cobra.ExactArgs(1),
		ValidArgs: build.SchemaKinds(),
		RunE: func(_ *cobra.Command, args []string) error {
			if !contains(build.SchemaKinds(), args[0]) {
				return usageError{fmt.Errorf("no kind of file is called %q\n    expected: one of %s", args[0], strings.Join(build.SchemaKinds(), ", "))}
			}
			a.started = true
			b, err := build.Schema(args[0])
			if err != nil {
				return err
			}
			_, err = a.out.Write(append(b, '\n'))
			return err
		},
	}
}
