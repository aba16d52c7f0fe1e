package formula

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"github.com/sendpack/sendpack/internal/diag"
)

// kind is what a part of a formula stands for.
type kind int

const (
	truth  kind = iota // yes or no
	number             // a measure or a number
	label              // a dimension or a text in quotes
	labels             // a list of texts
)

func (k kind) noun() string {
	return [...]string{"filter", "arithmetic", "label", "list"}[k]
}

func (k kind) expected() string {
	return [...]string{`a yes/no test, such as phase == "Total"`, "numbers, measures and + - * / ( )",
		"a dimension, or a label in quotes", `a list of labels, such as ["ehc", "support"]`}[k]
}

// sample is a value of the type that variables have in such a formula.
func (k kind) sample() any {
	if k == number {
		return 0.0
	}
	return ""
}

// checker walks a parsed formula and refuses what is not on the short list.
type checker struct {
	src   []rune
	pos   diag.Pos
	list  *diag.List
	want  kind
	names map[string]bool
}

// parse gives the root node, or nil after a diagnostic.
func (c *checker) parse(src string) ast.Node {
	switch {
	case strings.TrimSpace(src) == "":
		c.fail(0, c.want.noun()+" is empty", c.want.expected(), "write it, or leave the field out")
		return nil
	case len(src) > maxLength:
		c.fail(0, c.want.noun()+" is too long", fmt.Sprintf("at most %d characters", maxLength), "prepare the column in the data")
		return nil
	}
	config := conf.CreateNew()
	config.MaxNodes, config.DisableIfOperator = maxNodes, true
	tree, err := parser.ParseWithConfig(src, config)
	if err != nil {
		c.syntax(err)
		return nil
	}
	return tree.Node
}

// syntax rewords the library's error and keeps its place.
func (c *checker) syntax(err error) {
	at, message, fix := 0, "cannot be read", "check quotes, brackets and the words and, or, not, in"
	var fe *file.Error
	if errors.As(err, &fe) {
		at = fe.From
		switch m := fe.Message; {
		case strings.Contains(m, "maximum allowed nodes"):
			message, fix = "has too many parts", fmt.Sprintf("use at most %d", maxNodes)
		case strings.Contains(m, "not terminated"):
			message, fix = "has a quote that is never closed", "close the quote"
		case strings.Contains(m, `"="`) || strings.Contains(m, "'='"):
			message, fix = "uses = where == is needed", "write == to compare"
		case strings.Contains(m, "EOF") || strings.Contains(m, "unexpected end"):
			message, fix = "ends too early", "complete it, and close every bracket"
		}
	}
	c.fail(at, fmt.Sprintf("%s %q %s", c.want.noun(), string(c.src), message), c.want.expected(), fix)
}

// check reports whether n is a part of the wanted kind, and says why not.
func (c *checker) check(n ast.Node, want kind) bool {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		if want == label || want == number {
			c.names[n.Value] = true
			return true
		}
	case *ast.StringNode:
		if want == label {
			return true
		}
	case *ast.IntegerNode, *ast.FloatNode:
		if want == number {
			return true
		}
		if want == label {
			c.fail(n.Location().From, fmt.Sprintf("a number is compared in filter %q", string(c.src)), want.expected(), "put it in quotes: labels are text")
			return false
		}
	case *ast.ArrayNode:
		if want == labels {
			return c.all(n.Nodes)
		}
	case *ast.UnaryNode:
		return c.unary(n, want)
	case *ast.BinaryNode:
		return c.binary(n, want)
	}
	return c.refuse(n, want)
}

func (c *checker) all(nodes []ast.Node) bool {
	for _, n := range nodes {
		if !c.check(n, label) {
			return false
		}
	}
	return true
}

func (c *checker) unary(n *ast.UnaryNode, want kind) bool {
	logical := n.Operator == "not" || n.Operator == "!"
	if (want == truth && logical) || (want == number && !logical) {
		return c.check(n.Node, want)
	}
	return c.refuse(n, want)
}

func (c *checker) binary(n *ast.BinaryNode, want kind) bool {
	left, right, result := label, label, truth
	switch n.Operator {
	case "and", "or", "&&", "||":
		left, right = truth, truth
	case "==", "!=", "startsWith", "endsWith", "contains":
	case "in":
		right = labels
	case "+", "-", "*", "/":
		left, right, result = number, number, number
	default:
		return c.refuse(n, want)
	}
	if result != want {
		return c.refuse(n, want)
	}
	return c.check(n.Left, left) && c.check(n.Right, right)
}

func (c *checker) refuse(n ast.Node, want kind) bool {
	c.fail(n.Location().From, fmt.Sprintf("%s %q uses %s, which is not allowed there", c.want.noun(), string(c.src), describe(n)), want.expected(), "")
	return false
}

// describe names a part in plain words.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return fmt.Sprintf("the name %q alone", n.Value)
	case *ast.StringNode:
		return fmt.Sprintf("the text %q", n.Value)
	case *ast.IntegerNode, *ast.FloatNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.ArrayNode:
		return "a list"
	case *ast.UnaryNode:
		return fmt.Sprintf("%q", n.Operator)
	case *ast.BinaryNode:
		return fmt.Sprintf("%q", n.Operator)
	case *ast.CallNode, *ast.BuiltinNode:
		return "a function"
	case *ast.MemberNode, *ast.ChainNode, *ast.SliceNode:
		return "a part of a value"
	}
	return "something else than names, labels and numbers"
}

// fail adds a diagnostic at a character of the formula.
func (c *checker) fail(offset int, message, expected, fix string) {
	p := c.pos
	first := true
	for i, r := range c.src {
		if i >= offset {
			break
		}
		switch {
		case r == '\n':
			p.Line, first = p.Line+1, false
			p.Column = c.pos.Column
		default:
			p.Column++
		}
	}
	if c.pos.Line == 0 || (!first && c.pos.Column == 0) {
		p = c.pos
	}
	c.list.Add(diag.Diagnostic{Pos: p, Message: message, Expected: expected, Fix: fix})
}
