package gallery

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func membersPage() document.Page {
	tile := func(title string, q quantity.Quantity, unit, before, change, after string, rating document.Marked) document.KeyFigure {
		return document.KeyFigure{Title: title, Value: q, UnitText: unit, Rating: rating, Sentence: document.Text{{Text: before}, {Text: change, Strong: true}, {Text: after}}}
	}
	return document.Page{ID: "members", Title: "More children get their plan on time, but nearly half still wait too long", Blocks: []document.Block{
		heading("More children get their plan on time, but nearly half still wait too long"),
		prose(document.Lede, "About 1 in 5 pupils in Wexmoor has special educational needs or disabilities (SEND). Most get extra help in school, called SEN support (14.9% of pupils). Others have an education, health and care plan (EHC plan), which says by law what help a child must get (5.6%)."),
		document.KeyFigures{Sentences: true, Items: []document.KeyFigure{
			tile("Plans on time", whole(52.4), "%", "of new plans finished within 20 weeks. ", "Up from 46%.", " The law says all.", marked(document.Red, "Goal of 60% not met", "")),
			tile("Health advice", whole(58), "%", "of health advice came within 6 weeks in June. ", "Down from 74% in June 2025.", "", marked(document.Red, "Goal of 90% not met", "")),
			tile("Yearly reviews", whole(68.9), "%", "of yearly reviews were on time. ", "Down from 71%.", " England: 63%.", marked(document.Amber, "Close to goal of 72%", "")),
			tile("School missed", pct(14.2), "%", "of school was missed by pupils with a plan. ", "Up from 13.6%.", " England: 12.9%.", marked(document.Red, "Higher than similar areas", "")),
			tile("Suspensions", count(24), "", "suspensions for every 100 pupils on SEN support. ", "Up from 22.", " England: 25.", marked(document.Amber, "Close to goal of 23.5", "")),
			{Title: "Exclusions", Value: none(quantity.Suppressed), Missing: "Too small to show", Sentence: plain("pupils with a plan were excluded for good. The number is too small to show."), Rating: marked(document.NotRated, "Not rated", "")},
		}},
		document.Numbered{Title: "Three messages", Items: []document.NumberedItem{
			numbered("Good news:", "more plans finished on time than the year before."), numbered("Not good enough:", "four in ten children wait too long for health advice."),
			numbered("Watch:", "pupils with a plan miss more school here than in 7 of 9 similar areas.")}},
		document.Callout{ID: "ask", Tone: document.Own, Title: "What we ask of members", Body: []document.Paragraph{{Text: plain("Note the progress on plans. Ask the NHS partners when health advice will be on time. Questions you may wish to ask are on page 3.")}}},
	}}
}

func trendsPage() document.Page {
	row := func(cells ...string) document.Row {
		var r document.Row
		for _, c := range cells {
			r.Cells = append(r.Cells, document.Cell{Text: plain(c)})
		}
		return r
	}
	return document.Page{ID: "trends", Title: "Plans are getting faster; the other three measures are not", Blocks: []document.Block{
		heading("Plans are getting faster; the other three measures are not"),
		document.Columns{LeftSpan: 3, Left: []document.Block{plansTrend("trend-plans", "Plans on time: up in 2025", false)}, Right: []document.Block{schoolTrend("trend-school", "School missed: rising faster than elsewhere", false)}},
		document.Columns{LeftSpan: 3, Left: []document.Block{reviewsTrend("trend-reviews", "Yearly reviews: a small step back")}, Right: []document.Block{schoolTrend("trend-suspensions", "Suspensions: up everywhere", false)}},
		prose(document.Small, "Similar areas: the ten councils most like Wexmoor (2025 list), average of those with figures. Scales do not start at zero, so that the lines can be told apart. Sources: Department for Education, March and June 2026."),
		section("What is driving this"),
		prose(document.Body, "Requests for a plan rose to 803 last year, 77 more than the year before. Finishing old cases lowered the 2023 figure, which made things look worse while they were getting better. Two NHS therapist posts have been empty since October."),
		section("What we are doing, and by when"),
		document.Table{ID: "actions", Caption: "What we are doing, and by when", Quiet: true, Columns: []document.Column{{Title: "By when", Width: 34}, {Title: "What", Width: 77}, {Title: "How you will know"}},
			Groups: []document.RowGroup{{Rows: []document.Row{row("September 2026", "Agency therapists start; one request form", "66% of health advice on time"), row("December 2026", "Two posts filled, if the board agrees", "75% on time"), row("May 2027", "Every part-time timetable reviewed", "Less than 13.6% of school missed")}}}},
	}}
}

