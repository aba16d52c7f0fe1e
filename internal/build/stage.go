package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/render"
)

// ManifestFile is the name of the manifest in an output folder; a folder that
// has one was made by this tool and may be replaced.
const ManifestFile = "manifest.json"

const toolName = "sendpack"

// OutputFile is one written file, for the manifest.
type OutputFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

func outputOf(f render.File) OutputFile {
	sum := sha256.Sum256(f.Bytes)
	return OutputFile{f.Path, hex.EncodeToString(sum[:]), int64(len(f.Bytes))}
}

// Manifest is manifest.json (contract §3).
type Manifest struct {
	Tool    string         `json:"tool"`
	Version string         `json:"version"`
	AsOf    string         `json:"as_of"`
	Counts  map[string]int `json:"counts"`
	Inputs  []InputFile    `json:"inputs"`
	Outputs []OutputFile   `json:"outputs"`
	Exempt  bool           `json:"exempt,omitempty"` // not for the public
	Typed   []string       `json:"typed_figures"`    // numbers in texts that people wrote, which no data explain
	Reading []PackReading  `json:"reading"`          // how hard each pack is to read
}

// stage is a folder beside the output in which everything is made first.
type stage struct {
	out, dir string
	was      map[string]string // hashes of the output's files by path, where an incremental build may keep them
}

// newStage refuses to replace a folder that holds something else: only an
// empty folder, or one with our manifest, is ours to replace.
func newStage(out string) (*stage, error) {
	out = filepath.Clean(out)
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		if !ours(out) {
			return nil, fmt.Errorf("%s is not empty and holds no %s of this tool: name another folder with --out, or empty it", out, ManifestFile)
		}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(out), ".sendpack-")
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	return &stage{out: out, dir: dir}, nil
}

// ours reports whether a folder's manifest is one of this tool: web sites and
// packages of other kinds have a manifest.json too.
func ours(out string) bool {
	_, ok := manifestOf(out)
	return ok
}

// manifestOf reads a folder's manifest; ok is false where it has none of ours.
func manifestOf(out string) (m Manifest, ok bool) {
	raw, err := os.ReadFile(filepath.Join(out, ManifestFile))
	if err != nil {
		return m, false
	}
	return m, json.Unmarshal(raw, &m) == nil && m.Tool == toolName && m.Outputs != nil
}

// write puts one file into the stage. Paths come from ids and codes that were
// checked; one that would leave the folder is a mistake in our own code.
func (s *stage) write(f render.File) error {
	if !fs.ValidPath(f.Path) {
		return fmt.Errorf("file name %q is not allowed", f.Path)
	}
	name := filepath.Join(s.dir, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("writing %s: %w", f.Path, err)
	}
	if err := os.WriteFile(name, f.Bytes, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", f.Path, err)
	}
	return nil
}

// manifest writes the manifest as the last file.
func (s *stage) manifest(b *builder, outputs []OutputFile, sum Summary) error {
	sort.Slice(outputs, func(a, b int) bool { return outputs[a].Path < outputs[b].Path })
	doc := Manifest{Tool: toolName, Version: b.o.Version, AsOf: b.m.Project.AsOf, Inputs: b.m.Inputs, Outputs: outputs, Typed: b.typed, Reading: sum.Reading, Exempt: b.exempt,
		Counts: map[string]int{"areas": sum.Areas, "indicators": sum.Indicators, "figures": sum.Figures, "files": len(outputs)}}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	return s.write(render.File{Path: ManifestFile, Bytes: text.Bytes()})
}

// publish moves the finished stage into place: the old output steps aside, the
// new one takes its name, and only then is the old one removed.
func (s *stage) publish() error {
	old := s.dir + "-old"
	err := os.Rename(s.out, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("moving the previous output aside: %w", err)
	}
	had := err == nil
	if err := os.Rename(s.dir, s.out); err != nil {
		if had {
			err = errors.Join(err, os.Rename(old, s.out))
		}
		return fmt.Errorf("moving the new output into place: %w", err)
	}
	s.dir = ""
	if had {
		return os.RemoveAll(old)
	}
	return nil
}

// discard removes what was made aside, after a failure or an interrupt.
func (s *stage) discard() {
	if s.dir != "" {
		_ = os.RemoveAll(s.dir)
	}
}

// hashInputs records every file that was read with its hash.
func (in *Loaded) hashInputs(o *Options) error {
	data, _ := in.dataFS(o)
	in.isData = map[string]bool{}
	rows := map[string]int{}
	for _, t := range in.Tables {
		for _, f := range t.FileOf {
			rows[t.Files[f]]++
		}
	}
	seen := map[string]bool{}
	for _, spec := range in.Specs {
		files, _ := fs.Glob(data, path.Clean(spec.File))
		if spec.Format == dataset.FormatReturn {
			files = inReturns(data, files)
		}
		if spec.Dictionary != "" {
			files = append(files, path.Clean(spec.Dictionary))
		}
		for _, f := range files {
			if seen[f] {
				continue
			}
			seen[f] = true
			in.isData[f] = true
			if err := in.addInput(data, f, rows[f]); err != nil {
				return err
			}
		}
	}
	return in.projectInputs(o)
}

// projectInputs adds the project's own small files.
func (in *Loaded) projectInputs(o *Options) error {
	files := []string{"sendpack.yaml", compose.BankFile}
	if logo := in.Project.Branding.Logo; logo != "" {
		files = append(files, path.Clean(logo))
	}
	for _, t := range in.Project.Tables {
		files = append(files, path.Clean(t))
	}
	for _, g := range in.Project.Geography {
		files = append(files, path.Clean(g))
	}
	if c := in.Project.Commentary; c != "" {
		found, _ := fs.Glob(o.Project, path.Join(c, "*"))
		files = append(files, found...)
	}
	for _, f := range append([]string{ownTemplates}, in.Project.Indicators.Folders...) {
		_ = fs.WalkDir(o.Project, path.Clean(f), func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files = append(files, p)
			}
			return nil
		})
	}
	seen := map[string]bool{}
	for _, f := range files {
		info, err := fs.Stat(o.Project, f)
		if seen[f] || err != nil || info.IsDir() {
			continue
		}
		seen[f] = true
		if err := in.addInput(o.Project, f, 0); err != nil {
			return err
		}
	}
	sort.Slice(in.Inputs, func(a, b int) bool { return in.Inputs[a].Path < in.Inputs[b].Path })
	return nil
}

func (in *Loaded) addInput(fsys fs.FS, name string, rows int) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	in.Inputs = append(in.Inputs, InputFile{Path: name, SHA256: hex.EncodeToString(h.Sum(nil)), Rows: rows})
	return nil
}
