package build

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// Benchmarks of each stage, on the sample and, where the published files are
// there, on England. One operation is one project, or one area's output:
//
//	go test ./internal/build -run '^$' -bench . -benchtime 5x

func loaded(b *testing.B, o *Options) *Loaded {
	b.Helper()
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		b.Fatal(err, l.Sorted())
	}
	return in
}

func evaluated(b *testing.B, in *Loaded, o *Options) *Model {
	b.Helper()
	var l diag.List
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil || l.HasErrors() {
		b.Fatal(err, l.Sorted())
	}
	return m
}

// projects are what the first stages are measured on.
var projects = []struct {
	name    string
	options func(testing.TB) *Options
}{
	{"sample", func(testing.TB) *Options { return sampleOptions() }},
	{"england", func(t testing.TB) *Options { return realOptions(t, "england") }},
	{"lait", func(t testing.TB) *Options { return realOptions(t, "england/lait") }},
}

func BenchmarkLoad(b *testing.B) {
	for _, p := range projects {
		b.Run(p.name, func(b *testing.B) {
			o := p.options(b)
			b.ReportAllocs()
			for b.Loop() {
				loaded(b, o)
			}
		})
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for _, p := range projects {
		b.Run(p.name, func(b *testing.B) {
			o := p.options(b)
			in := loaded(b, o)
			b.ReportAllocs()
			for b.Loop() {
				evaluated(b, in, o)
			}
		})
	}
}

// oneArea is the sample's own area with everything that documents are made
// from.
func oneArea(b *testing.B) (*builder, int32) {
	b.Helper()
	o := sampleOptions()
	m := evaluated(b, loaded(b, o), o)
	var l diag.List
	areas := m.Areas(o, &l)
	maker, err := newBuilder(m, o, m.layouts(o, &l), false)
	if err != nil || l.HasErrors() || len(areas) != 1 {
		b.Fatal(err, l.Sorted(), areas)
	}
	return maker, int32(areas[0])
}

func (b *builder) pack(id string, area int32) document.Document {
	for _, y := range b.layouts {
		if y.ID == id {
			return compose.Pack(b.in, y, area)
		}
	}
	return document.Document{}
}

func BenchmarkCompose(b *testing.B) {
	m, area := oneArea(b)
	for _, c := range []struct {
		name string
		make func() document.Document
	}{
		{"data", func() document.Document { return compose.Data(m.in, area) }},
		{"site", func() document.Document { return compose.Site(m.in, area, nil) }},
		{"board", func() document.Document { return m.pack("board", area) }},
		{"members", func() document.Document { return m.pack("members", area) }},
		{"parent-carer", func() document.Document { return m.pack("parent-carer", area) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if d := c.make(); len(d.Pages)+len(d.Records) == 0 {
					b.Fatal("nothing was composed")
				}
			}
		})
	}
}

func BenchmarkRender(b *testing.B) {
	m, area := oneArea(b)
	data, site := compose.Data(m.in, area), compose.Site(m.in, area, nil)
	for _, c := range []struct {
		name string
		with render.Renderer
		of   document.Document
	}{
		{"html-site", m.html, site},
		{"html-board", m.html, m.pack("board", area)},
		{"pdf-board", m.pdf, m.pack("board", area)},
		{"pdf-members", m.pdf, m.pack("members", area)},
		{"pdf-parent-carer", m.pdf, m.pack("parent-carer", area)},
		{"xlsx", m.xlsx, data},
		{"csv", m.csv, data},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				files, err := c.with.Render(context.Background(), c.of)
				if err != nil || len(files) == 0 {
					b.Fatal(err, "nothing was drawn")
				}
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	out, err := built()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if problems, _, err := Verify(b.Context(), out); err != nil || len(problems) > 0 {
			b.Fatal(err, problems)
		}
	}
}

// BenchmarkBuild is the whole command on the sample, as after a fresh clone.
func BenchmarkBuild(b *testing.B) {
	out := filepath.Join(b.TempDir(), "out")
	b.ReportAllocs()
	for b.Loop() {
		var l diag.List
		if _, err := Build(context.Background(), sampleOptions(), out, &l); err != nil || l.HasErrors() {
			b.Fatal(err, l.Sorted())
		}
	}
}
