package verify
import ("testing";"os";"path/filepath")
func TestX(t *testing.T){ fs,_:=filepath.Glob("/tmp/pdfout/*.pdf"); for _,f:=range fs { b,_:=os.ReadFile(f); for _,p:=range CheckPDF(f,b){t.Log(p)}; x,err:=TextPDF(b); t.Log(f,len(x),err); if filepath.Base(f)=="board.pdf"{for _,y:=range x[:160]{t.Logf("%+v",y)}} } }
