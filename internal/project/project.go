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
	Tables      map[string]string `yaml:"tables,omitempty" desc:"small CSV files by kind: actions, you-said-we-did"`
	Targets     map[string]Goal   `yaml:"targets,omitempty" desc:"local goals by indicator id"`
	Disclosure  Disclosure        `yaml:"disclosure,omitempty" desc:"stricter protection than the definitions ask for; looser is refused"`
	Branding    Branding          `yaml:"branding,omitempty" desc:"how the publisher is named"`
	Contacts    Contacts          `yaml:"contacts,omitempty" desc:"whom readers can ask"`
	Meeting     Meeting           `yaml:"meeting,omitempty" desc:"particulars of the board's meeting, for the cover"`
	Headlines   []string          `yaml:"headlines,omitempty" desc:"indicator ids on the headline tiles, in order; default those that the definitions mark"`
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

// Disclosure makes suppression stricter.
type Disclosure struct {
	Threshold int `yaml:"threshold,omitempty" desc:"counts from 1 up to one less than this are hidden, where the class hides fewer"`
	MinBase   int `yaml:"min_base,omitempty" desc:"smallest base for a percentage, where larger than 10"`
}

// Branding is how the publisher is named.
type Branding struct {
	Name string `yaml:"name,omitempty" desc:"name printed in the header of the site"`
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

// Meeting fills the cover of the board pack.
type Meeting struct {
	Name     string `yaml:"name,omitempty" desc:"the meeting and its date"`
	Decision string `yaml:"decision,omitempty" desc:"what is asked of it"`
	Version  string `yaml:"version,omitempty" desc:"version with what was checked by whom (roles)"`
	NextPack string `yaml:"next_pack,omitempty" desc:"when the next pack is issued"`
	Marking  string `yaml:"marking,omitempty" desc:"protective marking: Official"`
}
