package build

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// laitKeys are the keys that definitions read, so that a table of hundreds of
// measures is not kept for the sake of a few.
func (in *Loaded) laitKeys() []string {
	var out []string
	for n := range in.Definitions {
		out = append(out, in.Definitions[n].Keys()...)
	}
	return out
}

// publishKeys are the keys to keep: those of definitions and those to publish;
// nil keeps all.
func publishKeys(spec dataset.Spec, keys []string) []string {
	if publishesAll(spec) {
		return nil
	}
	out := append(append([]string{}, keys...), spec.Publish...)
	if out == nil {
		out = []string{}
	}
	return out
}

func publishesAll(spec dataset.Spec) bool { return len(spec.Publish) == 1 && spec.Publish[0] == "all" }

// published makes one definition of each published key, straight from the
// dictionary (contract §2): suppression S0, band rule dfe.
func published(spec dataset.Spec, dict []dataset.DictionaryRow, l *diag.List) []indicators.Definition {
	want := map[string]bool{}
	for _, k := range spec.Publish {
		want[strings.TrimSpace(k)] = true
	}
	var out []indicators.Definition
	ids := map[string]string{}
	for _, row := range dict {
		if !publishesAll(spec) && !want[row.Key] {
			continue
		}
		d := laitDefinition(spec, row)
		if first, clash := ids[d.ID]; clash {
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: spec.Dictionary, Line: row.Line}, Severity: diag.Warning,
				Message: fmt.Sprintf("key %q gives the same id as %q and is left out", row.Key, first), Expected: "keys that differ in letters or digits"})
			continue
		}
		ids[d.ID] = row.Key
		out = append(out, d)
	}
	return out
}

// LAITID is the indicator id of a dictionary key: lait- and the key in lower
// case, each run of other characters than letters and digits as one hyphen,
// also at the end (contract §2).
func LAITID(key string) string {
	var b strings.Builder
	b.WriteString("lait-")
	hyphen := false
	for _, r := range strings.ToLower(key) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
			hyphen = false
			continue
		}
		if !hyphen {
			b.WriteByte('-')
		}
		hyphen = true
	}
	return b.String()
}

func laitDefinition(spec dataset.Spec, row dataset.DictionaryRow) indicators.Definition {
	no := false
	pos := diag.Pos{File: spec.Dictionary, Line: row.Line}
	d := indicators.Definition{Pos: pos, ID: LAITID(row.Key), Version: 1, SourceKey: row.Key,
		CDC:   indicators.CDC{Status: "extension", Domain: "published-measures", Subdomain: strings.Join(row.Topics, "; "), PopulatedBy: "national"},
		Title: row.Title, TechnicalTitle: row.Title, Measure: "index", Unit: laitUnit(row.Title), Decimals: &row.Decimals, Polarity: row.Polarity,
		Value:      &indicators.Operand{Source: spec.Source, Column: dataset.LAITValue, Key: row.Key},
		Period:     indicators.Period{Type: row.PeriodType, Frequency: "annual"},
		Comparison: indicators.Comparison{SNMethod: "mean", MinN: 6, MinAreas: 8, BandRule: "dfe"}, Suppression: "S0",
		Audiences: map[string]string{}, Comparators: []string{"sn", "region", "england"}}
	if !row.Band {
		d.Comparison.Band = &no
	}
	if row.Description != "" && row.Description != row.Title {
		d.Caveats = []string{row.Description}
	}
	d.Value.Filter = indicators.KeyFilter(row.Key)
	return d
}

// laitUnit is read from the title: the dictionary has no unit column.
func laitUnit(title string) quantity.Unit {
	t := strings.ToLower(title)
	switch {
	case strings.Contains(t, "per 10,000") || strings.Contains(t, "per 10 000"):
		return quantity.Per10k
	case strings.Contains(t, "per 100,000"):
		return quantity.Per100k
	case strings.Contains(t, "%") || strings.Contains(t, "percentage"):
		return quantity.Percent
	}
	return quantity.Score
}
