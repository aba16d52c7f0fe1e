package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/project"
)

// BacktestAsk says what `sendpack backtest` scores and how. Zero numbers take
// the defaults: the last five origins, 1, 2, 3 and 5 years ahead, 1,000
// futures, seed 1.
type BacktestAsk struct {
	Files       map[string][]byte // tidy files by name; none: the project's sources
	From, To    int
	Horizons    []int
	Simulations int
	Seed        int
	Jobs        int
}

// BacktestReport is the scores of the method and of the baselines.
type BacktestReport struct {
	Areas, AreaOrigins int
	From, To           int
	Notes              int // faults that were found in the files
	scores             []forecast.Score
}

// Backtest projects plans from past years with what was known then and scores
// it against what happened. Problems of the input are in l; then the report is
// empty.
func Backtest(ctx context.Context, o *Options, ask BacktestAsk, l *diag.List) (*BacktestReport, error) {
	panel, err := backtestPanel(ctx, o, ask, l)
	if err != nil || l.HasErrors() || panel == nil {
		return nil, err
	}
	first, last := panel.Span()
	switch {
	case last == 0:
		l.Add(diag.Diagnostic{Pos: ask.blamed(o), Message: "no January has a total of plans", Expected: "rows with the setting total, besides those of single settings", Fix: "add a row with the total for each area and year"})
		return nil, nil
	case last-first < 2:
		l.Add(diag.Diagnostic{Pos: ask.blamed(o), Message: "there are too few years to score anything", Expected: "plans of at least three Januaries", Fix: "add earlier years"})
		return nil, nil
	}
	run := forecast.Run{Simulations: ask.Simulations, Seed: uint64(ask.Seed)}
	if run.Simulations == 0 {
		run.Simulations = 1000
	}
	if run.Seed == 0 {
		run.Seed = 1
	}
	t := forecast.Test{From: ask.From, To: ask.To, Horizons: ask.Horizons, Run: run, Jobs: ask.Jobs}.Whole(panel)
	if t.From > t.To {
		l.Add(diag.Diagnostic{Message: fmt.Sprintf("no origin is left between %d and %d", t.From, t.To), Pos: ask.blamed(o), Expected: fmt.Sprintf("origins from %d to %d", first+1, last-1)})
		return nil, nil
	}
	r := &BacktestReport{Areas: len(panel.Areas), From: t.From, To: t.To, Notes: len(panel.Notes)}
	r.scores, r.AreaOrigins = forecast.Backtest(panel, forecast.DefaultConstants(), t)
	return r, ctx.Err()
}

// blamed is the file whose years are too few: that of the stock, else the
// project's.
func (ask BacktestAsk) blamed(o *Options) diag.Pos {
	for _, name := range slices.Sorted(maps.Keys(ask.Files)) {
		if forecast.KindOf(name) == "stock" {
			return diag.Pos{File: name}
		}
	}
	return diag.Pos{File: path.Join(o.Root, project.FileName)}
}

// backtestPanel reads the tidy files, or the project's sources.
func backtestPanel(ctx context.Context, o *Options, ask BacktestAsk, l *diag.List) (*forecast.Panel, error) {
	if len(ask.Files) > 0 {
		var files []forecast.File
		for _, name := range slices.Sorted(maps.Keys(ask.Files)) {
			files = append(files, forecast.File{Name: name, Bytes: ask.Files[name]})
		}
		return forecast.Read(files, l), nil
	}
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return nil, err
	}
	panel := in.plansPanel()
	if panel == nil {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: in.Project.File}, Message: "the project reads no published counts of plans", Expected: "the source " + sourceCaseload,
			Fix: "add the mapping ees-ehcp-caseload-2025 under sources, or name tidy files"})
	}
	return panel, nil
}

// IsTidyFile reports whether a file's name says that it is one that Backtest
// reads.
func IsTidyFile(name string) bool {
	return forecast.KindOf(name) != "" && (strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".csv.gz"))
}

