// Package preview shows an output folder to one person on this machine while it
// is being worked on: pages reload themselves when the output has changed, and
// say so when a build failed. What it adds to a page it adds on the way out;
// the files stay as they were built. It serves the last stage's result and
// knows nothing of how it is made. It refuses every name but this machine's
// own, so that no web site can read the preview through a visitor's browser,
// and it writes nothing.
package preview

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

//go:embed reload.js
var reload []byte

// Server serves one folder. Its files may be replaced at any time.
type Server struct {
	dir     string
	mu      sync.Mutex
	version int
	problem string        // what stopped the newest build; "" when it is what the folder holds
	next    chan struct{} // closed at the next change
}

// New is a server for a folder, which may not be there yet.
func New(dir string) *Server { return &Server{dir: dir, next: make(chan struct{})} }

// Changed tells open pages of a new output, or of the problem for which there
// is none.
func (s *Server) Changed(problem string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.version++
	s.problem = problem
	close(s.next)
	s.next = make(chan struct{})
}

func (s *Server) state() (version int, problem string, next chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.version, s.problem, s.next
}

// ServeHTTP gives files of the folder, and below /.sendpack/ what open pages
// need to follow changes.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case !local(r.Host):
		http.Error(w, "this preview answers to localhost alone", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "a preview can only be read", http.StatusMethodNotAllowed)
	case r.URL.Path == "/.sendpack/reload.js":
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(reload)
	case r.URL.Path == "/.sendpack/events":
		s.events(w, r)
	default:
		s.file(w, r)
	}
}

// local reports a host name of this machine: another one leads here only by a
// trick (DNS rebinding).
func local(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.Trim(name, "[]")
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// events tells a page of every change for as long as it is open.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	flush, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no events here", http.StatusNotImplemented)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		version, problem, next := s.state()
		fmt.Fprintf(w, "event: state\nid: %d\n", version)
		for line := range strings.Lines(problem + "\n") {
			fmt.Fprintf(w, "data: %s\n", strings.TrimRight(line, "\r\n"))
		}
		fmt.Fprint(w, "\n")
		flush.Flush()
		select {
		case <-r.Context().Done():
			return
		case <-next:
		}
	}
}

// file gives one file; a folder's is its index.html.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") || name == "" {
		name = path.Join(name, "index.html")
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		s.none(w)
		return
	}
	defer root.Close()
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		s.none(w)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		s.none(w)
		return
	}
	if info.IsDir() {
		http.Redirect(w, r, "/"+name+"/", http.StatusFound)
		return
	}
	if path.Ext(name) != ".html" {
		http.ServeContent(w, r, path.Base(name), time.Time{}, f)
		return
	}
	var page bytes.Buffer
	if _, err := page.ReadFrom(f); err != nil {
		s.none(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(follow(page.Bytes()))
}

// none says that there is no such page, and follows changes: the next build may
// make it.
func (s *Server) none(w http.ResponseWriter) {
	_, problem, _ := s.state()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>No such page</title>\n<script defer src=\"/.sendpack/reload.js\"></script></head>\n<body><main><h1>No such page</h1>\n<p>The newest build did not make it.</p>\n<pre>%s</pre></main></body></html>\n", html.EscapeString(problem))
}

// follow adds the script to a page, and lets the page's own policy allow the
// connection back here.
func follow(page []byte) []byte {
	page = bytes.Replace(page, []byte("default-src 'none';"), []byte("default-src 'none'; connect-src 'self';"), 1)
	return bytes.Replace(page, []byte("</head>"), []byte("<script defer src=\"/.sendpack/reload.js\"></script>\n</head>"), 1)
}
