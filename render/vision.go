package render

import "math"

// This file measures colours, for the rules of branding and for the tests of
// the tokens: contrast by the formula of WCAG 2.2, colour vision deficiency by
// Machado, Oliveira and Fernandes (2009) at full severity, and colour
// difference by CIEDE2000 (CIE 142-2001, in the form of Sharma, Wu and Dalal
// 2005).

type vision int

const (
	normal vision = iota
	protan
	deutan
	tritan
	grey
)

var machado = map[vision][3][3]float64{
	protan: {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	deutan: {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	tritan: {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func linear(c RGB) [3]float64 {
	var out [3]float64
	for i, v := range []uint8{c.R, c.G, c.B} {
		s := float64(v) / 255
		if s <= 0.04045 {
			out[i] = s / 12.92
		} else {
			out[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return out
}

func luminance(l [3]float64) float64 { return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] }

func contrast(a, b RGB) float64 {
	la, lb := luminance(linear(a))+0.05, luminance(linear(b))+0.05
	return max(la, lb) / min(la, lb)
}

func seen(c RGB, v vision) [3]float64 {
	l := linear(c)
	if v == normal {
		return l
	}
	if v == grey {
		y := luminance(l)
		return [3]float64{y, y, y}
	}
	var out [3]float64
	for i, row := range machado[v] {
		out[i] = min(max(row[0]*l[0]+row[1]*l[1]+row[2]*l[2], 0), 1)
	}
	return out
}

// lab is linear sRGB in CIE L*a*b* under D65.
func lab(l [3]float64) (L, a, b float64) {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*l[0] + 0.3575761*l[1] + 0.1804375*l[2]) / 0.95047)
	y := f(0.2126729*l[0] + 0.7151522*l[1] + 0.0721750*l[2])
	z := f((0.0193339*l[0] + 0.1191920*l[1] + 0.9503041*l[2]) / 1.08883)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}

// difference is the CIEDE2000 distance of two colours as seen with v.
func difference(c, d RGB, v vision) float64 {
	l1, a1, b1 := lab(seen(c, v))
	l2, a2, b2 := lab(seen(d, v))
	return ciede2000(l1, a1, b1, l2, a2, b2)
}

func ciede2000(l1, a1, b1, l2, a2, b2 float64) float64 {
	const turn = 2 * math.Pi
	mean7 := math.Pow((math.Hypot(a1, b1)+math.Hypot(a2, b2))/2, 7)
	g := 0.5 * (1 - math.Sqrt(mean7/(mean7+math.Pow(25, 7))))
	a1, a2 = a1*(1+g), a2*(1+g)
	c1, c2 := math.Hypot(a1, b1), math.Hypot(a2, b2)
	h1, h2 := hue(a1, b1), hue(a2, b2)
	dh := h2 - h1
	switch {
	case c1*c2 == 0:
		dh = 0
	case dh > math.Pi:
		dh -= turn
	case dh < -math.Pi:
		dh += turn
	}
	dL, dC, dH := l2-l1, c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(dh/2)
	lm, cm, hm := (l1+l2)/2, (c1+c2)/2, meanHue(h1, h2, c1*c2)
	t := 1 - 0.17*math.Cos(hm-rad(30)) + 0.24*math.Cos(2*hm) + 0.32*math.Cos(3*hm+rad(6)) - 0.20*math.Cos(4*hm-rad(63))
	sl := 1 + 0.015*(lm-50)*(lm-50)/math.Sqrt(20+(lm-50)*(lm-50))
	sc, sh := 1+0.045*cm, 1+0.015*cm*t
	cm7 := math.Pow(cm, 7)
	turned := (hm*180/math.Pi - 275) / 25
	rt := -math.Sin(rad(60*math.Exp(-turned*turned))) * 2 * math.Sqrt(cm7/(cm7+math.Pow(25, 7)))
	return math.Sqrt(dL*dL/sl/sl + dC*dC/sc/sc + dH*dH/sh/sh + rt*dC/sc*dH/sh)
}

func rad(degrees float64) float64 { return degrees * math.Pi / 180 }

func hue(a, b float64) float64 {
	if a == 0 && b == 0 {
		return 0
	}
	h := math.Atan2(b, a)
	if h < 0 {
		h += 2 * math.Pi
	}
	return h
}

func meanHue(h1, h2, chroma float64) float64 {
	sum := h1 + h2
	switch {
	case chroma == 0:
		return sum
	case math.Abs(h1-h2) <= math.Pi:
		return sum / 2
	case sum < 2*math.Pi:
		return (sum + 2*math.Pi) / 2
	}
	return (sum - 2*math.Pi) / 2
}
