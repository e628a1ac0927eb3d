"""What stands where in the workbook: the layout as data. Both languages' headings are accepted."""

from dataclasses import replace

from css_case_mgmt.importing.layout import Column, Kind, Sheet

SITES, STAFF, CASES, CLIENTS, MEMBERS = "Sites", "Staff", "Cases", "Clients", "Members"
ELIGIBILITY, ENROLMENTS, LEVELS = "Eligibility", "Enrolments", "Levels"
CONSENTS, CONSENT_PURPOSES, CHARTERS = "Consents", "Consent Purposes", "Charters"
ASSESSMENTS, ANSWERS, PERIODIC = "Assessments", "Assessment Answers", "Periodic Assessments"
CONTACTS = "Contacts"

ID = Column("source_id", "ID", "Identifiant", Kind.ID, required=True)
CASE = Column("css_case", "Case ID", "Identifiant du cas", Kind.REFERENCE, required=True, to=CASES)
# Of what goes along when somebody moves to another case.
CASE_AT_FIRST = replace(CASE, is_fact=False)
CLIENT = Column(
	"client", "Client ID", "Identifiant de la personne", Kind.REFERENCE, required=True, to=CLIENTS
)
ENROLMENT = Column(
	"enrolment", "Enrolment ID", "Identifiant de l’inscription", Kind.REFERENCE, required=True, to=ENROLMENTS
)
# Of an assessment; without it, the case of the enrolment.
CASE_THEN = Column("css_case", "Case ID", "Identifiant du cas", Kind.REFERENCE, to=CASES)
LANGUAGE = "CSS Language"


def date(field: str, en: str, fr: str, **more) -> Column:
	return Column(field, en, fr, Kind.DATE, **more)


def yes_no(field: str, en: str, fr: str, **more) -> Column:
	return Column(field, en, fr, Kind.YES_NO, **more)


def select(field: str, en: str, fr: str, **more) -> Column:
	return Column(field, en, fr, Kind.SELECT, **more)


def listed(field: str, en: str, fr: str, to: str, **more) -> Column:
	return Column(field, en, fr, Kind.LIST, to=to, **more)


def long_text(field: str, en: str, fr: str, **more) -> Column:
	return Column(field, en, fr, Kind.LONG_TEXT, **more)


def phone(nth: int, en: str, fr: str) -> tuple[Column, ...]:
	place = {"table": "phones", "nth": nth}
	return (
		Column("phone", en, fr, Kind.PHONE, **place),
		select("kind", f"{en}: kind", f"{fr} : genre", **place),
		select("safe_to_call", f"{en}: safe to call", f"{fr} : appel sans danger", **place),
		select("safe_for_voicemail", f"{en}: safe for voicemail", f"{fr} : message sans danger", **place),
		select("safe_to_text", f"{en}: safe to text", f"{fr} : texto sans danger", **place),
	)


PAPER = (
	date("client_signed_on", "Client or guardian signed on", "Signature de la personne ou de sa tutelle"),
	date("caseworker_signed_on", "Caseworker signed on", "Signature de la personne responsable du cas"),
	date("copy_given_on", "Copy given on", "Copie remise le"),
	date("withdrawn_on", "Withdrawn on", "Retrait le"),
)
MEETING = (
	select("mode", "Mode", "Mode"),
	listed("place", "Place", "Lieu", "CSS Place"),
	Column("duration_minutes", "Duration (minutes)", "Durée (minutes)", Kind.NUMBER),
)
NOTE = Column("case_note", "Case note", "Note au dossier", Kind.NOTE)

