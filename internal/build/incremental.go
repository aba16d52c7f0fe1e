package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
)

// memory is what an incremental build remembers of the one before it, in a file
// beside the output. It holds no figure. It is believed only while the program
// and every byte of the output are the same as then; what a part depends on is
// in that part's key, and a part whose key is the same is kept as it is, proof
// included. The documents that pages and packs are drawn from are composed anew
// in every build and compared whole, so that no dependency can be forgotten.
type memory struct {
	Manifest string                `json:"manifest"` // hash of manifest.json as it was left
	Data     string                `json:"data"`     // key of all areas' data files and of the audit
	Drawing  string                `json:"drawing"`  // key of how documents become files
	Areas    map[string]areaMemory `json:"areas"`
	Audit    attack.Report         `json:"audit"`
}

// areaMemory is one area's part, by code.
type areaMemory struct {
	Figures int                 `json:"figures"`
	Data    []OutputFile        `json:"data"`
	Plans   []OutputFile        `json:"plans"` // the projections' file, made in every build
	Packs   map[string]madePack `json:"packs"`
	Site    madeSite            `json:"site"`
}

// madePack is a pack with the hash of its document.
type madePack struct {
	Document string       `json:"document"`
	Files    []OutputFile `json:"files"`
	Bytes    int          `json:"bytes"` // of the PDF
	Pages    int          `json:"pages"`
}

// madeSite is an area's pages with the hash of their document.
type madeSite struct {
	Document string       `json:"document"`
	Files    []OutputFile `json:"files"`
}

// reuse is an incremental build in work: what was, and what will be remembered.
// A nil reuse remembers and keeps nothing.
type reuse struct {
	file, out string
	same      bool // data files and audit are those of the build before
	was       memory
	mu        sync.Mutex
	now       memory
}

// memoryFile stands beside the output, not in it: an output is the same however
// it was made.
func memoryFile(out string) string {
	out = filepath.Clean(out)
	return filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".sendpack.json")
}

// newReuse reads what the build before left. What cannot be read, or does not
// fit the output, is as if it were not there.
func newReuse(b *builder, out string, codes []string) (*reuse, error) {
	if !b.o.Incremental {
		return nil, nil
	}
	data, drawing, err := b.keys(codes)
	if err != nil {
		return nil, err
	}
	r := &reuse{file: memoryFile(out), out: out, now: memory{Data: data, Drawing: drawing, Areas: map[string]areaMemory{}}}
	raw, err := os.ReadFile(r.file)
	if err != nil || json.Unmarshal(raw, &r.was) != nil || !r.was.holds(out) {
		r.was = memory{}
	}
	r.same = r.was.Data == data && b.o.Previous == nil && b.formats["csv"]
	return r, nil
}

// holds reports whether the output is, byte for byte, what was remembered.
func (m *memory) holds(out string) bool {
	raw, err := os.ReadFile(filepath.Join(out, ManifestFile))
	if err != nil || hashOf(raw) != m.Manifest {
		return false
	}
	var doc Manifest
	if json.Unmarshal(raw, &doc) != nil {
		return false
	}
	for _, f := range doc.Outputs {
		if sum, err := hashFile(os.DirFS(out), f.Path); err != nil || sum != f.SHA256 {
			return false
		}
	}
	return true
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func hashFile(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// keys are what data files depend on, and what drawing does: the program with
// all that is embedded in it, the options, and every input but those that only
// texts are made from.
func (b *builder) keys(codes []string) (data, drawing string, err error) {
	program, err := programHash()
	if err != nil {
		return "", "", err
	}
	var layouts []string
	for _, y := range b.layouts {
		layouts = append(layouts, y.ID)
	}
	formats := []bool{b.formats["html"], b.formats["pdf"], b.formats["xlsx"], b.formats["csv"]}
	inputs := slices.DeleteFunc(slices.Clone(b.m.Inputs), func(f InputFile) bool { return b.onlyWords(f.Path) })
	if data, err = keyOf(program, b.o.Version, b.m.Project.AsOf, b.o.Draft, layouts, formats, codes, b.several, inputs); err != nil {
		return "", "", err
	}
	templates, err := treeHash(b.o.templates())
	if err != nil {
		return "", "", err
	}
	brand := sha256.New()
	writeValue(brand, b.m.Brand)
	own := slices.DeleteFunc(slices.Clone(inputs), func(f InputFile) bool { return b.m.isData[f.Path] })
	drawing, err = keyOf(program, templates, formats, b.several, b.typed, own, hex.EncodeToString(brand.Sum(nil)))
	return data, drawing, err
}

// onlyWords reports an input that no figure is made from: commentary, the small
// tables of packs, templates and common questions. A data file of the same name
// is in another folder and is not taken for one.
func (b *builder) onlyWords(name string) bool {
	if b.m.isData[name] {
		return false
	}
	p := b.m.Project
	if name == compose.BankFile || strings.HasPrefix(name, ownTemplates+"/") || p.Commentary != "" && strings.HasPrefix(name, path.Clean(p.Commentary)+"/") {
		return true
	}
	for _, t := range p.Tables {
		if path.Clean(t) == name {
			return true
		}
	}
	return false
}

// keyOf is a hash of values that JSON writes in one way.
func keyOf(values ...any) (string, error) {
	raw, err := json.Marshal(values)
	if err != nil {
		return "", fmt.Errorf("key of a build: %w", err)
	}
	return hashOf(raw), nil
}

// programHash is of the running program, which holds templates and library.
var programHash = sync.OnceValues(func() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("the program's own file: %w", err)
	}
	return hashFile(os.DirFS(filepath.Dir(name)), filepath.Base(name))
})

