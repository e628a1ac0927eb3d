"""Named illnesses: no diagnosis belongs in a file, whoever reports it (R-267, R-269, D-08)."""

import re
from collections.abc import Iterator

from .hint import Found, Why
from .names import is_part_of_name
from .phrases import phrases
from .reading import Sentence
from .speech import is_stated

LATIN = {
	"en": re.compile(
		r"(?<!\w)(?!arthritis society)\w{3,}(?:itis|aemia|emia|phobia|phobic|algia|opathy|plegia|sclerosis|cirrhosis|thrombosis|stenosis"
		r"|fibrosis|psychosis|neurosis|carcinoma|sarcoma|melanoma|lymphoma|glaucoma|myeloma)(?!\w)"
	),
	"fr": re.compile(
		r"(?<!\w)\w{3,}(?:émie|phobie|phobique|algie|opathie|plégie|sclérose|cirrhose|thrombose|sténose|fibrose|psychose"
		r"|névrose|carcinome|sarcome|mélanome|lymphome|glaucome|myélome|arthrose|urie)(?!\w)"
		r"|(?<!\w)(?:arthr|appendic|bronch|hépat|gastr|ot|mén?ing|col|cyst|endocard|dermat|pancréat|sinus|tendin|burs|phléb|néphr|rhin|conjonctiv|diverticul)ite(?!\w)"
	),
}
NO_ILLNESSES = re.compile(
	r"(?:academia|bohemia|bacteremia|apathy|empathy|sympathy|homéopathie|naturopathie|homeopathy|naturopathy|academie|académie|osteopathy|ostéopathie|nostalgia|nostalgie|neuralgia services|blasphémie|physiopathie|bohémie|alchemia|furie|curie|houphouëtisme|centurie|incurie|penurie|pénurie|seigneurie)"
)


def find(sentence: Sentence) -> Iterator[Found]:
	for pattern in (phrases("conditions", sentence.language), LATIN[sentence.language]):
		for found in pattern.finditer(sentence.text):
			if not NO_ILLNESSES.search(found[0]) and not is_innocent(sentence, found):
				yield Found(found.start(), found.end(), Why.DIAGNOSIS)
	for found in phrases("moods", sentence.language).finditer(sentence.text):
		if not is_stated(sentence, found.start()) and not is_innocent(sentence, found):
			yield Found(found.start(), found.end(), Why.DIAGNOSIS)


def is_innocent(sentence: Sentence, found: re.Match) -> bool:
	"""Whether the illness is only in a name, or is what a support, a test or a talk is about."""
	before = sentence.text[max(0, found.start() - 50) : found.start()]
	after = sentence.text[found.end() : found.end() + 40]
	return (
		bool(phrases("support_before", sentence.language).search(before + "\u2063"))
		or bool(phrases("support_after", sentence.language).match(after.lstrip(" -")))
		or is_part_of_name(sentence, found)
	)
