package build

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/preview"
)

// Live is a build that is made again whenever its files change.
type Live struct {
	Options *Options
	Out     string
	Folders []string // to watch; none: the project is built in and never changes
	// Built is told of each build: its summary, or problems in the list, or the
	// error. It is called one at a time.
	Built func(Summary, *diag.List, error)
}

// build makes the output once and says what stopped it; "" for nothing.
func (v *Live) build(ctx context.Context) string {
	var l diag.List
	sum, err := Build(ctx, v.Options, v.Out, &l)
	v.Built(sum, &l, err)
	switch {
	case err != nil:
		return err.Error()
	case l.HasErrors() || v.Options.Strict && l.Count(diag.Warning) > 0:
		var text strings.Builder
		if err := l.Filter(diag.Warning).Print(&text); err != nil {
			return err.Error()
		}
		return text.String()
	}
	return ""
}

// Watch builds now and after every change, until ctx is done.
func (v *Live) Watch(ctx context.Context) error {
	v.build(ctx)
	return Watch(ctx, v.Folders, v.Out, func() { v.build(ctx) })
}

// Serve builds, shows the output on this machine alone, and builds again after
// every change, until ctx is done. Port 0 takes a free one; ready is told the
// address. The output on the disk stays as it was built.
func (v *Live) Serve(ctx context.Context, port int, ready func(url string)) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return fmt.Errorf("opening the port: %w", err)
	}
	shown := preview.New(v.Out)
	server := &http.Server{Handler: shown, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	defer server.Close()
	shown.Changed(v.build(ctx))
	ready("http://" + listener.Addr().String() + "/")
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		if len(v.Folders) == 0 {
			return
		}
		err := Watch(ctx, v.Folders, v.Out, func() { shown.Changed(v.build(ctx)) })
		if err != nil && !errors.Is(err, context.Canceled) {
			failed <- err
		}
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	}
}
