package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) serveCommand() *cobra.Command {
	var port int
	var out string
	var formats []string
	c := &cobra.Command{
		Use:   "serve [PROJECT]",
		Short: "Show a project's site while you work on it",
		Long: `Serve builds a project, shows it in your browser and builds it again whenever a
file changes; open pages reload themselves and say what is wrong when a build
fails. It answers to this machine alone and is the one command that opens a
port. The output is put in a folder of its own and removed at the end, unless
you name one. Stop it with Ctrl-C.`,
		Example: "  sendpack serve my-area\n  sendpack serve my-area --data ~/published --area E06000026 --port 8080",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkFormats(formats); err != nil {
				return err
			}
			if port < 0 || port > 65535 {
				return usageError{fmt.Errorf("--port %d is no port: 0 to 65535, 0 for any that is free", port)}
			}
			o, p, err := a.open(args)
			if err != nil {
				return err
			}
			if out == "" {
				dir, err := os.MkdirTemp("", "sendpack-serve-")
				if err != nil {
					return fmt.Errorf("a folder for the output: %w", err)
				}
				defer os.RemoveAll(dir)
				out = filepath.Join(dir, "site")
			}
			o.Formats, o.Incremental = formats, true
			v := a.live(o, p, out)
			err = v.Serve(c.Context(), port, func(url string) { fmt.Fprintf(a.out, "%s (Ctrl-C stops it)\n", url) })
			if errors.Is(err, context.Canceled) {
				return nil // it was asked to stop
			}
			return err
		},
	}
	c.Flags().IntVar(&port, "port", 0, "port to listen on (default: any that is free)")
	c.Flags().StringVarP(&out, "out", "o", "", "keep the output in this folder")
	c.Flags().StringArrayVar(&a.areas, "area", nil, "code of an area to build, repeatable; all for every authority")
	c.Flags().StringSliceVar(&formats, "format", []string{"html", "csv"}, "formats to make: html, pdf, xlsx, csv")
	return a.common(c)
}

// live is a build that follows its files, told on the terminal.
func (a *app) live(o *build.Options, p place, out string) *build.Live {
	begin := time.Now()
	o.Progress = a.progress()
	return &build.Live{Options: o, Out: out, Folders: a.folders(p), Built: func(sum build.Summary, l *diag.List, err error) {
		a.clear()
		if told := a.tell(l); told == nil && err == nil {
			fmt.Fprintf(a.out, "%s: %s, %s files\n", time.Since(begin).Round(time.Second), count(sum.Areas, "area"), fmt.Sprint(sum.Files))
		} else if err != nil && !errors.Is(err, context.Canceled) {
			fmt.Fprintf(a.err, "sendpack: %v\n", err)
		}
	}}
}

// folders are those whose files a project is read from; none for the built-in
// sample.
func (a *app) folders(p place) []string {
	var out []string
	if p.dir != "" {
		out = append(out, p.dir)
	}
	if a.data != "" {
		out = append(out, a.data)
	}
	return out
}

// watch builds after every change until it is stopped.
func (a *app) watch(ctx context.Context, o *build.Options, p place, out string) error {
	if len(a.folders(p)) == 0 {
		return usageError{errors.New("--watch needs a project on the disk: the built-in sample never changes")}
	}
	o.Incremental = true
	if err := a.live(o, p, out).Watch(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
