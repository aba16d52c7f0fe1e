package compose

import "github.com/sendpack/sendpack/internal/document"

// Data files that pages offer for download, and the format that makes each.
const (
	resultsFile  = "data/results.csv"
	metadataFile = "data/results.csv-metadata.json"
	bookFile     = "data/data-book.xlsx"
)

var formatOf = map[string]string{resultsFile: "csv", metadataFile: "csv", bookFile: "xlsx", projectionFile: "csv", hindsightFile: "csv"}

// downloads are those of the links that lead to a file this run makes.
func (in *Input) downloads(links ...document.Link) []document.Link {
	var out []document.Link
	for _, l := range links {
		if in.Formats == nil || in.Formats[formatOf[l.File]] {
			out = append(out, l)
		}
	}
	return out
}

// downloadSection is a heading over a list of downloads; nothing at all where
// the run makes none of them.
func downloadSection(h document.Heading, list document.LinkList) []document.Block {
	for _, g := range list.Groups {
		if len(g.Links) > 0 {
			return []document.Block{h, list}
		}
	}
	return nil
}

// keepContents takes links out of the covers' tables of contents that lead to
// sections which had nothing to say and so made no page.
func keepContents(pages []document.Page) {
	made := map[string]bool{}
	for _, p := range pages {
		made[p.ID] = true
	}
	for _, p := range pages {
		for n, b := range p.Blocks {
			c, ok := b.(document.Cover)
			if !ok {
				continue
			}
			var kept []document.Link
			for _, l := range c.Contents {
				if l.Page == "" || made[l.Page] {
					kept = append(kept, l)
				}
			}
			c.Contents = kept
			p.Blocks[n] = c
		}
	}
}
