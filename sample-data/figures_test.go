package sampledata_test

import (
	"context"
	"testing"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

// withoutAnyFigure are definitions that read a source and have no figure of
// the sample's area, with the reason.
var withoutAnyFigure = map[string]string{
	"exc-permanent-sen-year":  "the layout at hand has England alone, and ends with 2016/17",
	"exc-suspension-sen-year": "the layout at hand has England alone, and ends with 2016/17",
	"ehc-weeks-average":       "the file has the layout of the 2025 release, and the average is published from 2026 on",
	"tertiary-hospital":       "a register so small that no number may be shown",
	"pop-small-area":          "localities alone have rows: the area's own would give back the smallest",
}

// Every definition has a figure of the sample's area, or says itself why it
// never has one, or stands above.
func TestEveryDefinitionHasAFigure(t *testing.T) {
	var l diag.List
	o := &build.Options{Project: build.Sample(), Root: build.SampleRoot, Templates: build.Templates()}
	in, err := build.Load(context.Background(), o, &l)
	if err != nil {
		t.Fatal(err)
	}
	m, err := build.Evaluate(context.Background(), in, o, &l)
	if err != nil || l.HasErrors() {
		t.Fatalf("the sample does not evaluate: %v %v", err, l.Sorted())
	}
	own, ok := m.Register.ByCode("X06000961")
	if !ok {
		t.Fatal("the sample's area is not in its register")
	}
	checked := 0
	for _, s := range m.Series {
		d := s.Indicator.Def
		figure := false
		for i := range s.Indicator.Results {
			r := &s.Indicator.Results[i]
			figure = figure || r.Area == own && r.Value.Known
		}
		reason := withoutAnyFigure[d.ID]
		switch {
		case d.CDC.Status == "reserved":
		case figure && (reason != "" || d.NoData != ""):
			t.Errorf("%s has a figure, and a reason why it has none", d.ID)
		case !figure && reason == "" && d.NoData == "":
			t.Errorf("%s (%s) has no figure in the sample", d.ID, d.CDC.Status)
		}
		checked++
	}
	if checked < 150 {
		t.Errorf("only %d definitions were looked at", checked)
	}
}

// The sample is the first thing that people build: it must not warn them.
func TestSampleLoadsWithoutWarnings(t *testing.T) {
	var l diag.List
	o := &build.Options{Project: build.Sample(), Root: build.SampleRoot, Templates: build.Templates()}
	if _, err := build.Load(context.Background(), o, &l); err != nil {
		t.Fatal(err)
	}
	for _, d := range l.Sorted() {
		if d.Severity != diag.Info {
			t.Errorf("%s: %s", d.Pos, d.Message)
		}
	}
}
