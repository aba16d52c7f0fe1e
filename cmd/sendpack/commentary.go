package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sendpack/sendpack/internal/build"
	"github.com/sendpack/sendpack/internal/diag"
)

func (a *app) commentaryCommand() *cobra.Command {
	var listOnly bool
	var packs []string
	c := &cobra.Command{
		Use:   "commentary [PROJECT]",
		Short: "Write a file for each red or worsening figure that nobody explains",
		Long: `Commentary looks through the texts that people wrote for the packs of a project
and lists those that are missing, are drafts, are not filled in, are older than
their figure or are past the date by which they should be read again.

For each red or worsening figure of a pack that nobody explains it writes a file
into the commentary folder: what the data say stands in it already, and the rest
is asked for. A file that is there is never changed.`,
		Example: "  sendpack commentary my-area\n  sendpack commentary my-area --list --pack board",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o, p, err := a.open(args)
			if err != nil {
				return err
			}
			if p.root == build.SampleRoot && len(args) == 0 && !listOnly {
				return usageError{errors.New("the sample is built in and cannot be written to\n    fix: name a project, or ask for --list")}
			}
			o.Packs, o.Progress = packs, a.progress()
			var l diag.List
			r, err := build.Commentary(c.Context(), o, &l)
			a.clear()
			if told := a.tell(&l); told != nil {
				return told
			}
			if err != nil {
				return err
			}
			var wrote []string
			if !listOnly {
				if wrote, err = writeStubs(filepath.Dir(p.out), r.Stubs); err != nil {
					return err
				}
			}
			if a.json {
				return commentaryJSON(a.out, r, wrote)
			}
			return commentaryText(a.out, r, wrote)
		},
	}
	c.Flags().BoolVar(&listOnly, "list", false, "only list, and write nothing")
	c.Flags().StringArrayVar(&a.areas, "area", nil, "code of an area, repeatable; all for every authority (default: the project's)")
	c.Flags().StringArrayVar(&packs, "pack", nil, "id of a pack, repeatable (default: the project's)")
	return a.common(c)
}

// writeStubs makes the new files; one that is there by now is left as it is.
func writeStubs(folder string, stubs []build.CommentaryFile) ([]string, error) {
	var wrote []string
	for _, s := range stubs {
		if !fs.ValidPath(s.Name) {
			return wrote, fmt.Errorf("file name %q is not allowed", s.Name)
		}
		name := filepath.Join(folder, filepath.FromSlash(s.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return wrote, fmt.Errorf("commentary folder: %w", err)
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return wrote, fmt.Errorf("writing %s: %w", name, err)
		}
		_, err = f.Write(s.Text)
		if err = errors.Join(err, f.Close()); err != nil {
			return wrote, fmt.Errorf("writing %s: %w", name, err)
		}
		wrote = append(wrote, filepath.ToSlash(name))
	}
	return wrote, nil
}

// commentaryText lists the texts that need someone, by pack and area.
func commentaryText(out io.Writer, r *build.CommentaryReport, wrote []string) error {
	var b strings.Builder
	head, open := "", 0
	for _, w := range r.Texts {
		if len(w.States) == 0 {
			continue
		}
		open++
		if h := w.AreaName + ", pack " + w.Pack; h != head {
			head = h
			b.WriteString(h + "\n")
		}
		states := make([]string, len(w.States))
		for n, s := range w.States {
			states[n] = string(s)
		}
		what := w.Indicator
		if what == "" {
			what = "the whole pack"
		}
		fmt.Fprintf(&b, "  %s: %s", what, strings.Join(states, ", "))
		if len(w.Reasons) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(w.Reasons, ", "))
		}
		b.WriteString("\n")
		for _, more := range []struct{ name, text string }{{"file", w.Pos.File}, {"the data", w.Sentence}, {"still asked for", strings.Join(w.Asked, ", ")}, {"asked of", w.Role}, {"due", w.Due}} {
			if more.text != "" {
				fmt.Fprintf(&b, "    %s: %s\n", more.name, more.text)
			}
		}
	}
	fmt.Fprintf(&b, "%s, %d in need of someone\n", count(len(r.Texts), "text"), open)
	for _, f := range wrote {
		b.WriteString("wrote " + f + "\n")
	}
	if len(wrote) > 0 {
		b.WriteString("Fill in what stands in brackets, then change status to approved.\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// commentaryJSON prints the same for other programs, all texts with their
// states.
func commentaryJSON(out io.Writer, r *build.CommentaryReport, wrote []string) error {
	type text struct {
		Pack      string   `json:"pack"`
		Audience  string   `json:"audience"`
		Area      string   `json:"area"`
		Indicator string   `json:"indicator,omitempty"`
		Title     string   `json:"title"`
		States    []string `json:"states"`
		Reasons   []string `json:"reasons"`
		Asked     []string `json:"asked"`
		Period    string   `json:"period,omitempty"`
		For       string   `json:"written_for,omitempty"`
		Role      string   `json:"role,omitempty"`
		Due       string   `json:"due,omitempty"`
		Review    string   `json:"review_by,omitempty"`
		File      string   `json:"file,omitempty"`
		Data      string   `json:"data,omitempty"`
	}
	doc := struct {
		Texts []text   `json:"texts"`
		Wrote []string `json:"wrote"`
	}{[]text{}, append([]string{}, wrote...)}
	for _, w := range r.Texts {
		t := text{Pack: w.Pack, Audience: w.Audience, Area: w.Area, Indicator: w.Indicator, Title: w.Title, States: []string{}, Reasons: append([]string{}, w.Reasons...),
			Asked: append([]string{}, w.Asked...), Period: w.Period, For: w.For, Role: w.Role, Due: w.Due, Review: w.Review, File: w.Pos.File, Data: w.Sentence}
		for _, s := range w.States {
			t.States = append(t.States, string(s))
		}
		doc.Texts = append(doc.Texts, t)
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(doc)
}
