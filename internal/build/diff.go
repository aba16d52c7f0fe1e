package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diff"
	"github.com/sendpack/sendpack/render/html"
)

// Difference is what two outputs publish differently, ready to be printed,
// written as JSON or drawn as a page.
type Difference struct {
	Old, New string // the folders, as the user gave them
	diff.Changes
}

// Diff compares two output folders, area by area. The error is for a folder
// that is no output of this tool or has no results.csv.
func Diff(ctx context.Context, old, now string) (*Difference, error) {
	a, b := os.DirFS(old), os.DirFS(now)
	before, err := areasOf(a, old)
	if err != nil {
		return nil, err
	}
	after, err := areasOf(b, now)
	if err != nil {
		return nil, err
	}
	c := diff.NewComparer()
	c.Output(before.manifest, after.manifest)
	for _, code := range eitherArea(before, after) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		x, err := before.read(a, code)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", old, err)
		}
		y, err := after.read(b, code)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", now, err)
		}
		c.Area(x, y)
	}
	return &Difference{old, now, c.Changes()}, nil
}

// outputAreas are the areas of an output: the folder of each by code.
type outputAreas struct {
	manifest *diff.Release
	codes    []string
	folders  map[string]string
}

func areasOf(out fs.FS, name string) (outputAreas, error) {
	o := outputAreas{folders: map[string]string{}}
	var err error
	if o.manifest, err = diff.Manifest(out); err != nil {
		return o, fmt.Errorf("%s: %w", name, err)
	}
	folders, err := diff.Folders(out)
	if err != nil {
		return o, fmt.Errorf("%s: %w", name, err)
	}
	for _, f := range folders {
		code := f
		if f == "" {
			r, err := diff.Read(out, f)
			if err != nil {
				return o, fmt.Errorf("%s: %w", name, err)
			}
			code = r.About().Code
		}
		o.codes = append(o.codes, code)
		o.folders[code] = f
	}
	return o, nil
}

func (o *outputAreas) read(out fs.FS, code string) (*diff.Release, error) {
	folder, ok := o.folders[code]
	if !ok {
		return nil, nil
	}
	return diff.Read(out, folder)
}

// eitherArea lists the areas of both outputs: first those of the newer.
func eitherArea(before, after outputAreas) []string {
	codes := append([]string(nil), after.codes...)
	for _, c := range before.codes {
		if _, ok := after.folders[c]; !ok {
			codes = append(codes, c)
		}
	}
	return codes
}

// JSON is the difference as --json prints it; every list is [] when empty.
func (d *Difference) JSON() any {
	return struct {
		OldFolder string `json:"old_folder"`
		NewFolder string `json:"new_folder"`
		Same      bool   `json:"same"`
		diff.Changes
	}{d.Old, d.New, d.None(), d.Changes.Listed()}
}

// Page draws the difference as one accessible page that needs no other file.
func (d *Difference) Page(templates fs.FS) ([]byte, error) {
	r, err := html.New(templates)
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	files, err := r.Render(context.Background(), compose.Difference(&d.Changes, d.Old, d.New))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("the page of differences is empty")
	}
	return html.Single(templates, files[0].Bytes)
}
