// Package project decodes and checks the project file sendpack.yaml and the
// source mappings it uses. It is part of the load stage: it says which files
// are read and how, and reads none of the data itself. It refuses unknown
// fields, sources that no mapping describes and paths that leave the project.
package project

import (
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// Project is sendpack.yaml. Paths are relative to the project's folder unless
// a field says otherwise. Dates are YYYY-MM-DD text: the clock is never read.
type Project struct {
	File string              `yaml:"-"` // path of the project file as the user gave it
	Pos  map[string]diag.Pos `yaml:"-"`

	Title       string            `yaml:"title" desc:"name of the site: Wexmoor SEND data"`
	Edition     string            `yaml:"edition,omitempty" desc:"which edition this is: Summer 2026"`
	Status      string            `yaml:"status,omitempty" desc:"status words printed on the board pack: Board version 1.0"`
	Owner       string            `yaml:"owner,omitempty" desc:"role that answers for the pack"`
	Partnership string            `yaml:"partnership,omitempty" desc:"name of the local area partnership or council that publishes"`
	Areas       []string          `yaml:"areas,omitempty" desc:"codes of the areas to build; the one word all builds every current authority with data"`
	AsOf        string            `yaml:"as_of" desc:"date for which the data stand, YYYY-MM-DD"`
	Published   string            `yaml:"published,omitempty" desc:"date on which the pack is published, YYYY-MM-DD"`
	Fictional   bool              `yaml:"fictional,omitempty" desc:"all figures are made up; every page says so"`
	Data        string            `yaml:"data,omitempty" desc:"folder with the data files; --data replaces it"`
	Geography   []string          `yaml:"geography,omitempty" desc:"files that add areas to the shipped register"`
	Sources     []SourceUse       `yaml:"sources" desc:"which data files are read, and through which mapping"`
	Indicators  IndicatorUse      `yaml:"indicators,omitempty" desc:"which definitions are used; default the whole shipped library"`
	Neighbours  NeighbourUse      `yaml:"neighbours,omitempty" desc:"which neighbour set is used"`
	Packs       []string          `yaml:"packs,omitempty" desc:"pack ids to build; default board, members, parent-carer and parent-carer-large-print"`
	Commentary  string            `yaml:"commentary,omitempty" desc:"folder with commentary in Markdown"`
	Tables      map[string]string `yaml:"tables,omitempty" desc:"small CSV files by kind: actions, decisions, risks, you-said-we-did"`
	Targets     map[string]Goal   `yaml:"targets,omitempty" desc:"local goals by indicator id"`
	Disclosure  Disclosure        `yaml:"disclosure,omitempty" desc:"stricter protection than the definitions ask for; looser is refused"`
	Projection  Projection        `yaml:"projection,omitempty" desc:"how the number of plans is projected"`
	Branding    Branding          `yaml:"branding,omitempty" desc:"how the publisher is named, and its colours and logo"`
	Contacts    Contacts          `yaml:"contacts,omitempty" desc:"whom readers can ask"`
	Meeting     Meeting           `yaml:"meeting,omitempty" desc:"particulars of the board's meeting, for the cover"`
	Headlines   []string          `yaml:"headlines,omitempty" desc:"indicator ids on the headline tiles, in order; default those that the definitions mark"`
	DeepDive    *DeepDive         `yaml:"deep_dive,omitempty" desc:"the one question that the board looks into this time"`
	PartB       PartB             `yaml:"part_b,omitempty" desc:"what the public may not see: the pack board-part-b, built apart"`
	KPIs        []string          `yaml:"kpis,omitempty" desc:"ids of the five or six indicators that the area watches most closely, shown by outcome; default those of the recommended set"`
}

// SourceUse is a data file read through a shipped mapping (Use) or through a
// mapping written here (the other fields).
type SourceUse struct {
	Use          string `yaml:"use,omitempty" desc:"name of a shipped mapping, such as ees-ehcp-timeliness-2025"`
	dataset.Spec `yaml:",inline"`
}

// IndicatorUse selects definitions.
type IndicatorUse struct {
	Library *bool    `yaml:"library,omitempty" desc:"false: do not use the shipped library"`
	Only    []string `yaml:"only,omitempty" desc:"ids to keep from the library"`
	Folders []string `yaml:"folders,omitempty" desc:"folders with definitions of one's own"`
}

// NeighbourUse names the neighbour set; Source is one of the sources with
// format neighbours.
type NeighbourUse struct {
	Set string `yaml:"set,omitempty" desc:"id of the set, such as sn-2025"`
}

// Goal is a local target with the tolerance of its rating.
type Goal struct {
	Goal        *float64 `yaml:"goal,omitempty" desc:"local goal in the indicator's unit"`
	AmberWithin *float64 `yaml:"amber_within,omitempty" desc:"tolerance of amber, in the indicator's unit"`
	By          string   `yaml:"by,omitempty" desc:"date by which the goal should be met, in words"`
	Basis       string   `yaml:"basis,omitempty" desc:"rate against target, sn, region or england"`
}

// Disclosure makes protection stricter, or another: rounding may stand in place
// of hiding, for the whole release and never for one format of it.
type Disclosure struct {
	Threshold int `yaml:"threshold,omitempty" desc:"counts from 1 up to one less than this are hidden, where the class hides fewer"`
	MinBase   int `yaml:"min_base,omitempty" desc:"smallest base for a percentage, where larger than 10"`
	Rounding  int `yaml:"rounding,omitempty" desc:"5 or 10: every count of the protected indicators is rounded to it, and rates are made from the rounded counts, in all packs, pages and downloads"`

	InsteadOfHiding bool `yaml:"rounding_instead_of_hiding,omitempty" desc:"true: small counts are shown rounded in place of being hidden, in the classes S1 and S2; needs rounding"`
}

// Projection says how futures are simulated where the published counts of
// plans are among the sources. What is left out has its default.
type Projection struct {
	Off         bool `yaml:"off,omitempty" desc:"true: make no projections"`
	Simulations int  `yaml:"simulations,omitempty" desc:"how many futures are simulated, 100 to 20000; default 1000"`
	Horizon     int  `yaml:"horizon,omitempty" desc:"how many years ahead, 1 to 20; default 10"`
	Seed        int  `yaml:"seed,omitempty" desc:"number from which all randomness follows; default 1"`
}

// WithDefaults fills in what is left out.
func (p Projection) WithDefaults() Projection {
	if p.Simulations == 0 {
		p.Simulations = 1000
	}
	if p.Horizon == 0 {
		p.Horizon = 10
	}
	if p.Seed == 0 {
		p.Seed = 1
	}
	return p
}

// Branding is how the publisher is named and what of the design is the
// publisher's own. Colours are checked: they have to be read, and may not be
// taken for those that judge.
type Branding struct {
	Name    string `yaml:"name,omitempty" desc:"name printed in the header of the site"`
	Own     string `yaml:"own,omitempty" desc:"colour of the own area as \"#0B3F73\": contrast of 7 with white, unlike the colours of ratings to every eye"`
	OwnDark string `yaml:"own_dark,omitempty" desc:"the same on a dark screen; default a light form of own"`
	Accent  string `yaml:"accent,omitempty" desc:"colour of large bars, on the cover and in the header of the site: contrast of 3 with white; default own"`
	Logo    string `yaml:"logo,omitempty" desc:"PNG file of the project, 100 to 2400 pixels high, at most 300 KB: on the cover and in the header of the site"`
	LogoAlt string `yaml:"logo_alt,omitempty" desc:"the words of the logo, for those who do not see it"`
}

// Contacts are roles and addresses, never persons.
type Contacts struct {
	Name        string `yaml:"name,omitempty" desc:"team that answers questions"`
	Email       string `yaml:"email,omitempty" desc:"e-mail address"`
	Phone       string `yaml:"phone,omitempty" desc:"telephone number"`
	Help        string `yaml:"help,omitempty" desc:"where families get help: name of the information, advice and support service"`
	HelpPhone   string `yaml:"help_phone,omitempty" desc:"its telephone number"`
	Forum       string `yaml:"forum,omitempty" desc:"name of the parent carer forum"`
	ForumEmail  string `yaml:"forum_email,omitempty" desc:"its e-mail address"`
	LocalOffer  string `yaml:"local_offer,omitempty" desc:"address of the Local Offer"`
	Enforcement string `yaml:"enforcement,omitempty" desc:"extra sentence for the accessibility statement"`
}
