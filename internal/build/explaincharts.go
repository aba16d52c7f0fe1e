package build

// ControlExplained is the control chart up to the explained period, in unit.
// Reason says why there is no chart, or no reading of its last point.
type ControlExplained struct {
	Unit       string             `json:"unit"`
	Kind       string             `json:"kind"`
	Reason     string             `json:"reason"`
	Mean       *float64           `json:"mean"`
	Lower      *float64           `json:"lower"`
	NearLower  *float64           `json:"near_lower"`
	NearUpper  *float64           `json:"near_upper"`
	Upper      *float64           `json:"upper"`
	Flags      []string           `json:"flags"`
	Variation  string             `json:"variation"`
	Assurance  string             `json:"assurance"`
	Mixed      bool               `json:"mixed"`
	Target     *float64           `json:"target"`
	Segments   []SegmentExplained `json:"segments"`
	Points     []PointExplained   `json:"points"`
	RunLength  *int               `json:"run_length"`
	RunsSince  string             `json:"run_since"`
	Proportion bool               `json:"limits_by_denominator"`
}

// SegmentExplained is a stretch with limits of its own. mMR is the mean moving
// range that the limits rest on, all_mmr that before screening. Sigma is the
// moving-range sigma of the z-scores of p' and u' charts.
type SegmentExplained struct {
	From      string   `json:"from"`
	N         int      `json:"n"`
	State     string   `json:"state"`
	Reason    string   `json:"reason"`
	Start     string   `json:"start"`
	Rebase    bool     `json:"rebase"`
	Used      int      `json:"used"`
	Baseline  bool     `json:"baseline"`
	Mean      *float64 `json:"mean"`
	Ranges    int      `json:"moving_ranges"`
	MeanMR    *float64 `json:"mmr"`
	MeanMRAll *float64 `json:"all_mmr"`
	Cutoff    *float64 `json:"screen_cutoff"`
	Dropped   []string `json:"screened_out"`
	Sigma     *float64 `json:"sigma"`
	Lower     *float64 `json:"lower"`
	Upper     *float64 `json:"upper"`
	NearLower *float64 `json:"near_lower"`
	NearUpper *float64 `json:"near_upper"`
}

// PointExplained is one point of a control chart. Index is its place on true
// time, the first point being 1.
type PointExplained struct {
	Period      string         `json:"period"`
	Index       int            `json:"index"`
	Segment     int            `json:"segment"`
	Value       *float64       `json:"value"`
	MovingRange *float64       `json:"moving_range"`
	Z           *float64       `json:"z"`
	Mean        *float64       `json:"mean"`
	Lower       *float64       `json:"lower"`
	Upper       *float64       `json:"upper"`
	Hits        []HitExplained `json:"hits"`
	Rule        string         `json:"rule"`
	Direction   string         `json:"direction"`
	Reading     string         `json:"reading"`
}

// HitExplained is one rule met by a point.
type HitExplained struct {
	Rule      string `json:"rule"`
	Direction string `json:"direction"`
}

// FunnelExplained is the funnel plot of the period, in unit; phi and tau2 have
// none. Limits are at the area's own denominator. Result is the place among the
// plain limits, adjusted_result among those widened for overdispersion.
type FunnelExplained struct {
	Unit           string            `json:"unit"`
	Reason         string            `json:"reason"`
	Areas          int               `json:"areas"`
	Benchmark      *float64          `json:"benchmark"`
	Phi            *float64          `json:"phi"`
	Tau2           *float64          `json:"tau2"`
	Winsorised     []float64         `json:"winsorised_at"`
	Overdispersed  bool              `json:"overdispersed"`
	Limits         IntervalExplained `json:"limits"`
	Adjusted       IntervalExplained `json:"adjusted_limits"`
	Result         string            `json:"result"`
	AdjustedResult string            `json:"adjusted_result"`
	Z              *float64          `json:"z"`
	WinsorisedZ    *float64          `json:"winsorised_z"`
}
