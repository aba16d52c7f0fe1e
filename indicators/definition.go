// Package indicators is the definition language: what an indicator is, how its
// YAML is decoded, and whether a definition is well formed. The shipped library
// and the shipped source mappings are embedded here. It reads no data; a
// definition says what to compute, evaluate computes it.
package indicators

import (
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/formula"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Definition is one indicator (catalogue §1.13). Zero values mean "not said";
// Validate fills defaults that the references name.
type Definition struct {
	Pos            diag.Pos            `yaml:"-"`
	Fields         map[string]diag.Pos `yaml:"-"` // position of each YAML path, such as "target.value"
	ID             string              `yaml:"id" desc:"unique id: lower-case words joined by hyphens"`
	Version        int                 `yaml:"version,omitempty" desc:"raised when the definition changes what it measures; default 1"`
	CDC            CDC                 `yaml:"cdc" desc:"place in the Council for Disabled Children set"`
	Title          string              `yaml:"title" desc:"plain title"`
	TechnicalTitle string              `yaml:"technical_title" desc:"exact title for analysts"`
	ShortTitle     string              `yaml:"short_title,omitempty" desc:"at most 30 characters, for scorecards and tiles"`
	Question       string              `yaml:"question,omitempty" desc:"the question it answers, as a reader would ask it"`
	Rationale      string              `yaml:"rationale,omitempty" desc:"why it matters, one or two sentences"`
	Measure        string              `yaml:"measure" desc:"count, proportion, rate, mean, ratio-oe, ratio-counts, index, survey or published-ci" jsonschema:"enum=count,enum=proportion,enum=rate,enum=mean,enum=ratio-oe,enum=ratio-counts,enum=index,enum=survey,enum=published-ci"`
	Questions      []string            `yaml:"questions,omitempty" desc:"core questions Q1 to Q17"`
	Synonyms       []string            `yaml:"synonyms,omitempty" desc:"other words people search for"`
	Unit           quantity.Unit       `yaml:"unit" desc:"unit code of the catalogue" jsonschema:"enum=count,enum=pct,enum=pp,enum=per10k,enum=per100k,enum=rate100,enum=score,enum=days,enum=weeks,enum=miles,enum=gbp,enum=grade"`
	Decimals       *int                `yaml:"decimals,omitempty" desc:"decimals in print, where not the unit's default"`
	Where          string              `yaml:"where,omitempty" desc:"filter on the source's dimensions for the headline figure"`
	Numerator      *Operand            `yaml:"numerator,omitempty" desc:"what is counted"`
	Denominator    *Operand            `yaml:"denominator,omitempty" desc:"out of what"`
	Value          *Operand            `yaml:"value,omitempty" desc:"the published figure itself, for measures without numerator and denominator"`
	Lower          *Operand            `yaml:"lower,omitempty" desc:"published lower 95% limit (measure published-ci)"`
	Upper          *Operand            `yaml:"upper,omitempty" desc:"published upper 95% limit (measure published-ci)"`
	SD             *Operand            `yaml:"sd,omitempty" desc:"standard deviation (measure mean)"`
	Minus          *Operand            `yaml:"minus,omitempty" desc:"taken from value, for gaps (measure index)"`
	Plus           *Operand            `yaml:"plus,omitempty" desc:"added to the numerator from another source (measure count); groups are read by columns or keys alone"`
	NoData         string              `yaml:"no_data,omitempty" desc:"why there are no figures to read, in place of the parts: a sentence that readers see"`
	Outcomes       []string            `yaml:"outcomes,omitempty" desc:"outcomes of the logic model that it speaks of" jsonschema:"enum=learning-employment,enum=friends-relationships-community,enum=good-health,enum=independent-living,enum=parent-carer-confidence"`
	Survey         *Survey             `yaml:"survey,omitempty" desc:"the question as it was put, and its answers (measure survey)"`
	Return         *Return             `yaml:"return,omitempty" desc:"how a local area fills it in, for the template of the return"`
	Polarity       string              `yaml:"polarity" desc:"high, low, none or target" jsonschema:"enum=high,enum=low,enum=none,enum=target"`
	Target         *Target             `yaml:"target,omitempty" desc:"statutory or local target"`
	Thresholds     *Thresholds         `yaml:"thresholds,omitempty" desc:"rating rule"`
	Period         Period              `yaml:"period" desc:"period type and how often it is published"`
	LocalInYear    *LocalInYear        `yaml:"local_inyear,omitempty" desc:"in-year local version of a national figure"`
	Geographies    []string            `yaml:"geographies,omitempty" desc:"levels it exists for: ENG, REG, LA …" jsonschema:"enum=ENG,enum=REG,enum=LA,enum=LAD,enum=PCON,enum=WARD,enum=LOC,enum=ICB,enum=SICB,enum=PROV,enum=SCH,enum=MAT"`
	Breakdowns     []Breakdown         `yaml:"breakdowns,omitempty" desc:"groups it is split by"`
	Comparators    []string            `yaml:"comparators,omitempty" desc:"ids of comparators: sn, region, england, self …" jsonschema:"enum=sn,enum=region,enum=england,enum=target,enum=self,enum=cipfa,enum=lginform,enum=icb-peers,enum=custom,enum=best-quartile"`
	Comparison     Comparison          `yaml:"comparison,omitempty" desc:"options where not the default"`
	Control        Control             `yaml:"control,omitempty" desc:"options of the control chart, where not the default"`
	Audiences      map[string]string   `yaml:"audiences,omitempty" desc:"B, M, P, S: headline or page"`
	Suppression    string              `yaml:"suppression" desc:"class S0 to S6" jsonschema:"enum=S0,enum=S1,enum=S2,enum=S3,enum=S4,enum=S5,enum=S6"`
	Sensitive      bool                `yaml:"group_disclosure,omitempty" desc:"0% and 100% of a group also say something about everyone in it"`
	RepeatEvents   bool                `yaml:"repeat_events,omitempty" desc:"events can repeat for one child, so intervals are too narrow"`
	Breaks         []Break             `yaml:"breaks,omitempty" desc:"where the series cannot be compared across"`
	Caveats        []string            `yaml:"caveats,omitempty" desc:"what a reader must know"`
	Source         Provenance          `yaml:"provenance,omitempty" desc:"publication, when a local return has no source mapping to say it"`
	Words          Words               `yaml:"words,omitempty" desc:"the phrases sentences are made from"`
	ReadWith       []string            `yaml:"read_with,omitempty" desc:"ids of indicators to read beside this one"`
	Retired        string              `yaml:"retired,omitempty" desc:"when and why it stopped being published"`
	Successor      string              `yaml:"successor,omitempty" desc:"id of the indicator that follows it"`
	SourceKey      string              `yaml:"-"` // LAIT key, for indicators made from a dictionary
}

// CDC is an indicator's place in the Council for Disabled Children set.
type CDC struct {
	Status      string `yaml:"status" desc:"final-set, scoping-list, extension or reserved" jsonschema:"enum=final-set,enum=scoping-list,enum=extension,enum=reserved"`
	Domain      string `yaml:"domain" desc:"local-profile, governance-assurance or qualitative-kpi" jsonschema:"enum=local-profile,enum=governance-assurance,enum=qualitative-kpi"`
	Subdomain   string `yaml:"subdomain,omitempty" desc:"group within the domain"`
	PopulatedBy string `yaml:"populated_by" desc:"national, local or mixed" jsonschema:"enum=national,enum=local,enum=mixed"`
	Wording     string `yaml:"wording,omitempty" desc:"the set's own wording"`
}

// Operand is a column of a source, with a filter of its own. Expression is an
// alternative to Column: arithmetic over columns of the source, such as
// "special_independent + special_non_maintained"; a symbol in any part makes
// the result x (c if any part is c).
type Operand struct {
	Source     string           `yaml:"source" desc:"source id"`
	Column     string           `yaml:"column,omitempty" desc:"the mapping's name of a measure"`
	Key        string           `yaml:"key,omitempty" desc:"key of a measure of the LAIT table, in place of column"`
	Expression string           `yaml:"expression,omitempty" desc:"arithmetic over measures of the source"`
	Where      string           `yaml:"where,omitempty" desc:"filter on dimensions, added to the definition's"`
	Text       string           `yaml:"text,omitempty" desc:"what it is, in words: plans issued within 20 weeks of the request"`
	Formula    *formula.Formula `yaml:"-"`
	Filter     *formula.Formula `yaml:"-"`
}

// Target is what the indicator should be. Local goals come from the project.
type Target struct {
	Kind  string   `yaml:"kind" desc:"statutory or local" jsonschema:"enum=statutory,enum=local"`
	Value *float64 `yaml:"value" desc:"in the indicator's unit"`
	Note  string   `yaml:"note,omitempty" desc:"what the law or plan says"`
}

// Thresholds is the rating rule (statistics note §11).
type Thresholds struct {
	Basis       string  `yaml:"basis" desc:"target, sn, region or england" jsonschema:"enum=target,enum=sn,enum=region,enum=england"`
	AmberWithin float64 `yaml:"amber_within,omitempty" desc:"tolerance, absolute in the unit"`
	Percent     bool    `yaml:"percent,omitempty" desc:"amber_within is a percentage of the target"`
}

// Period is the period type (catalogue §1.4) and frequency.
type Period struct {
	Type       string   `yaml:"type" desc:"period type code" jsonschema:"enum=AY,enum=AT,enum=SPT,enum=SUT,enum=AS,enum=CY,enum=FY,enum=SJAN,enum=S31M,enum=S30S,enum=M,enum=Q,enum=R12,enum=MYE,enum=SURV"`
	Cumulative string   `yaml:"cumulative,omitempty" desc:"FY or AY: the figure adds up through the year from April or September, so a month or quarter is compared with the same one a year before" jsonschema:"enum=FY,enum=AY"`
	Also       []string `yaml:"also,omitempty" desc:"other period types that its figures may have, where areas or files use them; each is compared with its own kind alone" jsonschema:"enum=AY,enum=AT,enum=SPT,enum=SUT,enum=AS,enum=CY,enum=FY,enum=SJAN,enum=S31M,enum=S30S,enum=M,enum=Q,enum=R12,enum=MYE,enum=SURV"`
	Frequency  string   `yaml:"frequency,omitempty" desc:"annual, termly, quarterly, monthly, survey" jsonschema:"enum=annual,enum=six-monthly,enum=termly,enum=quarterly,enum=monthly,enum=survey"`
}

// LocalInYear names the in-year figure an area may show beside a national one.
type LocalInYear struct {
	Type   string `yaml:"type" desc:"period type code" jsonschema:"enum=AY,enum=AT,enum=SPT,enum=SUT,enum=AS,enum=CY,enum=FY,enum=SJAN,enum=S31M,enum=S30S,enum=M,enum=Q,enum=R12,enum=MYE,enum=SURV"`
	Source string `yaml:"source" desc:"id of the local source"`
	Note   string `yaml:"note,omitempty" desc:"what a reader must know, such as provisional"`
}

// Breakdown splits the indicator by one list. Either Column (one row a group
// in the source) or Columns (one column a group: code to measure name). In a
// local return the breakdown column holds it and neither is given.
type Breakdown struct {
	List     string            `yaml:"list" desc:"key in results.csv: need, provision, setting, phase, sex, age …"`
	Title    string            `yaml:"title,omitempty" desc:"section heading: By need"`
	Source   string            `yaml:"source,omitempty" desc:"source of the groups, where not the numerator's"`
	Sources  map[string]string `yaml:"sources,omitempty" desc:"group code to source, for single groups that stand in another source than the rest"`
	Column   string            `yaml:"column,omitempty" desc:"dimension whose labels are the groups"`
	Where    string            `yaml:"where,omitempty" desc:"filter that replaces the definition's for these rows"`
	Columns  map[string]string `yaml:"columns,omitempty" desc:"group code to numerator measure, or arithmetic over measures, for sources with a column a group"`
	Keys     map[string]string `yaml:"keys,omitempty" desc:"group code to key of the LAIT table, for measures with a key a group"`
	Share    bool              `yaml:"share,omitempty" desc:"groups are parts of the headline count and are shown as counts"`
	Labels   map[string]string `yaml:"labels,omitempty" desc:"group code to printed label"`
	Order    []string          `yaml:"order,omitempty" desc:"codes in order, for ages and phases; else by value"`
	Compiled *formula.Formula  `yaml:"-"`

	Formulas   map[string]*formula.Formula `yaml:"-"` // arithmetic of Columns, by group code; those that are one measure are not here
	KeyFilters map[string]*formula.Formula `yaml:"-"` // of Keys, by group code
}

// Comparison holds options of benchmarks note §5; zero values mean defaults.
type Comparison struct {
	SNMethod  string   `yaml:"sn_method,omitempty" desc:"mean (default), median or pooled" jsonschema:"enum=mean,enum=median,enum=pooled"`
	SNSet     string   `yaml:"sn_set,omitempty" desc:"neighbour set id"`
	MinN      int      `yaml:"min_n,omitempty" desc:"neighbours needed for a comparison; default 6"`
	MinAreas  int      `yaml:"min_areas,omitempty" desc:"areas needed for rank and band; default 8"`
	Tolerance *float64 `yaml:"tolerance,omitempty" desc:"differences up to this are 'similar', where there is no interval; no statistical test"`
	Rank      *bool    `yaml:"rank,omitempty" desc:"false: no rank"`
	Band      *bool    `yaml:"band,omitempty" desc:"false: no band"`
	BandRule  string   `yaml:"band_rule,omitempty" desc:"better (default) or dfe" jsonschema:"enum=better,enum=dfe"`
}

// Control holds options of the control chart (statistics note §9); zero values
// mean an XmR chart with limits from all points of the last segment.
type Control struct {
	Chart    string   `yaml:"chart,omitempty" desc:"xmr (default); p or p-prime for proportions and u or u-prime for rates, whose limits follow each denominator; none for no chart" jsonschema:"enum=xmr,enum=p,enum=u,enum=p-prime,enum=u-prime,enum=none"`
	Baseline int      `yaml:"baseline,omitempty" desc:"first points of a segment that fix its limits, at least 12; default all"`
	Screen   bool     `yaml:"screen,omitempty" desc:"leave out moving ranges from 3.267 times their mean (xmr only)"`
	Rebase   []Rebase `yaml:"rebase,omitempty" desc:"agreed, dated points from which limits are worked out anew"`
}

// Rebase is a point from which a control chart starts anew.
type Rebase struct {
	At     string `yaml:"at" desc:"first period with new limits, as printed"`
	Reason string `yaml:"reason" desc:"why, in a few words for the chart"`
}

// Break is a place where the series stops being comparable. At is the label
// of the first period after it, or a year.
type Break struct {
	At     string `yaml:"at" desc:"first period after the break, as printed"`
	Reason string `yaml:"reason" desc:"why, in a few words for the chart"`
}

// Provenance says where figures come from.
type Provenance struct {
	Publication string `yaml:"publication,omitempty" desc:"title of the publication or return"`
	Publisher   string `yaml:"publisher,omitempty" desc:"who publishes it"`
	URL         string `yaml:"url,omitempty" desc:"page of the publication"`
	NextUpdate  string `yaml:"next_update,omitempty" desc:"when the next figure is due"`
}

// Words are the phrases that sentences are built from, without figures.
type Words struct {
	Subject  string `yaml:"subject,omitempty" desc:"plural noun phrase: new plans finished within 20 weeks"`
	Of       string `yaml:"of,omitempty" desc:"what follows a percentage for members: of new plans finished within 20 weeks"`
	OutOfTen string `yaml:"out_of_ten,omitempty" desc:"what follows '6 out of 10' for families: new plans were finished in 20 weeks"`
	Topic    string `yaml:"topic,omitempty" desc:"families' heading: Getting a plan on time"`
	Good     string `yaml:"good,omitempty" desc:"what going up or down means for families, one short sentence"`
	Unit     string `yaml:"unit,omitempty" desc:"words after the number in place of the unit's: weeks on average"`
}

// Survey is the question behind an indicator of measure survey. Two waves are
// compared only where the wording is the same: that of the return, or this one
// where the return gives none.
type Survey struct {
	Wording  string            `yaml:"wording" desc:"the question as it was put"`
	Asked    string            `yaml:"asked,omitempty" desc:"who was asked, as a plural: parent carers of children with an EHC plan"`
	Answers  map[string]string `yaml:"answers,omitempty" desc:"code to text of each answer that could be given; returned as breakdown answer=code"`
	Order    []string          `yaml:"order,omitempty" desc:"codes of the answers, best first"`
	Positive []string          `yaml:"positive,omitempty" desc:"codes of the answers that the indicator counts"`
}

// Return says how local areas fill an indicator in: who does, and what they
// must know. What the columns hold is the text of the parts.
type Return struct {
	Agency string `yaml:"agency" desc:"who fills it in: its sheet in the workbook" jsonschema:"enum=sen,enum=education,enum=health,enum=social-care,enum=youth-justice,enum=forum,enum=surveys,enum=finance"`
	Note   string `yaml:"note,omitempty" desc:"what to watch for when filling it in, one or two sentences"`
}
