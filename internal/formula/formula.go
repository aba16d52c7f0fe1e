// Package formula compiles and runs the arithmetic and the filters that a
// definition may contain. It is the only user of the expression library and
// belongs to the load and evaluate stages. It refuses anything that is not
// arithmetic over named measures or a yes/no test over labels: no functions, no
// members, no loops, a bounded size.
package formula

import (
	"errors"
	"fmt"
	"math"
	"sort"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Formula is a compiled filter or a compiled piece of arithmetic. It is safe
// for concurrent use. The nil Formula is "no filter": its Test is true and its
// Eval is absent.
type Formula struct {
	source  string
	names   []string
	program *vm.Program
}

// maxNodes and maxLength bound what a definition can ask for.
const (
	maxNodes  = 200
	maxLength = 2000
)

// CompileFilter compiles a yes/no test over labels, such as
// `phase == "Total" and provision in ["ehc", "support"]`. pos is where src
// begins in its file. It returns nil after adding diagnostics.
func CompileFilter(src string, pos diag.Pos, l *diag.List) *Formula {
	return compile(src, pos, l, truth, expr.AsBool())
}

// CompileArithmetic compiles + - * / over measures and numbers, such as
// `special_independent + special_non_maintained`. It returns nil after adding
// diagnostics.
func CompileArithmetic(src string, pos diag.Pos, l *diag.List) *Formula {
	return compile(src, pos, l, number, expr.AsFloat64(), expr.Patch(exact{}),
		expr.Function(divide, quotient, new(func(float64, float64) float64)))
}

func compile(src string, pos diag.Pos, l *diag.List, want kind, options ...expr.Option) *Formula {
	c := &checker{src: []rune(src), pos: pos, list: l, want: want, names: map[string]bool{}}
	tree := c.parse(src)
	if tree == nil || !c.check(tree, want) {
		return nil
	}
	env := map[string]any{}
	f := &Formula{source: src}
	for name := range c.names {
		f.names = append(f.names, name)
		env[name] = want.sample()
	}
	sort.Strings(f.names)
	options = append(options, expr.Env(env), expr.MaxNodes(maxNodes), expr.DisableAllBuiltins(), expr.DisableIfOperator())
	program, err := expr.Compile(src, options...)
	if err != nil {
		c.fail(0, fmt.Sprintf("%s %q cannot be used", want.noun(), src), "", "write it as in the shipped definitions")
		return nil
	}
	f.program = program
	return f
}

// Source is the text that was compiled, for the working of a figure.
func (f *Formula) Source() string {
	if f == nil {
		return ""
	}
	return f.source
}

// Names lists the variables that the formula reads, sorted. The caller checks
// that the source has them.
func (f *Formula) Names() []string {
	if f == nil {
		return nil
	}
	return append([]string(nil), f.names...)
}

// Test runs a filter; get gives the label of a dimension. An error means that
// the formula is not a filter.
func (f *Formula) Test(get func(name string) string) (bool, error) {
	if f == nil {
		return true, nil
	}
	env := make(map[string]any, len(f.names))
	for _, name := range f.names {
		env[name] = get(name)
	}
	out, err := expr.Run(f.program, env)
	if err != nil {
		return false, fmt.Errorf("running filter %q: %w", f.source, err)
	}
	yes, ok := out.(bool)
	if !ok {
		return false, fmt.Errorf("%q is not a filter", f.source)
	}
	return yes, nil
}

// Eval runs arithmetic; get gives the value of a measure. A suppressed part
// makes the result c, any other missing part makes it x, a division by zero z.
// A number that is no longer finite is x, so the result never holds NaN or an
// infinity.
func (f *Formula) Eval(get func(name string) quantity.Value) quantity.Value {
	if f == nil {
		return quantity.Value{}
	}
	env := make(map[string]any, len(f.names))
	missing := quantity.NoSymbol
	for _, name := range f.names {
		v := get(name)
		switch {
		case v.Symbol == quantity.Suppressed:
			return quantity.Missing(quantity.Suppressed)
		case !v.Known || v.Symbol != quantity.NoSymbol:
			missing = quantity.NotAvailable
		}
		env[name] = v.Number
	}
	if missing != quantity.NoSymbol {
		return quantity.Missing(missing)
	}
	out, err := expr.Run(f.program, env)
	n, ok := out.(float64)
	switch {
	case errors.Is(err, errZero):
		return quantity.Missing(quantity.NotApplicable)
	case err != nil || !ok || math.IsNaN(n) || math.IsInf(n, 0):
		return quantity.Missing(quantity.NotAvailable)
	}
	return quantity.Of(n)
}

// divide names our division; no name in a definition can be spelt like it.
const divide = "÷"

var errZero = errors.New("division by zero")

func quotient(parts ...any) (any, error) {
	a, okA := parts[0].(float64)
	b, okB := parts[1].(float64)
	switch {
	case !okA || !okB:
		return nil, errors.New("division of something that is no number")
	case b == 0:
		return nil, errZero
	}
	return a / b, nil
}

// exact makes every number a float and every division ours: the library would
// give an infinity for 1/0, which 1/(1/0) turns back into a number.
type exact struct{}

// Visit is called by the library for each node, children first.
func (exact) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IntegerNode:
		ast.Patch(node, &ast.FloatNode{Value: float64(n.Value)})
	case *ast.BinaryNode:
		if n.Operator == "/" {
			ast.Patch(node, &ast.CallNode{Callee: &ast.IdentifierNode{Value: divide}, Arguments: []ast.Node{n.Left, n.Right}})
		}
	}
}
