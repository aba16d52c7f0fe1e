package build

import (
	"fmt"
	"os"

	"github.com/sendpack/sendpack/internal/verify"
)

// proveArea reads an area's files back from the stage. A problem here is a
// mistake of this tool, not of the input: the build stops and nothing is
// published.
func proveArea(st *stage, folder string, typed []string, auditor *verify.Auditor) error {
	problems := verify.Area(os.DirFS(st.dir), folder, typed, auditor)
	if len(problems) == 0 {
		return nil
	}
	return unsound(problems)
}

// unsound is the error of an output that does not hold, with its first problems.
func unsound(problems []verify.Problem) error {
	more := ""
	if len(problems) > 5 {
		more = fmt.Sprintf("\nand %d more", len(problems)-5)
		problems = problems[:5]
	}
	text := ""
	for _, p := range problems {
		text += fmt.Sprintf("\n%s: %s: %s", p.File, p.Where, p.Message)
	}
	return fmt.Errorf("the finished output does not hold:%s%s", text, more)
}
