package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

// version is the tool's version: set by a release build's linker flags.
var version = "0.4.0"

// errProblems says that diagnostics were printed: exit 1 without more words.
var errProblems = errors.New("problems found")

// usageError is a wrong call: exit 2.
type usageError struct{ error }

// run is the whole command in process, for main and for tests: 0 done, 1
// problems found (nothing written), 2 wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	debug.SetGCPercent(50) // half the default: many areas are built in one run
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{out: stdout, err: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errProblems):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "sendpack: %v\n", err)
		return 2
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "sendpack: interrupted: the previous output is as it was")
		return 1
	case !a.started:
		fmt.Fprintf(stderr, "sendpack: %v\n    fix: sendpack --help shows what there is\n", err)
		return 2
	}
	fmt.Fprintf(stderr, "sendpack: %v\n", err)
	return 1
}

// app is what commands share.
type app struct {
	out, err io.Writer
	started  bool // a command's own work began: later errors are not usage
	quiet    bool
	drawn    bool // a progress line is on the screen
	json     bool
	strict   bool
	notes    bool // print notes too
	data     string
	areas    []string
	asOf     string
	jobs     int
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "sendpack",
		Short: "SEND report packs from indicator definitions and data",
		Long: `sendpack turns YAML indicator definitions and data files into a static site
and PDF packs for a SEND board, elected members and a parent carer forum.

Without a project it works on the sample that is built in.`,
		Example:       "  sendpack build\n  sendpack build my-area --data ~/published --area E06000026 -o out",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       version,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(a.buildCommand(), a.checkCommand(), a.testCommand(), a.explainCommand(), a.verifyCommand(), a.listCommand(), a.schemaCommand(), a.templateCommand(), a.diffCommand(), a.queryCommand(), a.serveCommand(), a.commentaryCommand(), a.backtestCommand(), a.simulateCommand())
	return root
}

// place is a resolved project: its files, how its folder is printed, and where
// its output goes when nobody says.
type place struct {
	fsys fs.FS
	root string
	out  string
	dir  string // on the disk; "" for the embedded sample
}

// locate finds the project: the folder named, else the current folder when it
// holds a project file, else the embedded sample.
func locate(args []string) (place, error) {
	dir := "."
	if len(args) > 0 {
		dir = args[0]
		if filepath.Base(dir) == build.ProjectFile {
			dir = filepath.Dir(dir)
		}
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() {
			return place{}, usageError{fmt.Errorf("%q is not a folder\n    expected: a folder that holds %s", dir, build.ProjectFile)}
		}
	} else if _, err := os.Stat(build.ProjectFile); err != nil {
		return place{fsys: build.Sample(), root: build.SampleRoot, out: "site"}, nil
	}
	root := filepath.ToSlash(filepath.Clean(dir))
	if root == "." {
		root = ""
	}
	return place{fsys: os.DirFS(dir), root: root, out: filepath.Join(dir, "site"), dir: dir}, nil
}

// open finds the project of a command and its options; from here on an error is
// the project's, not the call's.
func (a *app) open(args []string) (*build.Options, place, error) {
	p, err := locate(args)
	if err != nil {
		return nil, p, err
	}
	o, err := a.options(p)
	if err != nil {
		return nil, p, err
	}
	a.started = true
	return o, p, nil
}

// options are the build options of a command on a project.
func (a *app) options(p place) (*build.Options, error) {
	o := &build.Options{Project: p.fsys, Root: p.root, Templates: build.Templates(), Areas: a.areas, AsOf: a.asOf, Jobs: a.jobs, Strict: a.strict, Version: version}
	if a.data != "" {
		info, err := os.Stat(a.data)
		if err != nil || !info.IsDir() {
			return nil, usageError{fmt.Errorf("--data %q is not a folder", a.data)}
		}
		o.Data, o.DataRoot = os.DirFS(a.data), filepath.ToSlash(filepath.Clean(a.data))
	}
	if a.asOf != "" && !build.IsDate(a.asOf) {
		return nil, usageError{fmt.Errorf("--as-of %q is not a date: write YYYY-MM-DD", a.asOf)}
	}
	return o, nil
}

// tell prints diagnostics and says whether they stop the work.
func (a *app) tell(l *diag.List) error {
	var err error
	if a.json {
		err = l.PrintJSON(a.err)
	} else {
		err = l.Filter(a.leastSeverity(l)).Print(a.err)
	}
	if err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	errs, warnings := l.Count(diag.Error), l.Count(diag.Warning)
	stop := errs > 0 || a.strict && warnings > 0
	if !a.json && (stop || warnings > 0 && !a.quiet) {
		fmt.Fprintf(a.err, "%s, %s\n", count(errs, "error"), count(warnings, "warning"))
	}
	if stop {
		return errProblems
	}
	return nil
}

// leastSeverity is what is worth saying: a quiet run says only what stops it,
// a build leaves notes on how files were read to check.
func (a *app) leastSeverity(l *diag.List) diag.Severity {
	switch {
	case a.quiet && !a.strict:
		return diag.Error
	case a.notes:
		return diag.Info
	}
	if n := l.Count(diag.Info); n > 0 && !a.quiet {
		fmt.Fprintf(a.err, "%s on how files were read: sendpack check prints them\n", count(n, "note"))
	}
	return diag.Warning
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// common adds the flags of commands that read a project.
func (a *app) common(c *cobra.Command) *cobra.Command {
	c.Flags().StringVar(&a.data, "data", "", "use this folder in place of the project's data folder")
	c.Flags().StringVar(&a.asOf, "as-of", "", "date for which the data stand, YYYY-MM-DD, in place of the project's")
	c.Flags().BoolVar(&a.json, "json", false, "print diagnostics (or lists) as JSON")
	c.Flags().IntVarP(&a.jobs, "jobs", "j", 0, "how many parts to work on at once (default: one for each processor)")
	return c
}