SHEETS = (
	Sheet(
		SITES,
		"Sites",
		"CSS Site",
		(
			Column("site_name", "Site name", "Nom du site", required=True),
			select("province", "Province", "Province", required=True),
			Column("time_zone", "Time zone", "Fuseau horaire", Kind.CODE, required=True),
			select("official_language", "Language of operation", "Langue de travail"),
			date("active_from", "Active from", "En activité depuis"),
			date("active_to", "Active to", "En activité jusqu’au"),
		),
	),
	Sheet(
		STAFF,
		"Personnel",
		"CSS Staff",
		(
			Column("user", "E-mail", "Courriel", Kind.EMAIL, required=True),
			Column("first_name", "First name", "Prénom"),
			Column("last_name", "Last name", "Nom de famille"),
			Column("role", "Role", "Rôle", Kind.LIST, to="Role"),
			Column("site", "Site", "Site", Kind.SITE, required=True),
			Column("job_title", "Job title", "Poste"),
			date("active_from", "Active from", "En poste depuis", required=True),
			date("active_to", "Active to", "En poste jusqu’au"),
		),
	),
	Sheet(
		CASES,
		"Cas",
		"CSS Case",
		(
			ID,
			Column("site", "Site", "Site", Kind.SITE, required=True),
			Column("caseworker", "Caseworker", "Responsable du cas", Kind.LOGIN, is_fact=False),
			date("opened_on", "Opened on", "Ouvert le"),
			select("status", "Status", "Statut", is_fact=False),
			select("preferred_worker_gender", "Gender of the caseworker", "Genre de la personne responsable"),
			listed(
				"preferred_worker_language",
				"Language of the caseworker",
				"Langue de la personne responsable",
				LANGUAGE,
			),
		),
	),
	Sheet(
		CLIENTS,
		"Personnes",
		"CSS Client",
		(
			ID,
			Column("given_names", "Given names", "Prénoms", Kind.NAME, required=True),
			Column("family_name", "Family name", "Nom de famille", Kind.NAME),
			Column("patronymic", "Patronymic or matronymic", "Patronyme ou matronyme", Kind.NAME),
			yes_no("family_name_first", "Family name first", "Nom de famille en premier"),
			Column("preferred_name", "Preferred name", "Nom d’usage", Kind.NAME),
			Column("name_in_own_script", "Name in own script", "Nom dans son écriture", Kind.NAME),
			Column("other_names", "Other names", "Autres noms", Kind.NAMES),
			date("date_of_birth", "Date of birth", "Date de naissance"),
			yes_no("birth_date_is_estimated", "Birth date is estimated", "Date de naissance estimée"),
			select("gender", "Gender", "Genre"),
			date("died_on", "Died on", "Décès le"),
			listed("primary_language", "Preferred language", "Langue préférée", LANGUAGE),
			yes_no("needs_interpreter", "Needs an interpreter", "Besoin d’interprétation"),
			Column("languages", "Languages spoken", "Langues parlées", Kind.LISTS, to=LANGUAGE),
			select("english_ability", "English", "Anglais"),
			select("french_ability", "French", "Français"),
			select("literacy", "Literacy", "Littératie"),
			*phone(1, "Telephone", "Téléphone"),
			*phone(2, "Second telephone", "Deuxième téléphone"),
			Column("email", "E-mail", "Courriel", Kind.EMAIL),
			select("safe_to_email", "Safe to e-mail", "Courriel sans danger"),
			Column("address_line", "Street and number", "Rue et numéro", table="addresses"),
			Column("unit", "Unit", "Appartement", table="addresses"),
			Column("city", "City", "Ville", table="addresses"),
			select("province", "Province", "Province", table="addresses"),
			Column("postal_code", "Postal code", "Code postal", Kind.POSTAL_CODE, table="addresses"),
			select("kind", "Kind of address", "Genre d’adresse", table="addresses"),
			select("safe_to_visit", "Safe to visit", "Visite sans danger", table="addresses"),
			select("safe_to_write", "Safe to write to", "Lettre sans danger", table="addresses"),
			listed(
				"immigration_category",
				"Immigration category",
				"Catégorie d’immigration",
				"CSS Immigration Category",
			),
			Column("uci", "UCI", "IUC", Kind.UCI),
			date("arrival_date", "Arrived in Canada on", "Arrivée au Canada le"),
			date("citizen_since", "Canadian citizen since", "Citoyenneté canadienne depuis"),
			date("rap_start_date", "RAP start", "Début du PAR"),
			date("rap_end_date", "RAP end", "Fin du PAR"),
			Column("rap_provider", "RAP provider", "Fournisseur du PAR"),
			yes_no("needs_child_care", "Child care", "Garde d’enfants"),
			yes_no("needs_transport", "Transport", "Transport"),
			long_text("accessibility_needs", "Accessibility and mobility", "Accessibilité et mobilité"),
		),
	),
	Sheet(
		MEMBERS,
		"Membres",
		"CSS Case Member",
		(
			ID,
			CASE,
			CLIENT,
			listed("relationship", "Relationship", "Lien de parenté", "CSS Relationship"),
			yes_no("is_head", "Head of family", "Chef de famille", is_fact=False),
			date("member_from", "Member from", "Membre depuis", required=True),
			date("member_to", "Member to", "Membre jusqu’au"),
			long_text("leaving_reason", "Reason for leaving", "Raison du départ"),
		),
	),
	Sheet(
		ELIGIBILITY,
		"Admissibilité",
		"CSS Eligibility Assessment",
		(
			ID,
			CLIENT,
			CASE,
			date("assessment_date", "Date", "Date", required=True),
			listed("legal_status", "Legal status", "Statut juridique", "CSS Legal Status", required=True),
			long_text("status_evidence", "What was seen", "Ce qui a été vu"),
			Column("criteria", "Criteria", "Critères", Kind.LISTS, to="CSS Eligibility Criterion"),
			select("needs_level", "Level of need", "Niveau de besoin"),
		),
	),
	Sheet(
		CONSENTS,
		"Consentements",
		"CSS Consent",
		(
			ID,
			CLIENT,
			CASE_AT_FIRST,
			listed("consent_form", "Form", "Formulaire", "CSS Consent Form", required=True),
			select("given_by", "Given by", "Donné par"),
			Column("guardian_name", "Name of the guardian", "Nom de la tutelle", Kind.NAME),
			select("guardian_authority", "Authority", "Qualité"),
			date("explained_on", "Explained on", "Expliqué le"),
			yes_no("understood", "Understood", "Compris"),
			yes_no("limits_explained", "Limits explained", "Limites expliquées"),
			yes_no("rights_explained", "Rights explained", "Droits expliqués"),
			yes_no("risks_explained", "Risks explained", "Risques expliqués"),
			date("valid_from", "Valid from", "Valide du"),
			date("valid_until", "Valid until", "Valide jusqu’au"),
			*PAPER,
			long_text("withdrawal_note", "Note on the withdrawal", "Note sur le retrait"),
		),
	),
	Sheet(
		CONSENT_PURPOSES,
		"Buts des consentements",
		"CSS Consent Purpose",
		(
			Column(
				"parent",
				"Consent ID",
				"Identifiant du consentement",
				Kind.REFERENCE,
				required=True,
				to=CONSENTS,
			),
			Column("purpose", "Purpose", "But", required=True),
			Column("recipient", "Recipient", "Destinataire"),
			long_text("information", "Information", "Renseignements"),
		),
		belongs_to=(CONSENTS, "purposes"),
	),
	Sheet(
		CHARTERS,
		"Chartes",
		"CSS Charter Acknowledgement",
		(
			ID,
			CLIENT,
			CASE_AT_FIRST,
			listed("charter_form", "Charter", "Charte", "CSS Consent Form"),
			listed("language", "Language", "Langue", LANGUAGE, required=True),
			date("acknowledged_on", "Acknowledged on", "Reconnue le", required=True),
			select("given_by", "Acknowledged by", "Reconnue par"),
			yes_no("rights_explained", "Rights explained", "Droits expliqués"),
			yes_no("voluntary_explained", "Voluntary explained", "Participation volontaire expliquée"),
			yes_no("complaints_explained", "Complaints explained", "Plaintes expliquées"),
			*PAPER,
		),
	),
	Sheet(
		ENROLMENTS,
		"Inscriptions",
		"CSS Enrolment",
		(
			ID,
			CLIENT,
			CASE_AT_FIRST,
			date("enrolment_date", "Enrolment date", "Date d’inscription", required=True),
			select("needs_level", "Level of need", "Niveau de besoin", required=True, is_fact=False),
			long_text(
				"direct_intervention_reason", "Direct intervention: reason", "Intervention directe : raison"
			),
			date("exit_date", "Exit date", "Date de sortie"),
			listed("exit_reason", "Exit reason", "Raison de la sortie", "CSS Exit Reason"),
		),
	),
	Sheet(
		LEVELS,
		"Niveaux",
		"CSS Enrolment Level",
		(
			Column("parent", "Enrolment ID", ENROLMENT.fr, Kind.REFERENCE, required=True, to=ENROLMENTS),
			select("needs_level", "Level of need", "Niveau de besoin", required=True),
			date("level_from", "From", "À partir du", required=True),
			long_text("reason", "Reason", "Raison"),
			Column("decided_by", "Decided by", "Décidé par", Kind.LOGIN),
		),
		belongs_to=(ENROLMENTS, "levels"),
	),
	Sheet(
		ASSESSMENTS,
		"Évaluations",
		"CSS NAM Assessment",
		(
			ID,
			ENROLMENT,
			CASE_THEN,
			date("assessment_date", "Date", "Date", required=True),
			Column("number", "Number", "Numéro", Kind.CODE),
			listed("bank", "Question bank", "Banque de questions", "CSS NAM Bank"),
			*MEETING,
			select("answered_by", "Answered by", "Répondu par"),
			Column(
				"answering_client",
				"Parent or guardian (client ID)",
				"Parent ou tutelle (identifiant de la personne)",
				Kind.REFERENCE,
				to=CLIENTS,
			),
			NOTE,
		),
	),
	Sheet(
		ANSWERS,
		"Réponses",
		"CSS NAM Assessment Answer",
		(
			Column(
				"parent",
				"Assessment ID",
				"Identifiant de l’évaluation",
				Kind.REFERENCE,
				required=True,
				to=ASSESSMENTS,
			),
			Column("question_code", "Question", "Question", Kind.CODE, required=True),
			Column("option_code", "Answer", "Réponse", Kind.CODE),
			select("unanswered_reason", "Unanswered because", "Sans réponse parce que"),
		),
		belongs_to=(ASSESSMENTS, "answers"),
	),
	Sheet(
		PERIODIC,
		"Évaluations périodiques",
		"CSS Periodic Assessment",
		(
			ID,
			ENROLMENT,
			CASE_THEN,
			date("assessment_date", "Date", "Date", required=True),
			select("occasion", "Occasion", "Occasion"),
			*MEETING,
			select("still_required", "Still required", "Toujours nécessaire"),
			long_text("still_required_reason", "Still required: why", "Toujours nécessaire : pourquoi"),
			select("ready_for_exit", "Ready for an exit assessment", "Évaluation de sortie possible"),
			long_text("ready_for_exit_reason", "Ready: why", "Évaluation de sortie : pourquoi"),
			long_text("plan_adjustments", "Adjustments to the plan", "Ajustements au plan"),
			long_text("wellbeing", "Wellbeing", "Bien-être"),
			long_text("progress", "Progress", "Progrès"),
			long_text(
				"referrals_obtained", "Referrals: what was obtained", "Aiguillages : ce qui a été obtenu"
			),
			NOTE,
		),
	),
	Sheet(
		CONTACTS,
		"Contacts",
		"CSS Activity",
		(
			ID,
			CASE,
			Column(
				"clients",
				"Client IDs",
				"Identifiants des personnes",
				Kind.REFERENCES,
				required=True,
				to=CLIENTS,
			),
			Column(
				"children",
				"Children (client IDs)",
				"Enfants (identifiants des personnes)",
				Kind.REFERENCES,
				to=CLIENTS,
			),
			listed(
				"activity_type", "Kind of activity", "Genre d’activité", "CSS Activity Type", required=True
			),
			date("activity_date", "Date", "Date", required=True),
			listed("method", "Method", "Moyen", "CSS Contact Method"),
			yes_no("successful", "Reached", "Personne jointe", default=1),
			select("attempt_result", "What happened", "Ce qui s’est passé"),
			Column("duration_minutes", "Duration (minutes)", "Durée (minutes)", Kind.NUMBER),
			listed("location_kind", "Place", "Lieu", "CSS Place"),
			Column("caseworker", "Caseworker", "Responsable du cas", Kind.LOGIN),
			Column("note", "Note", "Note", Kind.NOTE),
		),
	),
)
BY_KEY = {sheet.key: sheet for sheet in SHEETS}
NATIONAL = (SITES, STAFF)
# Sheets that the app itself writes into a workbook.
OWN_SHEETS = ("Help", "Aide", "Problems", "Problèmes")


def child_sheets(key: str) -> list[Sheet]:
	"""Sheets whose rows are child rows of a sheet's."""
	return [sheet for sheet in SHEETS if sheet.belongs_to and sheet.belongs_to[0] == key]
