package build

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sendpack/sendpack/internal/diag"
)

// long is more than any of these steps takes on a busy machine.
const long = 60 * time.Second

func TestAChangedFileIsToldOnceAndTheOutputNever(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "site")
	for _, d := range []string{"data", "site"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	told := make(chan bool, 10)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Watch(ctx, []string{dir}, out, func() { told <- true }) }()
	write := func(name string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o644); err != nil {
			t.Error(err)
		}
	}
	// The watcher begins at an unknown moment: write until it has seen one.
	for seen := false; !seen; {
		write("data/a.csv")
		select {
		case <-told:
			seen = true
		case <-time.After(3 * settle):
		}
	}
	write("site/index.html")
	write(".hidden")
	select {
	case <-told:
		t.Error("a change of the output or of a hidden file was told")
	case <-time.After(3 * settle):
	}
	if err := os.Mkdir(filepath.Join(dir, "new"), 0o755); err != nil {
		t.Fatal(err)
	}
	select {
	case <-told:
	case <-time.After(long):
		t.Error("a new folder was not told")
	}
	write("new/b.csv")
	select {
	case <-told:
	case <-time.After(long):
		t.Error("a file in a new folder was not told")
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestServeShowsTheBuildOnThisMachineAlone(t *testing.T) {
	o := sampleOptions()
	o.Formats = []string{"html"}
	out := filepath.Join(t.TempDir(), "site")
	ctx, stop := context.WithCancel(context.Background())
	address, ended := make(chan string, 1), make(chan error, 1)
	v := &Live{Options: o, Out: out, Built: func(_ Summary, l *diag.List, err error) {
		if err != nil || l.HasErrors() {
			t.Error(err, l.Sorted())
		}
	}}
	go func() { ended <- v.Serve(ctx, 0, func(url string) { address <- url }) }()
	var url string
	select {
	case url = <-address:
	case err := <-ended:
		t.Fatal(err)
	}
	if !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Errorf("served at %s", url)
	}
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || !strings.Contains(string(page), "/.sendpack/reload.js") {
		t.Errorf("the page does not follow changes: %v", err)
	}
	for name, text := range contents(t, out) {
		if strings.Contains(text, "/.sendpack/") {
			t.Errorf("%s on the disk holds what only the preview sends", name)
		}
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
