package build

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diff"
	"github.com/sendpack/sendpack/internal/document"
)

// since is the input of an area's packs with what changed since the earlier
// output, where there is one that is about this area.
func (b *builder) since(id dataset.AreaID, data *document.Document) (*compose.Input, error) {
	if b.o.Previous == nil {
		return b.in, nil
	}
	old, err := diff.ReadArea(b.o.Previous, b.m.Register.Area(id).Code)
	if err != nil {
		return nil, fmt.Errorf("the previous output: %w", err)
	}
	if old == nil {
		return b.in, nil
	}
	now := diff.Of(data, b.o.Version)
	for _, f := range b.m.Inputs {
		now.Inputs = append(now.Inputs, diff.Input{Path: f.Path, SHA256: f.SHA256, Rows: f.Rows})
	}
	changes := diff.Compare(old, now)
	in := *b.in
	in.Changes = &changes
	return &in, nil
}
