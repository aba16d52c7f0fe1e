package build

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// realData is the folder with the published files, which are not part of the
// repository; tests that need them are skipped without.
func realData(t testing.TB) string {
	t.Helper()
	if testing.Short() {
		t.Skip("left out of short runs: it reads every published file")
	}
	dir := os.Getenv("SENDPACK_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(dir, "ees")); err != nil {
		t.Skip("no published files: set SENDPACK_DATA to their folder")
	}
	return dir
}

func realOptions(t testing.TB, project string) *Options {
	t.Helper()
	dir := realData(t)
	o := sampleOptions()
	o.Project, o.Root = os.DirFS(filepath.Join("..", "..", "sample-data", project)), project
	o.Data, o.DataRoot = os.DirFS(dir), "data"
	return o
}

// readTool reads the measures of the topic from the dictionary and the table.
func readTool(t *testing.T, dir string) []toolMeasure {
	t.Helper()
	byKey := map[string]*toolMeasure{}
	dictionary, err := os.Open(filepath.Join(dir, "lait", "2025-07-22", "lait_data_dictionary.csv"))
	if err != nil {
		t.Skip("no LAIT table among the published files")
	}
	defer dictionary.Close()
	eachRow(t, dictionary, func(row func(string) string) {
		if row("Topic") != "Children with SEN" {
			return
		}
		key := strings.TrimSpace(row("Measure_short"))
		polarity := map[string]string{"High": "high", "Low": "low"}[row("Polarity")]
		if polarity == "" {
			polarity = "none"
		}
		byKey[key] = &toolMeasure{key: key, polarity: polarity, banded: strings.TrimSpace(row("No_Quartile")) != "N", values: map[string]map[string]float64{}}
	})
	table, err := os.Open(filepath.Join(dir, "lait", "2025-07-22", "bds_long.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	plain, err := gzip.NewReader(table)
	if err != nil {
		t.Fatal(err)
	}
	authorities := readNeighbours(t, dir)
	eachRow(t, plain, func(row func(string) string) {
		x := byKey[strings.TrimSpace(row("Short Desc"))]
		if x == nil {
			return
		}
		label := row("Years")
		if x.values[label] == nil {
			x.values[label] = map[string]float64{}
			x.years = append(x.years, label)
		}
		v, err := strconv.ParseFloat(strings.ReplaceAll(row("Values"), ",", ""), 64)
		if _, ok := authorities[row("LA Number")]; ok && err == nil {
			x.values[label][row("LA Number")] = v
		}
	})
	var out []toolMeasure
	for _, x := range byKey {
		sort.Strings(x.years)
		out = append(out, *x)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].key < out[b].key })
	if len(out) < 50 {
		t.Fatalf("only %d measures in the dictionary", len(out))
	}
	return out
}

// readNeighbours gives the ten neighbours of each 3-digit code.
func readNeighbours(t *testing.T, dir string) map[string][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "neighbours", "sn_model_2025_wide.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]string{}
	eachRow(t, f, func(row func(string) string) {
		for n := 1; n <= 10; n++ {
			out[row("old_la_code")] = append(out[row("old_la_code")], row("SN_"+strconv.Itoa(n)))
		}
	})
	return out
}

// readCodes gives the 9-character code of each live authority's 3-digit code.
func readCodes(t *testing.T, dir string) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "geography", "las.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	eachRow(t, f, func(row func(string) string) {
		switch code := row("new_la_code"); {
		case row("status") != "live" || len(code) != 9:
		case code[:3] == "E06" || code[:3] == "E08" || code[:3] == "E09" || code[:3] == "E10":
			out[row("old_la_code")] = code
		}
	})
	return out
}

// eachRow reads a plain CSV with a header; row gives a cell by its column.
func eachRow(t *testing.T, r io.Reader, see func(row func(string) string)) {
	t.Helper()
	in := bufio.NewReader(r)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	c := csv.NewReader(in)
	c.FieldsPerRecord, c.ReuseRecord = -1, true
	head, err := c.Read()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for n, h := range head {
		at[h] = n
	}
	for {
		rec, err := c.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		see(func(name string) string {
			n, ok := at[name]
			if !ok {
				t.Fatalf("no column %q", name)
			}
			return rec[n]
		})
	}
}
