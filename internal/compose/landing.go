package compose

import (
	"sort"
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
)

// Landing is the first page of a site of several areas: every area by region.
func Landing(in *Input, areas []int32) document.Document {
	d := document.Document{ID: "site", Theme: document.Web, Title: in.Project.Title, Lang: "en-GB", AsOf: in.Project.AsOf, Draft: in.Draft,
		Subject: "Special educational needs and disabilities (SEND) in " + strconv.Itoa(len(areas)) + " local authorities.", Owner: in.Project.Partnership}
	if d.Title == "" {
		d.Title = "SEND data"
	}
	d.Footer = "Data to " + longDate(in.Project.AsOf) + "."
	d.Nav = []document.Link{{Text: "All areas", Page: "index"}}
	groups := map[string]*document.LinkGroup{}
	var names []string
	for _, id := range areas {
		a := in.Register.Area(areaID(id))
		region := "Other"
		if r := in.Register.RegionsOf(areaID(id)); len(r) > 0 {
			region = in.Register.Area(r[0]).Name
		}
		if groups[region] == nil {
			groups[region] = &document.LinkGroup{Title: region}
			names = append(names, region)
		}
		groups[region].Links = append(groups[region].Links, document.Link{Text: a.Name, File: a.Code + "/index.html"})
	}
	sort.Strings(names)
	list := document.LinkList{ID: "areas", Title: "Areas by region"}
	for _, n := range names {
		g := groups[n]
		sort.Slice(g.Links, func(i, j int) bool { return g.Links[i].Text < g.Links[j].Text })
		list.Groups = append(list.Groups, *g)
	}
	title := "SEND in " + strconv.Itoa(len(areas)) + " local authorities"
	d.Pages = []document.Page{{ID: "index", Title: title, Nav: "index", Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Prose{Role: document.Lede, Paragraphs: []document.Paragraph{{Text: document.Plain("Choose an area. Each has its own figures, packs and data. Similar areas, region and England stand beside every figure where they are published.")}}}, list}}}
	return d
}
