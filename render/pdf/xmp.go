package pdf

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// metadata is the XMP packet: the same facts as the information dictionary,
// and the claim to be accessible.
func metadata(a about) []byte {
	stamp := a.when.Format("2006-01-02T15:04:05+00:00")
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	b.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n")
	b.WriteString(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` + "\n")
	b.WriteString("<dc:format>application/pdf</dc:format>\n")
	b.WriteString("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(a.title) + "</rdf:li></rdf:Alt></dc:title>\n")
	b.WriteString("<dc:creator><rdf:Seq><rdf:li>" + escaped(a.author) + "</rdf:li></rdf:Seq></dc:creator>\n")
	b.WriteString("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(a.subject) + "</rdf:li></rdf:Alt></dc:description>\n")
	b.WriteString("<dc:language><rdf:Bag><rdf:li>" + escaped(a.lang) + "</rdf:li></rdf:Bag></dc:language>\n")
	b.WriteString("<xmp:CreateDate>" + stamp + "</xmp:CreateDate>\n<xmp:ModifyDate>" + stamp + "</xmp:ModifyDate>\n")
	b.WriteString("<pdf:Producer>sendpack</pdf:Producer>\n<pdfuaid:part>1</pdfuaid:part>\n")
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}
