package indicators

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// CodeList is one list of groups that indicators are split by.
type CodeList struct {
	ID    string `yaml:"list" desc:"key in results.csv, such as need"`
	Title string `yaml:"title" desc:"section heading, such as By need"`
	Codes []Code `yaml:"codes" desc:"the groups, in the order in which they are printed"`
}

// Code is one group. Plain is for families and members; Technical, for analysts
// and the board, is Plain where it is empty. Aliases are other spellings seen
// in files, matched without regard to case.
type Code struct {
	Code      string   `yaml:"code" desc:"as results.csv writes it"`
	Plain     string   `yaml:"plain" desc:"label in plain words"`
	Technical string   `yaml:"technical,omitempty" desc:"the publisher's label"`
	Group     string   `yaml:"group,omitempty" desc:"broader area it belongs to"`
	Aliases   []string `yaml:"aliases,omitempty" desc:"other spellings in files"`
}

//go:embed lists.yaml
var listsYAML []byte

// loadLists reads the embedded lists once. A mistake in them is our own, and a
// test says where it is.
var loadLists = sync.OnceValues(func() ([]CodeList, *diag.List) {
	l := &diag.List{}
	var out []CodeList
	for _, item := range strictyaml.DecodeAll[CodeList]("lists.yaml", listsYAML, l) {
		out = append(out, item.Value)
	}
	return out, l
})

// Lists are all code lists in a fixed order. The result must not be changed.
func Lists() []CodeList {
	lists, _ := loadLists()
	return lists
}

// listOf finds a list by its id, nil when there is none.
func listOf(id string) *CodeList {
	lists := Lists()
	for i := range lists {
		if lists[i].ID == id {
			return &lists[i]
		}
	}
	return nil
}

// find gives a code of a list, in any case of letters.
func (l *CodeList) find(code string) *Code {
	if l == nil {
		return nil
	}
	for i := range l.Codes {
		if strings.EqualFold(l.Codes[i].Code, code) {
			return &l.Codes[i]
		}
	}
	return nil
}

// codes are the codes of a list in order.
func (l *CodeList) codes() []string {
	var out []string
	for _, c := range l.Codes {
		out = append(out, c.Code)
	}
	return out
}

// Label is the plain label of a group, or the code itself where the list does
// not have it.
func Label(list, code string) string {
	if c := listOf(list).find(code); c != nil {
		return c.Plain
	}
	return code
}

// TechnicalLabel is the publisher's label of a group; the plain one where they
// do not differ.
func TechnicalLabel(list, code string) string {
	if c := listOf(list).find(code); c != nil && c.Technical != "" {
		return c.Technical
	}
	return Label(list, code)
}

// ListTitle is the heading of a breakdown, such as "By need"; "By " and the id
// for a list of one's own.
func ListTitle(list string) string {
	if l := listOf(list); l != nil {
		return l.Title
	}
	return "By " + strings.ReplaceAll(list, "-", " ")
}

// ListOrder gives the codes of a list in print order, nil for an own list.
func ListOrder(list string) []string {
	if l := listOf(list); l != nil {
		return l.codes()
	}
	return nil
}

// FindCode reads a label as files write it: a code, a label or an alias of the
// list, in any case. ok is false when none fits.
func FindCode(list, label string) (code string, ok bool) {
	l := listOf(list)
	if c := l.find(strings.TrimSpace(label)); c != nil {
		return c.Code, true
	}
	if l == nil {
		return "", false
	}
	for _, c := range l.Codes {
		for _, name := range append([]string{c.Plain, c.Technical}, c.Aliases...) {
			if strings.EqualFold(name, strings.TrimSpace(label)) {
				return c.Code, true
			}
		}
	}
	return "", false
}
