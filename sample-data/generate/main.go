// Command generate writes the data of the sample project: a fictional England
// of 31 authorities in four regions, in the layouts of the real publications,
// so that the shipped source mappings read it unchanged. Every figure is drawn
// from a seeded generator; nothing is taken from a real authority, and the same
// seed writes the same bytes on every machine.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// defaultSeed is the seed of the committed files.
const defaultSeed = 20260630

func main() {
	out := flag.String("o", "sample-data", "folder of the sample project; files go to its data folder")
	seed := flag.Uint64("seed", defaultSeed, "seed of the random numbers")
	flag.Parse()
	if err := run(*out, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run writes every file below dir/data.
func run(dir string, seed uint64) error {
	files, err := generate(seed)
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(dir, "data", filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// file is one generated file, its path below the data folder.
type file struct {
	path    string
	content []byte
}

// generate makes all files in memory, in a fixed order.
func generate(seed uint64) ([]file, error) {
	w := newWorld(seed)
	tables := []*table{
		w.geographyTable(),
		w.neighbourTable(),
		w.timelinessTable(),
		w.requestsTable(),
		w.caseloadTable(),
		w.needsTable(),
		w.appealsTable(),
		w.absenceTable(),
		w.exclusionsTable(),
		w.attainmentTable(),
	}
	tables = append(tables, w.neetTables()...)
	tables = append(tables, w.needTable(), w.needBySENTable())
	tables = append(tables, w.planTables()...)
	tables = append(tables, w.attendanceTable(), w.earlyYearsTable())
	tables = append(tables, w.namedTables()...)
	tables = append(tables, w.keyStage2CareTable(), w.keyStage4CareTable(), w.qualificationsTable(), w.destinationsTable(),
		w.lookedAfterTable(), w.factorsTable(), w.childrenTable(), w.agesTable(), w.waitsTable(), w.contactsTable(), w.injuriesTable())
	tables = append(tables, w.laitTables()...)
	tables = append(tables, w.localTables()...)
	tables = append(tables, w.projectionTables()...)

	var files []file
	var problems []error
	for _, t := range tables {
		problems = append(problems, t.problems...)
		files = append(files, file{t.path, t.encode()})
	}
	return files, errors.Join(problems...)
}
