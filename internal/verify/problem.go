// Package verify reads finished files back, as their readers' programs would,
// and says what is wrong with them: pages and packs that shut a reader out, and
// figures that are not those of the document. It is the last stage, trusts no
// renderer and shares no code with any. It mends nothing.
package verify

// Problem is something in a written file that should not be there, or is
// missing. Where is a place in words: an element, a page, a cell.
type Problem struct{ File, Where, Message string }