// treeHash is of the names and contents of a folder.
func treeHash(fsys fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sum, err := hashFile(fsys, name)
		fmt.Fprintf(h, "%q %s\n", name, sum)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// of is what was remembered of an area; nothing where the data or the way of
// drawing are others.
func (r *reuse) of(code string) (areaMemory, bool) {
	if r == nil || r.was.Drawing != r.now.Drawing {
		return areaMemory{}, false
	}
	a, ok := r.was.Areas[code]
	return a, ok
}

// keepsData reports whether the data files and the audit of every area are
// those of the build before.
func (r *reuse) keepsData() bool { return r != nil && r.same && r.was.Drawing == r.now.Drawing }

// files are the hashes of the output's files by path; none where the build
// before is not to be believed.
func (r *reuse) files() map[string]string {
	out := map[string]string{}
	if r == nil {
		return out
	}
	for _, a := range r.was.Areas {
		lists := [][]OutputFile{a.Data, a.Plans, a.Site.Files}
		for _, p := range a.Packs {
			lists = append(lists, p.Files)
		}
		for _, f := range slices.Concat(lists...) {
			out[f.Path] = f.SHA256
		}
	}
	return out
}

// same reports whether everything of an area was kept.
func (a *areaMemory) same(now *areaMemory) bool {
	if a.Site.Document != now.Site.Document || !slices.Equal(a.Plans, now.Plans) || len(a.Packs) != len(now.Packs) {
		return false
	}
	for id, p := range now.Packs {
		if a.Packs[id].Document != p.Document {
			return false
		}
	}
	return true
}

// attacked audits what was made, or gives what the audit of the same figures
// found.
func (b *builder) attacked(ctx context.Context) (attack.Report, error) {
	if b.reuse.keepsData() {
		b.reuse.now.Audit = b.reuse.was.Audit
		return b.reuse.was.Audit, nil
	}
	report, err := b.auditor.Audit(ctx, b.o.jobs())
	if b.reuse != nil {
		b.reuse.now.Audit = report
	}
	return report, err
}

// codes are the codes of areas, in their order.
func (m *Model) codes(areas []dataset.AreaID) []string {
	var out []string
	for _, id := range areas {
		out = append(out, m.Register.Area(id).Code)
	}
	return out
}

// remember notes an area that is done.
func (r *reuse) remember(code string, a areaMemory) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Areas[code] = a
}

// save writes the memory after the output is in its place. Without it the next
// build is a full one.
func (r *reuse) save() error {
	if r == nil {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(r.out, ManifestFile))
	if err != nil {
		return fmt.Errorf("remembering the build: %w", err)
	}
	r.now.Manifest = hashOf(raw)
	text, err := json.Marshal(r.now)
	if err != nil {
		return fmt.Errorf("remembering the build: %w", err)
	}
	if err := os.WriteFile(r.file, text, 0o644); err != nil {
		return fmt.Errorf("remembering the build: %w", err)
	}
	return nil
}

// keep takes finished files of the build before into the stage: as second names
// of the same bytes where the disk can, else as copies.
func (w *writer) keep(from string, files []OutputFile) {
	for _, f := range files {
		if w.err != nil {
			return
		}
		to := filepath.Join(w.stage.dir, filepath.FromSlash(f.Path))
		if w.err = os.MkdirAll(filepath.Dir(to), 0o755); w.err != nil {
			return
		}
		old := filepath.Join(from, filepath.FromSlash(f.Path))
		if os.Link(old, to) != nil {
			w.err = copyFile(old, to)
		}
		w.outputs = append(w.outputs, f)
	}
}

func copyFile(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("keeping %s: %w", from, err)
	}
	if err := os.WriteFile(to, raw, 0o644); err != nil {
		return fmt.Errorf("keeping %s: %w", to, err)
	}
	return nil
}

// since are the files written after the first n.
func (w *writer) since(n int) []OutputFile { return slices.Clone(w.outputs[n:]) }

// documentHash is of everything in a document, names of types included.
func documentHash(d *document.Document) string {
	h := sha256.New()
	writeValue(h, d)
	return hex.EncodeToString(h.Sum(nil))
}
