package preview

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const page = `<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"></head><body>Here</body></html>`

// folder is an output of one page, and a secret beside it.
func folder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	for name, text := range map[string]string{"index.html": page, "sub/index.html": page, "data/results.csv": "a,b\n", "../secret.txt": "secret"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func ask(s *Server, method, host, target string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+"/", nil)
	r.URL.Path = target
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestPagesAreSentWithTheScriptAndFilesStayAsTheyAre(t *testing.T) {
	dir := folder(t)
	s := New(dir)
	for _, target := range []string{"/", "/index.html", "/sub/"} {
		got := ask(s, "GET", "127.0.0.1:8080", target)
		if body := got.Body.String(); got.Code != 200 || !strings.Contains(body, "/.sendpack/reload.js") || !strings.Contains(body, "connect-src 'self'") {
			t.Errorf("%s: %d, %s", target, got.Code, body)
		}
	}
	if got := ask(s, "GET", "localhost", "/data/results.csv"); got.Body.String() != "a,b\n" {
		t.Errorf("a data file is sent as %q", got.Body)
	}
	if raw, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(raw) != page {
		t.Errorf("the page on the disk is %q", raw)
	}
}

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	s := New(folder(t))
	for host, want := range map[string]int{"localhost:1": 200, "127.0.0.1": 200, "[::1]:8080": 200, "LOCALHOST": 200, "evil.example": 403, "192.168.0.1:80": 403, "localhost.evil.example": 403} {
		if got := ask(s, "GET", host, "/").Code; got != want {
			t.Errorf("host %s: %d, want %d", host, got, want)
		}
	}
}

func TestAPreviewCanOnlyBeReadAndOnlyBelowItsFolder(t *testing.T) {
	s := New(folder(t))
	if got := ask(s, "POST", "localhost", "/").Code; got != http.StatusMethodNotAllowed {
		t.Errorf("a POST gives %d", got)
	}
	for _, target := range []string{"/../secret.txt", "/sub/../../secret.txt", "/..%2fsecret.txt", "/none.html"} {
		if got := ask(s, "GET", "localhost", target); got.Code != http.StatusNotFound || strings.Contains(got.Body.String(), "secret\n") {
			t.Errorf("%s: %d, %s", target, got.Code, got.Body)
		}
	}
	if got := ask(s, "GET", "localhost", "/sub"); got.Code != http.StatusFound || got.Header().Get("Location") != "/sub/" {
		t.Errorf("a folder gives %d to %q", got.Code, got.Header().Get("Location"))
	}
}

func TestBeforeTheFirstBuildTheProblemIsShownAsText(t *testing.T) {
	s := New(filepath.Join(t.TempDir(), "none"))
	s.Changed("sendpack.yaml:1:1: <b>wrong</b>")
	if got := ask(s, "GET", "localhost", "/"); got.Code != 404 || !strings.Contains(got.Body.String(), "&lt;b&gt;wrong&lt;/b&gt;") {
		t.Errorf("%d: %s", got.Code, got.Body)
	}
}

func TestAnOpenPageIsToldOfEveryChange(t *testing.T) {
	s := New(folder(t))
	server := httptest.NewServer(s)
	defer server.Close()
	answer, err := http.Get(server.URL + "/.sendpack/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		var out []string
		for lines.Scan() && lines.Text() != "" {
			out = append(out, lines.Text())
		}
		return strings.Join(out, "|")
	}
	if got, want := next(), "event: state|id: 0|data: "; got != want {
		t.Errorf("at first %q, want %q", got, want)
	}
	s.Changed("one\ntwo")
	if got, want := next(), "event: state|id: 1|data: one|data: two"; got != want {
		t.Errorf("after a failure %q, want %q", got, want)
	}
	s.Changed("")
	if got, want := next(), "event: state|id: 2|data: "; got != want {
		t.Errorf("after a build %q, want %q", got, want)
	}
}