func bandPage() document.Page {
	item := func(m document.Mark, word, words string) document.MarkedItem {
		return document.MarkedItem{Mark: m, Word: word, Text: plain(words)}
	}
	return document.Page{ID: "forum", Title: "How are we doing for children with SEND?", Blocks: []document.Block{
		document.Cover{Band: true, Kicker: "Wexmoor, summer 2026", Title: "How are we doing for children with special educational needs and disabilities (SEND)?",
			Subtitle: "This tells you how the council, schools and the NHS did this year. We wrote it with Wexmoor Parent Carer Forum, who checked it on 20 August 2026."},
		document.Numbered{Title: "Three things to know", Discs: true, Items: []document.NumberedItem{numbered("We were late with almost half of new plans. It was worse the year before.", ""), numbered("Health advice is taking longer. Four out of 10 children waited too long.", ""), numbered("Children with a plan are missing more school than before.", "")}},
		document.Columns{LeftSpan: 3,
			Left:  []document.Block{document.MarkedList{Title: "What is going well", Items: []document.MarkedItem{item(document.Better, "Better", "Plans on time: 52%, up from 46%."), item(document.Better, "Better", "Fewer people aged 16 and 17 are without work or learning: 6%, down from 8%.")}}},
			Right: []document.Block{document.MarkedList{Title: "What is not good enough yet", Items: []document.MarkedItem{item(document.Worse, "Worse", "Health advice on time: 58% in June. A year before it was 74%."), item(document.Worse, "Worse", "Yearly reviews on time: 69%, down from 71%."), item(document.Pending, "No new data", "How confident families feel. Next survey: spring 2027.")}}}},
		document.Callout{ID: "help", Tone: document.Own, Body: []document.Paragraph{{Text: bold("Need help now?", " Ring the free, private SEND information, advice and support service: 01999 555 0100. Ask there for large print, other languages or British Sign Language.")}}},
	}}
}

func topicsPage() document.Page {
	topic := func(id, title string, v document.Marked, n int, big, under, found, means, next string) document.Panel {
		return document.Panel{Style: document.Topic, ID: id, Title: title, Verdict: v, Chart: peopleChart(id+"-people", n, big), Big: plain(big), Under: under,
			Parts: []document.Part{{Label: "What we found", Text: plain(found)}, {Label: "What this means for families", Text: plain(means)}, {Label: "What happens next, by when", Text: plain(next)}}}
	}
	return document.Page{ID: "topics", Title: "Three things families asked us about", Blocks: []document.Block{
		heading("Three things families asked us about"),
		topic("topic-plan", "Getting a plan on time", marked(document.Better, "Better than last year", ""), 5, "5 out of 10", "new plans were finished in 20 weeks", "We finished 52% of new plans on time in 2025, up from 46%. The law says all plans. In areas like ours it was 56%.", "Many of you still wait more than five months.", "Our goal is 60% by December 2026."),
		topic("topic-health", "Advice from health services", marked(document.Worse, "Worse than last year", ""), 6, "6 out of 10", "children got health advice in time", "58% of advice came within six weeks in June. It was 74% a year before. There is no figure for other areas.", "Late advice makes your child’s plan late too.", "Two more therapists by December, if agreed. Our goal is 75% on time."),
		topic("topic-review", "Yearly review of a plan", marked(document.Worse, "Worse than last year", ""), 7, "7 out of 10", "reviews were held on time", "We held 69% of reviews on time, down from 71%. In areas like ours it was 66%.", "Three in 10 of you waited more than a year for a review.", "From October, schools get a list every month."),
		prose(document.Small, "Each figure stands for 1 child or plan in every 10. Filled means yes. “Areas like ours” are ten councils with similar families. Figures for plans and reviews are for 2025; health advice is for June 2026."),
	}}
}

func voicesPage() document.Page {
	row := func(said string, did document.Text, made string, m document.Mark, word string) document.Row {
		return document.Row{Cells: []document.Cell{{Text: plain(said)}, {Text: did}, {Text: plain(made), Mark: m, Second: word}}}
	}
	return document.Page{ID: "voices", Title: "You said, we did, what difference it made", Blocks: []document.Block{
		heading("You said, we did, what difference it made"),
		prose(document.Lede, "312 families answered the forum’s survey in spring 2026. We heard from few fathers and few families in Eastquay. We will go there in October."),
		document.Table{ID: "voices", Caption: "You said, we did, what difference it made", Quiet: true, Columns: []document.Column{{Title: "You said"}, {Title: "We did"}, {Title: "What difference it made"}},
			Groups: []document.RowGroup{{Rows: []document.Row{
				row("“Nobody tells us what is happening with our plan.”", plain("From March we send an update every four weeks by text or letter."), "Complaints about this fell from 41 to 22 in a term.", document.Better, "Better"),
				row("“Reviews happen without the people who know my child.”", plain("We asked schools to give four weeks’ notice."), "7 out of 10 reviews now have a health or care report. It was the same last year.", document.Similar, "About the same"),
				row("“We need short breaks in the school holidays.”", bold("We have not yet.", " We could not find enough trained staff. We will try again in January 2027."), "Nothing has changed for families.", document.Pending, "Not done yet"),
			}}}},
		document.Callout{Tone: document.Sand, Title: "In the forum’s own words", Body: []document.Paragraph{{Text: plain("“The updates have helped and we are glad the council kept its word. Waiting for health advice is now the thing families ring us about most. We want to see dates, not plans.”")}}, By: "Wexmoor Parent Carer Forum, 20 August 2026. Not edited by the council."},
	}}
}
