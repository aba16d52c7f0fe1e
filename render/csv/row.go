package csv

import (
	"fmt"
	"math"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// resultRow is one line of results.csv; the tags are the header, in the public
// order.
type resultRow struct {
	AreaCode      string `csv:"area_code"`
	AreaName      string `csv:"area_name"`
	AreaLevel     string `csv:"area_level"`
	Indicator     string `csv:"indicator"`
	Breakdown     string `csv:"breakdown"`
	Period        string `csv:"period"`
	PeriodType    string `csv:"period_type"`
	Value         string `csv:"value" kind:"number"`
	Display       string `csv:"display"`
	Unit          string `csv:"unit"`
	Numerator     string `csv:"numerator" kind:"number"`
	Denominator   string `csv:"denominator" kind:"number"`
	Symbol        string `csv:"symbol"`
	Lower95       string `csv:"lower95" kind:"number"`
	Upper95       string `csv:"upper95" kind:"number"`
	Lower998      string `csv:"lower998" kind:"number"`
	Upper998      string `csv:"upper998" kind:"number"`
	Change        string `csv:"change" kind:"number"`
	ChangeResult  string `csv:"change_result"`
	Trend         string `csv:"trend"`
	SNSet         string `csv:"sn_set"`
	SNMethod      string `csv:"sn_method"`
	SNValue       string `csv:"sn_value" kind:"number"`
	SNN           string `csv:"sn_n" kind:"number"`
	SNResult      string `csv:"sn_result"`
	RegionCode    string `csv:"region_code"`
	RegionValue   string `csv:"region_value" kind:"number"`
	RegionResult  string `csv:"region_result"`
	EnglandValue  string `csv:"england_value" kind:"number"`
	EnglandResult string `csv:"england_result"`
	Rank          string `csv:"rank" kind:"number"`
	RankOf        string `csv:"rank_of" kind:"number"`
	Band          string `csv:"band"`
	Target        string `csv:"target" kind:"number"`
	RAG           string `csv:"rag"`
	SPCMean       string `csv:"spc_mean" kind:"number"`
	SPCLower      string `csv:"spc_lower" kind:"number"`
	SPCUpper      string `csv:"spc_upper" kind:"number"`
	SPCFlags      string `csv:"spc_flags"`
	SPCVariation  string `csv:"spc_variation"`
	SPCAssurance  string `csv:"spc_assurance"`
	Status        string `csv:"status"`
	Source        string `csv:"source"`
	Notes         string `csv:"notes"`
	Statutory     string `csv:"statutory_target" kind:"number"`
	SNGap         string `csv:"sn_gap" kind:"number"`
	RegionGap     string `csv:"region_gap" kind:"number"`
	EnglandGap    string `csv:"england_gap" kind:"number"`
	PointMean     string `csv:"spc_point_mean" kind:"number"`
	PointLower    string `csv:"spc_point_lower" kind:"number"`
	PointUpper    string `csv:"spc_point_upper" kind:"number"`
	PointFlags    string `csv:"spc_point_flags"`
	FunnelValue   string `csv:"funnel_benchmark" kind:"number"`
	FunnelPhi     string `csv:"funnel_phi" kind:"number"`
	FunnelResult  string `csv:"funnel_result"`
}

// newResultRow is the record as text. It fails on a number that is not finite,
// which no stage may let through.
func newResultRow(r document.Record) (resultRow, error) {
	var n numbers
	row := resultRow{
		AreaCode:      cell(r.AreaCode),
		AreaName:      cell(r.AreaName),
		AreaLevel:     cell(r.AreaLevel),
		Indicator:     cell(r.Indicator),
		Breakdown:     cell(r.Breakdown),
		Period:        cell(r.Period),
		PeriodType:    cell(r.PeriodType),
		Value:         n.text("value", r.Value),
		Display:       cell(r.Display),
		Unit:          cell(string(r.Unit)),
		Numerator:     n.text("numerator", r.Numerator),
		Denominator:   n.text("denominator", r.Denominator),
		Symbol:        r.Value.Symbol.Code(),
		Lower95:       n.text("lower95", r.Lower95),
		Upper95:       n.text("upper95", r.Upper95),
		Lower998:      n.text("lower998", r.Lower998),
		Upper998:      n.text("upper998", r.Upper998),
		Change:        n.text("change", r.Change),
		ChangeResult:  cell(r.ChangeResult),
		Trend:         cell(r.Trend),
		SNSet:         cell(r.SNSet),
		SNMethod:      cell(r.SNMethod),
		SNValue:       n.text("sn_value", r.SNValue),
		SNN:           n.text("sn_n", r.SNN),
		SNResult:      cell(r.SNResult),
		RegionCode:    cell(r.RegionCode),
		RegionValue:   n.text("region_value", r.RegionValue),
		RegionResult:  cell(r.RegionResult),
		EnglandValue:  n.text("england_value", r.EnglandValue),
		EnglandResult: cell(r.EnglandResult),
		Rank:          n.text("rank", r.Rank),
		RankOf:        n.text("rank_of", r.RankOf),
		Band:          cell(r.Band),
		Target:        n.text("target", r.Target),
		RAG:           cell(r.RAG),
		SPCMean:       n.text("spc_mean", r.SPCMean),
		SPCLower:      n.text("spc_lower", r.SPCLower),
		SPCUpper:      n.text("spc_upper", r.SPCUpper),
		SPCFlags:      cell(r.SPCFlags),
		SPCVariation:  cell(r.SPCVariation),
		SPCAssurance:  cell(r.SPCAssurance),
		Status:        cell(r.Status),
		Source:        cell(r.Source),
		Notes:         cell(r.Notes),
		Statutory:     n.text("statutory_target", r.StatutoryTarget),
		SNGap:         n.text("sn_gap", r.SNGap),
		RegionGap:     n.text("region_gap", r.RegionGap),
		EnglandGap:    n.text("england_gap", r.EnglandGap),
		PointMean:     n.text("spc_point_mean", r.SPCPointMean),
		PointLower:    n.text("spc_point_lower", r.SPCPointLower),
		PointUpper:    n.text("spc_point_upper", r.SPCPointUpper),
		PointFlags:    cell(r.SPCPointFlags),
		FunnelValue:   n.text("funnel_benchmark", r.FunnelBenchmark),
		FunnelPhi:     n.text("funnel_phi", r.FunnelPhi),
		FunnelResult:  cell(r.FunnelResult),
	}
	return row, n.err
}

// numbers writes numbers and keeps the first failure.
type numbers struct{ err error }

func (n *numbers) text(column string, v quantity.Value) string {
	if v.Known && (math.IsNaN(v.Number) || math.IsInf(v.Number, 0)) && n.err == nil {
		n.err = fmt.Errorf("%s is not a finite number", column)
	}
	return v.Shortest()
}
