package dataset

// EnglandCode is the code of England in every file and register.
const EnglandCode = "E92000001"

// England is the entry of England; false only in a register without it.
func (r *Register) England() (AreaID, bool) { return r.ByCode(EnglandCode) }

// RegionsOf lists the regions an area may be compared with, the narrowest
// first: Inner or Outer London, then London. England and regions have none.
func (r *Register) RegionsOf(id AreaID) []AreaID {
	var out []AreaID
	code := r.Area(id).Region
	for code != "" && len(out) < 3 {
		if region, ok := r.ByCode(code); ok {
			out = append(out, region)
		}
		code = r.ParentRegion(code)
	}
	return out
}
