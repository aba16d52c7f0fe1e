package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// about is what the file says of itself.
type about struct {
	title, author, subject, lang string
	when                         time.Time
}

// finisher turns what fpdf wrote into a tagged file.
type finisher struct {
	objs   objects
	canvas *canvas
	pages  []int // object numbers by page, index 0 unused
	about  about
}

// finish closes the drawing and gives the bytes of the finished file.
func (c *canvas) finish(a about) ([]byte, error) {
	c.close()
	if c.err != nil {
		return nil, c.err
	}
	if err := c.checkLinks(); err != nil {
		return nil, err
	}
	var raw bytes.Buffer
	raw.Grow(1<<20 + c.page<<15)
	c.pdf.SetCompression(false)
	if err := c.pdf.Output(&raw); err != nil {
		return nil, err
	}
	objs, err := read(raw.Bytes())
	if err != nil {
		return nil, fmt.Errorf("reading the drawn pages: %w", err)
	}
	f := &finisher{objs: objs, canvas: c, about: a}
	if err := f.findPages(); err != nil {
		return nil, err
	}
	info, root := len(f.objs)-2, len(f.objs)-1 // fpdf writes them last
	f.fixFonts()
	f.fixPages()
	f.objs[info] = object{value: f.info()}
	f.objs[root] = object{value: f.catalog()}
	return f.objs.write(root, info), nil
}

var kidsPattern = regexp.MustCompile(`/Kids \[([0-9 R]*)\]`)

func (f *finisher) findPages() error {
	m := kidsPattern.FindStringSubmatch(f.objs[1].value)
	if m == nil {
		return fmt.Errorf("reading the drawn pages: no page tree")
	}
	f.pages = []int{0}
	for _, n := range strings.Split(strings.TrimSpace(strings.ReplaceAll(m[1], " 0 R", "")), " ") {
		if n == "" {
			continue
		}
		v, err := strconv.Atoi(n)
		if err != nil || v <= 0 || v >= len(f.objs) {
			return fmt.Errorf("reading the drawn pages: page %q is no object", n)
		}
		f.pages = append(f.pages, v)
	}
	return nil
}

// fixFonts replaces the maps to Unicode, which fpdf writes with an illegal
// range that fails above U+00FF, and names each subset by its content.
func (f *finisher) fixFonts() {
	tags := map[string]string{}
	for n := range f.objs {
		if f.objs[n].isStream && bytes.Contains(f.objs[n].stream, []byte("/CMapName /Adobe-Identity-UCS")) {
			f.objs[n].stream, f.objs[n].packed = unicodeMap(), true
		}
		if i := strings.Index(f.objs[n].value, "/FontFile2 "); i >= 0 {
			file, _ := strconv.Atoi(strings.Fields(f.objs[n].value[i+len("/FontFile2 "):])[0])
			if file > 0 && file < len(f.objs) {
				name := regexp.MustCompile(`/FontName /(\w+)`).FindStringSubmatch(f.objs[n].value)
				tags[name[1]] = subsetTag(f.objs[file].stream)
			}
		}
	}
	for i, fam := range families {
		old := "utf8" + fam
		for n := range f.objs {
			if !f.objs[n].isStream && strings.Contains(f.objs[n].value, "/"+old) {
				f.objs[n].value = strings.ReplaceAll(f.objs[n].value, "/"+old, "/"+tags[old]+"+"+faceNames[i])
			}
		}
	}
}

// subsetTag is six capitals made from the subset's bytes.
func subsetTag(data []byte) string {
	sum := sha256.Sum256(data)
	var b [6]byte
	for i := range b {
		b[i] = 'A' + sum[i]%26
	}
	return string(b[:])
}

// unicodeMap is toUnicode packed, once for all files.
var unicodeMap = sync.OnceValue(func() []byte { return deflate(toUnicode()) })

// toUnicode maps every code to itself. A range may not run over the last
// byte, so there are 256 of them, in blocks of at most 100.
func toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
	b.WriteString("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n")
	b.WriteString("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
	b.WriteString("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < 256; from += 100 {
		to := min(from+100, 256)
		fmt.Fprintf(&b, "%d beginbfrange\n", to-from)
		for h := from; h < to; h++ {
			fmt.Fprintf(&b, "<%02X00> <%02XFF> <%02X00>\n", h, h, h)
		}
		b.WriteString("endbfrange\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// fixPages gives each page its place in the parent tree, its tab order and
// its links.
func (f *finisher) fixPages() {
	refs := map[int][]string{}
	for i, a := range f.canvas.annots {
		a.number = f.objs.reserve()
		a.key = len(f.pages) - 1 + i
		refs[a.page] = append(refs[a.page], ref(a.number))
	}
	for page := 1; page < len(f.pages); page++ {
		n := f.pages[page]
		extra := fmt.Sprintf("/StructParents %d /Tabs /S", page-1)
		if r := refs[page]; len(r) > 0 {
			extra += " /Annots [" + strings.Join(r, " ") + "]"
		}
		f.objs[n].value = strings.Replace(f.objs[n].value, "/Contents ", extra+"\n/Contents ", 1)
	}
}

// destination leads to a height on a page.
func (f *finisher) destination(p place) string {
	top := max(sheetHeight-p.y+6, 0) // a little air above the words
	return fmt.Sprintf("[%s /XYZ null %.2f null]", ref(f.pages[p.page]), min(top, sheetHeight))
}

func (f *finisher) catalog() string {
	structure := f.structure()
	outline := f.outlines()
	xmp := f.objs.add("/Type /Metadata /Subtype /XML")
	f.objs[xmp].stream, f.objs[xmp].isStream, f.objs[xmp].raw = metadata(f.about), true, true
	value := "<</Type /Catalog /Pages 1 0 R /Lang " + literal(f.about.lang) + " /MarkInfo <</Marked true>>" +
		" /StructTreeRoot " + ref(structure) + " /ViewerPreferences <</DisplayDocTitle true>> /Metadata " + ref(xmp)
	if outline > 0 {
		value += " /Outlines " + ref(outline) + " /PageMode /UseOutlines"
	}
	return value + ">>"
}

func (f *finisher) info() string {
	stamp := f.about.when.Format("D:20060102150405+00'00'")
	return "<</Title " + literal(f.about.title) + " /Author " + literal(f.about.author) + " /Subject " + literal(f.about.subject) +
		" /Producer (sendpack) /CreationDate (" + stamp + ") /ModDate (" + stamp + ")>>"
}