// Text is the report as a table for people: for the total every method, for
// each setting the best baseline and this method.
func (r *BacktestReport) Text() string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d areas, origins %d to %d, %d forecasts of an area from an origin. Nothing after an origin was used.\n", r.Areas, r.From, r.To, r.AreaOrigins)
	fmt.Fprintln(&b, "Errors, widths and losses are per cent of the actual; 90 % range: how many of 100 actuals it held, and its median width.")
	if r.Notes > 0 {
		fmt.Fprintf(&b, "%d faults of the files were found and allowed for.\n", r.Notes)
	}
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	setting, horizon := "", 0
	for _, s := range r.scores {
		best, _ := forecast.BestBaseline(r.scores, s.Setting, s.Horizon)
		if s.Setting != forecast.Total && s.Method != best && s.Method != forecast.MethodOpen {
			continue
		}
		if s.Setting != setting {
			fmt.Fprintf(w, "\n%s\tmethod\tforecasts\tMAPE\tWAPE\tbias\theld\twidth\tpinball\n", s.Setting)
			setting, horizon = s.Setting, 0
		}
		years := ""
		if s.Horizon != horizon {
			years, horizon = yearsAhead(s.Horizon), s.Horizon
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", years, s.Method, s.N, oneDecimal(s.MAPE), oneDecimal(s.WAPE), oneDecimal(s.Bias), oneDecimal(s.Coverage[1]), oneDecimal(s.Width[1]), twoDecimals(s.Pinball))
	}
	_ = w.Flush() // a buffer does not fail
	return b.String()
}

func yearsAhead(h int) string {
	if h == 1 {
		return "1 year"
	}
	return strconv.Itoa(h) + " years"
}

func oneDecimal(v float64) string { return decimalText(v, 1) }

func twoDecimals(v float64) string { return decimalText(v, 2) }

// decimalText is "-" for what could not be scored.
func decimalText(v float64, places int) string {
	if math.IsNaN(v) {
		return "-"
	}
	return strconv.FormatFloat(v, 'f', places, 64)
}

// scoreColumns are the scores in the order of the CSV, with their JSON names.
var scoreColumns = []struct {
	name string
	of   func(forecast.Score) float64
}{
	{"mape", func(s forecast.Score) float64 { return s.MAPE }},
	{"median_ape", func(s forecast.Score) float64 { return s.MedianAPE }},
	{"wape", func(s forecast.Score) float64 { return s.WAPE }},
	{"bias", func(s forecast.Score) float64 { return s.Bias }},
	{"coverage_80", func(s forecast.Score) float64 { return s.Coverage[0] }},
	{"coverage_90", func(s forecast.Score) float64 { return s.Coverage[1] }},
	{"coverage_95", func(s forecast.Score) float64 { return s.Coverage[2] }},
	{"width_80", func(s forecast.Score) float64 { return s.Width[0] }},
	{"width_90", func(s forecast.Score) float64 { return s.Width[1] }},
	{"width_95", func(s forecast.Score) float64 { return s.Width[2] }},
	{"pinball", func(s forecast.Score) float64 { return s.Pinball }},
	{"interval_score_90", func(s forecast.Score) float64 { return s.Interval }},
}

// WriteCSV writes every score of every method; what could not be scored is
// blank.
func (r *BacktestReport) WriteCSV(out io.Writer) error {
	w := csv.NewWriter(out)
	head := []string{"setting", "method", "horizon", "n"}
	for _, c := range scoreColumns {
		head = append(head, c.name)
	}
	if err := w.Write(head); err != nil {
		return fmt.Errorf("writing scores: %w", err)
	}
	for _, s := range r.scores {
		row := []string{s.Setting, s.Method, strconv.Itoa(s.Horizon), strconv.Itoa(s.N)}
		for _, c := range scoreColumns {
			row = append(row, blank(c.of(s)))
		}
		if err := w.Write(row); err != nil {
			return fmt.Errorf("writing scores: %w", err)
		}
	}
	w.Flush()
	return w.Error()
}

// blank is a number with four decimals, and nothing for what could not be
// scored.
func blank(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return decimalText(math.Round(v*1e4)/1e4+0, 4)
}

// WriteJSON writes the same as one object; what could not be scored is null.
func (r *BacktestReport) WriteJSON(out io.Writer) error {
	type object = map[string]any
	scores := make([]object, 0, len(r.scores))
	for _, s := range r.scores {
		o := object{"setting": s.Setting, "method": s.Method, "horizon": s.Horizon, "n": s.N}
		for _, c := range scoreColumns {
			if v := c.of(s); !math.IsNaN(v) {
				o[c.name] = math.Round(v*1e4) / 1e4
			} else {
				o[c.name] = nil
			}
		}
		scores = append(scores, o)
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(object{"areas": r.Areas, "area_origins": r.AreaOrigins, "from": r.From, "to": r.To, "notes": r.Notes, "scores": scores}); err != nil {
		return fmt.Errorf("writing scores: %w", err)
	}
	return nil
}
