package build

import (
	"context"
	"fmt"
	"os"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/verify"
)

// Check loads, validates and evaluates without making anything: figures that
// contradict each other are only seen when they are worked out.
func Check(ctx context.Context, o *Options, l *diag.List) (Summary, error) {
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return Summary{}, err
	}
	m, err := Evaluate(ctx, in, o, l)
	if err != nil {
		return Summary{}, err
	}
	m.tellEmpty(l)
	m.Areas(o, l)
	m.layouts(o, l)
	s := Summary{Indicators: len(m.Series), Files: len(in.Inputs)}
	for _, x := range m.Series {
		s.Figures += len(x.Indicator.Results)
	}
	return s, nil
}

// Verify proves an existing output folder, tries to break what it hides, and
// says in a line what was proved.
func Verify(ctx context.Context, dir string) ([]verify.Problem, string, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, "", fmt.Errorf("%q is not a folder", dir)
	}
	auditor, err := auditorOf(os.DirFS(dir))
	if err != nil {
		return nil, "", err
	}
	sum, problems, err := verify.Output(ctx, os.DirFS(dir), auditor)
	return problems, dir + ": " + sum, err
}
