// What the forms and lists of this app share; the scripts beside the DocTypes call it by frappe.css_case_mgmt.

import { show_appointments } from "./appointments/case_panel";
import { limit_clients, look_for_overlaps, refresh_appointment, suggest_end } from "./appointments/form";
import { offer_in_user_menu, open_my_reminders } from "./appointments/my_feed";
import { open_plan } from "./appointments/plan";
import { show_notes_as_typed } from "./as_typed";
import { open_assign_caseworker } from "./assign";
import { download_bank, open_bank_import } from "./bank_file";
import { show_file } from "./client_panel";
import { show_closed_files } from "./closed_files";
import { show_approval } from "./consent/approval";
import { mark_standing } from "./consent/list_marks";
import { show_consent } from "./consent/panel";
import { record_consent } from "./consent/record";
import { say_where_note_is } from "./contacts/note";
import { ask_before_saving, remember_identity } from "./duplicates";
import { open_cover_absence } from "./cover_absence";
import { say_what_begins_a_list } from "./desk/empty_lists";
import { say_why_a_report_is_empty } from "./desk/empty_reports";
import { FirstStepsPage } from "./desk/first_steps_page";
import { offer_form_help } from "./desk/form_help";
import { GlossaryPage } from "./desk/glossary_page";
import { name_fields } from "./desk/labels";
import { offer_choices_in_words } from "./desk/link_choices";
import { lead_on_from_numbers } from "./desk/number_cards";
import { lead_back_to_own_workspaces } from "./desk/own_workspaces";
import { keep_typed_texts } from "./desk/typed_texts";
import { refresh_extension } from "./extension/form";
import { decide_soon, refresh_eligibility, show_rule_of_status } from "./eligibility/form";
import { refresh_exit } from "./exit/form";
import { refresh_interview, take_exit } from "./exit/interview_form";
import { COLOURS as exit_colours } from "./exit/words";
import { family_page_url, offer_family_page } from "./family_page/links";
import { FamilyPage } from "./family_page/page";
import { show_family } from "./family_panel";
import { follow_up_mark } from "./follow_up_mark";
import { show_intake } from "./intake_panel";
import { show_import } from "./importing";
import { offer_interpreters } from "./interpreters/choice";
import { show_merging, show_undoing } from "./merging";
import { forget_old_backups } from "./nam/backup";
import { refresh_assessment, save_answers_first } from "./nam/assessment_form";
import { advise_place } from "./nam/place";
import { download_directory, open_directory_import } from "./outgoing/directory_file";
import {
	limit_choices,
	new_referral,
	offer_referral,
	take_client,
	take_internal,
	take_provider,
	take_service,
} from "./outgoing/form";
import { ask_for_support_reason, show_outgoing_referral } from "./outgoing/panel";
import { COLOURS } from "./outgoing/words";
import { accept_pasted_rows } from "./paste_rows";
import { refresh_periodic } from "./periodic/form";
import { refresh_plan } from "./plan/form";
import { help_soon, refresh_goal } from "./plan/goal_form";
import { keep_both } from "./plan/keep_both";
import { show_progress } from "./progress_panel";
import { refresh_activity, set_activity_queries, show_parts } from "./notes/activity_form";
import { show_correction } from "./notes/correction";
import { open_group_message, show_recipients } from "./notes/group_message";
import { show_note } from "./notes/panel";
import { mark_overdue } from "./overdue_marks";
import { take_case_of_client } from "./record_of_client";
import { open_reassign_cases, undo_transfer } from "./reassign_cases";
import { show_referral } from "./referral_panel";
import { caseworker_filter, date_filters, framework_filters, site_filter } from "./report_filters";
import { read } from "./server";
import { hide_what_is_refused } from "./sidebar";
import { TodayPage } from "./today/page";
import { translate_lists } from "./translated_lists";
import { show_uci_as_on_documents } from "./uci";
import { method_changed, set_meeting_queries, show_place } from "./ways_of_meeting";
import { attach_writing_hints, offer_writing_hints } from "./writing_hints/forms";

frappe.provide("frappe.css_case_mgmt");

Object.assign(frappe.css_case_mgmt, {
	FamilyPage,
	FirstStepsPage,
	GlossaryPage,
	TodayPage,
	accept_pasted_rows,
	advise_place,
	ask_before_saving,
	ask_for_support_reason,
	attach_writing_hints,
	caseworker_filter,
	date_filters,
	framework_filters,
	decide_soon,
	download_bank,
	exit_colours,
	family_page_url,
	download_directory,
	follow_up_mark,
	help_soon,
	hide_what_is_refused,
	keep_both,
	limit_clients,
	limit_referral_choices: limit_choices,
	look_for_overlaps,
	mark_overdue,
	mark_standing,
	method_changed,
	offer_family_page,
	new_referral,
	offer_interpreters,
	offer_referral,
	open_assign_caseworker,
	open_bank_import,
	open_directory_import,
	open_cover_absence,
	open_group_message,
	open_my_reminders,
	open_plan,
	open_reassign_cases,
	read,
	record_consent,
	referral_colours: COLOURS,
	save_answers_first,
	say_where_note_is,
	refresh_activity,
	refresh_appointment,
	refresh_assessment,
	refresh_eligibility,
	refresh_extension,
	refresh_goal,
	refresh_exit,
	refresh_interview,
	refresh_periodic,
	refresh_plan,
	remember_identity,
	show_appointments,
	show_approval,
	show_consent,
	show_correction,
	show_family,
	show_file,
	show_import,
	show_intake,
	show_merging,
	show_outgoing_referral,
	show_progress,
	show_recipients,
	show_referral,
	show_rule_of_status,
	show_undoing,
	set_activity_queries,
	set_meeting_queries,
	show_note,
	show_parts,
	show_place,
	suggest_end,
	show_uci_as_on_documents,
	site_filter,
	take_case_of_client,
	take_client_of_referral: take_client,
	take_exit_of_interview: take_exit,
	take_internal_referral: take_internal,
	take_provider_of_referral: take_provider,
	take_service_of_referral: take_service,
	undo_transfer,
});

forget_old_backups();
keep_typed_texts();
lead_back_to_own_workspaces();
lead_on_from_numbers();
name_fields();
offer_choices_in_words();
offer_form_help();
offer_in_user_menu();
offer_writing_hints();
say_what_begins_a_list();
say_why_a_report_is_empty();
show_closed_files();
show_notes_as_typed();
translate_lists();
