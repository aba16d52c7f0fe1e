//go:build unix

package main

import (
	"bytes"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterruptLeavesThePreviousOutput sends the signal of Ctrl-C as soon as a
// build of many areas has begun to write aside.
func TestInterruptLeavesThePreviousOutput(t *testing.T) {
	// Should the build be over before the signal, the test's own process is not
	// to die of it.
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt)
	defer signal.Stop(caught)

	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	if got := runAt(dir, []string{"build", "-o", "out", "--format", "csv"}, &stdout, &stderr); got != 0 {
		t.Fatalf("exit %d\n%s", got, stderr.String())
	}
	before, err := tree(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan int)
	go func() {
		done <- runAt(dir, []string{"build", "-o", "out", "--area", "all", "-j", "1"}, &stdout, &stderr)
	}()
	deadline := time.Now().Add(time.Minute)
	for len(aside(dir)) == 0 {
		if time.Now().After(deadline) {
			t.Fatal("nothing was written aside within a minute")
		}
		time.Sleep(time.Millisecond)
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if got := <-done; got != 1 {
		t.Errorf("exit %d, want 1", got)
	}
	if !strings.Contains(stderr.String(), "interrupted: the previous output is as it was") {
		t.Errorf("the interrupt is not told:\n%s", stderr.String())
	}
	after, err := tree(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences(before, after) {
		t.Errorf("out: %s", d)
	}
	if left := aside(dir); len(left) > 0 {
		t.Errorf("left behind: %s", strings.Join(left, ", "))
	}
}
