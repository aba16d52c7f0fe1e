package verify

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// readXMP lists the packet's simple properties by local name, with the text
// inside them, whether they are elements or attributes.
func readXMP(raw []byte) map[string]string {
	facts := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	var path []string
	for range 100000 {
		tok, err := d.Token()
		if err != nil {
			return facts
		}
		switch t := tok.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			for _, a := range t.Attr {
				if facts[a.Name.Local] == "" {
					facts[a.Name.Local] = a.Value
				}
			}
		case xml.EndElement:
			path = path[:max(len(path)-1, 0)]
		case xml.CharData:
			if s := strings.TrimSpace(string(t)); s != "" {
				for _, name := range path {
					if facts[name] == "" {
						facts[name] = s
					}
				}
			}
		}
	}
	return facts
}
