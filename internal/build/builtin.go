package build

import (
	"io/fs"

	"github.com/sendpack/sendpack/internal/project"
	sampledata "github.com/sendpack/sendpack/sample-data"
	"github.com/sendpack/sendpack/templates"
)

// ProjectFile is the name of the file that makes a folder a project.
const ProjectFile = project.FileName

// SampleRoot is how the built-in sample's folder is printed.
const SampleRoot = "sample-data"

// Sample is the project that is built in, for a call that names none.
func Sample() fs.FS { return sampledata.FS }

// Templates are the shipped style sheet, fonts, pages and pack layouts.
func Templates() fs.FS { return templates.FS }

// IsDate reports whether s is a date as project files write it: YYYY-MM-DD.
func IsDate(s string) bool { return project.Day(s) != 0 }
