package indicators

import (
	"embed"
	"io/fs"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

//go:embed library
var library embed.FS

//go:embed sources
var sources embed.FS

// Library is the shipped definitions and their tests, one folder a theme. The
// paths in diagnostics begin with indicators/library/.
func Library() fs.FS { return sub(library, "library") }

// Sources is the shipped source mappings, one file a publication and release.
func Sources() fs.FS { return sub(sources, "sources") }

// sub cannot fail for a folder that was embedded by name.
func sub(f embed.FS, folder string) fs.FS {
	out, err := fs.Sub(f, folder)
	if err != nil {
		panic(err)
	}
	return out
}

// File is a YAML file as read. Path is what diagnostics call it.
type File struct {
	Path string
	Data []byte
}

// LoadLibrary decodes and validates all shipped definitions, in order of path.
func LoadLibrary(l *diag.List) []Definition {
	return Load(Library(), "indicators/library", l)
}

// Load decodes every definition below a folder and validates them as a set.
// prefix is put before each path in diagnostics. What cannot be read is told
// and left out.
func Load(folder fs.FS, prefix string, l *diag.List) []Definition {
	var out []Definition
	for _, f := range yamlFiles(folder, prefix, l) {
		if !IsTest(f.Path) {
			out = append(out, Decode(f.Path, f.Data, l)...)
		}
	}
	Validate(out, l)
	return out
}

// LoadTests decodes every definition test below a folder, as Load does.
func LoadTests(folder fs.FS, prefix string, l *diag.List) []TestFile {
	var out []TestFile
	for _, f := range yamlFiles(folder, prefix, l) {
		if IsTest(f.Path) {
			out = append(out, DecodeTests(f.Path, f.Data, l)...)
		}
	}
	return out
}

// Mappings are the shipped source mappings as bytes, in order of path. Package
// project decodes them.
func Mappings() []File {
	var none diag.List
	return yamlFiles(Sources(), "indicators/sources", &none)
}

// IsTest reports whether a path names a definition test.
func IsTest(name string) bool { return strings.HasSuffix(name, "_test.yaml") }

func yamlFiles(folder fs.FS, prefix string, l *diag.List) []File {
	var out []File
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		out = append(out, File{Path: joinPath(prefix, name), Data: data})
		return nil
	})
	if err != nil {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: prefix}, Message: "the folder cannot be read", Expected: "a folder with definitions in YAML", Fix: err.Error()})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out
}

func joinPath(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return strings.TrimSuffix(prefix, "/") + "/" + name
}
