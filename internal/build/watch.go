package build

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long files must be quiet before a build: editors write a file
// in several steps, and downloads take their time.
const settle = 300 * time.Millisecond

// Watch calls changed whenever a file below the folders has changed and then
// been quiet, until ctx is done. What lies below the folder except (the output)
// and files whose name begins with a dot are passed over. Changes while changed
// runs are answered by one more call.
func Watch(ctx context.Context, folders []string, except string, changed func()) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching files: %w", err)
	}
	defer w.Close()
	watch := watched{w, absolute(except)}
	for _, f := range folders {
		if err := watch.add(f); err != nil {
			return err
		}
	}
	quiet := time.NewTimer(settle)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-w.Errors:
			return fmt.Errorf("watching files: %w", err)
		case e := <-w.Events:
			if !watch.passes(e.Name) && e.Op != fsnotify.Chmod {
				_ = watch.add(e.Name) // a folder that is new; one that is gone again says so itself
				quiet.Reset(settle)
			}
		case <-quiet.C:
			changed()
		}
	}
}

// watched is a watcher that knows what to leave out.
type watched struct {
	*fsnotify.Watcher
	except string
}

func absolute(name string) string {
	if name == "" {
		return ""
	}
	if a, err := filepath.Abs(name); err == nil {
		return a
	}
	return filepath.Clean(name)
}

// passes reports a name that no build reads.
func (w *watched) passes(name string) bool {
	base := filepath.Base(name)
	if strings.HasPrefix(base, ".") && base != "." && base != ".." || strings.HasSuffix(base, "~") {
		return true
	}
	a := absolute(name)
	return w.except != "" && (a == w.except || strings.HasPrefix(a, w.except+string(filepath.Separator)))
}

// add watches a folder and those in it; a file is watched with its folder.
func (w *watched) add(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("watching files: %w", err)
		case !d.IsDir():
			return nil
		case name != root && w.passes(name):
			return filepath.SkipDir
		}
		return w.Add(name)
	})
}
