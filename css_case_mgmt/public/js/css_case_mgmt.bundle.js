// What the forms and lists of this app share; the scripts beside the DocTypes call it by frappe.css_case_mgmt.

import { download_bank, open_bank_import } from "./bank_file";
import { show_file } from "./client_panel";
import { decide_soon, refresh_eligibility, show_rule_of_status } from "./eligibility/form";
import { show_family } from "./family_panel";
import { follow_up_mark } from "./follow_up_mark";
import { show_intake } from "./intake_panel";
import { forget_old_backups } from "./nam/backup";
import { refresh_assessment, save_answers_first } from "./nam/assessment_form";
import { accept_pasted_rows } from "./paste_rows";
import { show_progress } from "./progress_panel";
import { mark_overdue } from "./overdue_marks";
import { take_case_of_client } from "./record_of_client";
import { show_referral } from "./referral_panel";
import { read } from "./server";
import { hide_what_is_refused } from "./sidebar";
import { translate_lists } from "./translated_lists";
import { show_uci_as_on_documents } from "./uci";

frappe.provide("frappe.css_case_mgmt");

Object.assign(frappe.css_case_mgmt, {
	accept_pasted_rows,
	decide_soon,
	download_bank,
	follow_up_mark,
	hide_what_is_refused,
	mark_overdue,
	open_bank_import,
	read,
	save_answers_first,
	refresh_assessment,
	refresh_eligibility,
	show_family,
	show_file,
	show_intake,
	show_progress,
	show_referral,
	show_rule_of_status,
	show_uci_as_on_documents,
	take_case_of_client,
});

forget_old_backups();
translate_lists();
