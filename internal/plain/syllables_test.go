package plain

import (
	"strings"
	"testing"
)

// Counted by hand, saying each word aloud as a careful speaker would.
var handCounted = map[int]string{
	1: `a the of and to in is was we you our your not are or ask asked plan plans planned child young help helped school schools late year years month months week weeks
		health care need needs five eight ten text phone ring rang rings free print large voice choice change judge judged rule whole while time times scheme schemes
		share shared come came made make makes take takes have had has who what why how when where there here them they their it this that than then with from
		friend field eye one once two four six nine first third half most least less more worse worst best good bad down up out week's please these those help's
		right high low rise due through though thought board page place placed weigh weighed world world's house home life case base guide live stopped moved
		SEND NEET 2026 58% 1,234 6.2% £4.2m & 2024/25 don't can't won't we've they'll I've it's there's queue views view few new knew blue true fire hour called walked
		played stayed league vague plague isle fruit suit build built bruise news moved pulled curled bowled seize heard hear near year's fear clear speech reached teach`,
	2: `children parents parent people little table able settle handle handled centre metre council forum meeting autumn summer winter later after before early
		 review reviews reports number numbers figure figures given giving support special social action actions nation station question region million union
		written letter letters local person persons pupil pupils teacher teachers advice provide agree agreed decide started wanted needed added ended
		changes pages places houses boxes matches wishes judges noses causes asking reading going doing being trying buying paying lying seeing create react quiet diet client science
		safely closely likely lonely lovely careful useful hopeful statement placement movement homeless careless safety ninety someone something sometimes somewhere therefore whereas timeline
		deadline guideline baseline caseload workplace lifetime household workforce online isn't didn't doesn't wasn't couldn't hasn't hundred naked people's business evening Wednesday
		delayed surveyed employed enjoyed answer answered travel travelled label labelled model models problem problems support health-care part-time full-time colleague technique unique antique
		behave become belong nearly daily weekly yearly monthly highly really fuel ruin poem chaos lion prior senior junior patient ancient nation's quarter rhythm prism`,
	3: `reported supported provided decided created family families autism area areas idea ideas example percentage average charity agency various previous period serious decision decisions provision
		assessment assessments assessing area's attendance absences exclusion exclusions employment disabled disabling assembled settlement agreement management involvement
		requirement achievement government department equipment regular regulate director directors officer officers adviser advisers similar different difference several general natural interest every
		everyone everything neighbouring medium radio video audio earlier earliest easier barrier carrier supplier happier envious audience violence influence continued
		continue argument document documents remember together tomorrow another important hospital medical physical clinical timetable teenager history memory yesterday nobody anyone
		usual actual annual manual studying applying carrying bullying extremely completely NHS EHC DfE ICB PDF CSV EHCs therapy parenting
		volunteer engineer catalogue dialogue Ombudsman creative reaction theatre reinforce diagnose Leicestershire employer employers recover recovered discovered delivered organise organised
		emphasis analyse analysed behaviour behaviours reviewing suspicion tuition genuine`,
	4: `mechanism area-wide education ability community communities statutory independent reasonable available significant participate appropriate
		particular necessary dictionary January February ordinary ceremony secretary society variety anxiety reality immediate evaluate usually annually generally
		operation regulation population preparation application situation identify identified material superior experience experienced convenient recipient ingredients
		environment epilepsy continuous coordinate cooperate reassessment diagnosis accurately separately definitely EYFS effectiveness
		intervention presentation mediation apprenticeship therapeutic priority behavioural criteria historical category categories caterpillar`,
	5: `particularly university opportunity opportunities immediately communication organisation investigation participation accommodation
		individual individuals coordinator coordination cooperation inequality multiplication pronunciation representative qualification recommendation continuity ambiguity electricity personality hospitality examination association`,
}

func TestSyllablesAgreeWithACountByHand(t *testing.T) {
	counted := 0
	for want, words := range handCounted {
		for _, w := range strings.Fields(words) {
			counted++
			if got := Syllables(w); got != want {
				t.Errorf("%s: got %d, want %d", w, got, want)
			}
		}
	}
	if counted < 500 {
		t.Errorf("only %d words are counted by hand", counted)
	}
}

func TestAnyTextHasAtLeastOneSyllableForAWord(t *testing.T) {
	for _, w := range []string{"", "-", "—", "x", "Ŵ", "日本", "mmm", "'", "n't", "A", "e", "y"} {
		if got := Syllables(w); got < 1 {
			t.Errorf("%q: got %d", w, got)
		}
	}
}
