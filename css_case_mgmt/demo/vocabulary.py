"""The words that a site keeps in lists of its own: what the population calls them, and what the site does."""

from collections.abc import Mapping
from dataclasses import dataclass, field

RELATIONSHIPS = {
	"head": "Head of Family",
	"spouse": "Spouse or Partner",
	"child": "Child",
	"parent": "Parent",
	"parent_in_law": "Parent-in-law",
	"sibling": "Sibling",
	"grandchild": "Grandchild",
	"niece_or_nephew": "Niece or Nephew",
}

IMMIGRATION_CATEGORIES = {
	"gar": "Government-Assisted Refugee (GAR)",
	"bvor": "Blended Visa Office-Referred Refugee (BVOR)",
	"psr": "Privately Sponsored Refugee (PSR)",
	"protected_person": "Protected Person in Canada (IRPA s. 95)",
	"permanent_resident": "Permanent Resident, Other",
	"other": "Other Vulnerable Newcomer",
}

EXIT_REASONS = {
	"needs_met": "Graduated",
	"maximum_duration": "Other Reason",
	"moved_away": "Moved",
	"withdrew": "Withdrew",
	"lost_contact": "Lost Contact",
	"no_longer_eligible": "No Longer Eligible",
	"deceased": "Died",
	"citizen": "Became a Canadian Citizen",
}


@dataclass(frozen=True)
class Vocabulary:
	"""The site's own words. A word that is missing here keeps its default, which is what the app seeds.

	Args:
		relationships: for the keys of `RELATIONSHIPS`, the site's CSS Relationship.
		immigration_categories: for the keys of `IMMIGRATION_CATEGORIES`, the site's category.
		exit_reasons: for the keys of `EXIT_REASONS`, the site's reason.
		languages: where the site uses another code than the population's, that code, such as "pbu" for "pus".
	"""

	relationships: Mapping[str, str] = field(default_factory=dict)
	immigration_categories: Mapping[str, str] = field(default_factory=dict)
	exit_reasons: Mapping[str, str] = field(default_factory=dict)
	languages: Mapping[str, str] = field(default_factory=dict)

	def relationship(self, key: str) -> str:
		"""Return the site's word for a relationship to the head."""
		return self.relationships.get(key) or RELATIONSHIPS[key]

	def immigration_category(self, key: str) -> str:
		"""Return the site's word for an immigration category; nothing stays nothing."""
		return key and (self.immigration_categories.get(key) or IMMIGRATION_CATEGORIES[key])

	def exit_reason(self, key: str) -> str:
		"""Return the site's word for a reason to leave the programme."""
		return self.exit_reasons.get(key) or EXIT_REASONS[key]

	def language(self, code: str) -> str:
		"""Return the site's code for a language."""
		return self.languages.get(code, code)
