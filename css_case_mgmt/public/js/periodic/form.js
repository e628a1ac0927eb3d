// The form of a periodic assessment: where the person stands above, completion below.

import { button, fill_field, h, link_to, once_at_a_time, pill, replace_children } from "../dom";
import { add_actions } from "../nam/completion";
import { state_pill } from "../nam/score_panel";
import { marked_notice } from "../notes/marked";
import { plan_standing } from "../plan/standing";
import { read, write } from "../server";
import { places_in_use, words_to_choose } from "../ways_of_meeting";
import { date_text, level_text, level_tone, status_word } from "../words";
import { due_content } from "./progress";

export async function refresh_periodic(frm) {
	end_of_form(frm);
	if (frm.is_new() || !frm.doc.enrolment) {
		fill_field(frm, "periodic_panel");
		return;
	}
	add_actions(frm);
	if (frm.doc.draft_status === "Abandoned") frm.disable_form();
	if (may_complete(frm)) {
		frm.dashboard.clear_comment();
		if (!frm.is_dirty()) frm.page.clear_primary_action();
	}
	const { name, enrolment } = frm.doc;
	const standing = await read("periodic.get_standing", { enrolment });
	if (frm.doc.name !== name) return;
	fill_field(
		frm,
		"periodic_panel",
		h(
			"section",
			{ class: "css-panel", "aria-label": __("Where this person stands") },
			head(frm.doc),
			marked_notice(frm.doc.marked_in_error_on),
			what_follows(frm.doc),
			frm.doc.marked_in_error_on ? null : plan_standing(enrolment),
			tiles(standing),
			last_nam(standing.nam.last)
		)
	);
}

function may_complete(frm) {
	const { docstatus, draft_status } = frm.doc;
	return !frm.is_new() && docstatus === 0 && draft_status === "Open" && frm.perm[0].submit;
}

function head(doc) {
	const title = doc.revision
		? __("P{0}, correction {1}", [doc.sequence, doc.revision])
		: __("P{0}", [doc.sequence]);
	return h(
		"div",
		{ class: "css-panel-head" },
		h("h3", {}, title, " ", state_pill(doc)),
		h(
			"div",
			{ class: "css-facts" },
			h("span", {}, date_text(doc.assessment_date)),
			h("span", {}, __("Month {0}", [doc.timepoint_month])),
			link_to("CSS Enrolment", doc.enrolment, __("Enrolment")),
			doc.superseded_by
				? link_to("CSS Periodic Assessment", doc.superseded_by, __("Open the correction"))
				: null
		)
	);
}

/** What a completed assessment leads to. */
function what_follows(doc) {
	if (doc.docstatus !== 1 || doc.superseded_by || doc.marked_in_error_on) return null;
	const steps = [
		doc.ready_for_exit === "Yes"
			? __("Ready for an exit assessment: prepare the exit together, and tell your manager.")
			: null,
		doc.needs_level && doc.needs_level !== doc.level_before
			? __("The level of need has changed from {0} on; the target for contacts changes with it.", [
					date_text(doc.assessment_date),
			  ])
			: null,
		__("Bring the settlement plan up to date with what you have agreed."),
	].filter(Boolean);
	return h(
		"ul",
		{ class: "css-note" },
		steps.map((step) => h("li", {}, step))
	);
}

function tiles({ months_in_programme, needs_level, level_since, nam, periodic }) {
	return h(
		"div",
		{ class: "css-tiles" },
		tile(__("Months in the programme"), h("strong", {}, String(months_in_programme))),
		tile(__("Level of need"), [
			pill(level_text(needs_level), level_tone(needs_level)),
			level_since ? h("span", {}, __("since {0}", [date_text(level_since)])) : null,
		]),
		nam.next_due ? tile(__("Next NAM, month {0}", [nam.next_month]), due_content(nam)) : null,
		periodic.next_due
			? tile(__("Next periodic assessment, month {0}", [periodic.next_month]), due_content(periodic))
			: null
	);
}

function tile(label, content) {
	return h(
		"div",
		{ class: "css-tile" },
		h("span", { class: "css-tile-label" }, label),
		h("span", { class: "css-tile-value css-tile-text" }, content)
	);
}

function last_nam(last) {
	if (!last) return h("p", { class: "css-note" }, __("No needs assessment is completed yet."));
	return h(
		"details",
		{ class: "css-more" },
		h(
			"summary",
			{},
			__("Needs assessment {0} of {1}", [last.label, date_text(last.assessment_date)]),
			" ",
			level_of_autonomy(last)
		),
		h(
			"table",
			{ class: "css-table" },
			h(
				"tbody",
				{},
				last.factors.map((factor) =>
					h(
						"tr",
						{},
						h("th", { scope: "row" }, factor.title),
						h(
							"td",
							{},
							level_of_autonomy(factor),
							factor.autonomy
								? h("div", { class: "css-quiet-text" }, factor.autonomy.wording)
								: null
						)
					)
				)
			)
		),
		link_to("CSS NAM Assessment", last.name, __("Open the needs assessment"))
	);
}

function level_of_autonomy({ autonomy, status }) {
	return pill(autonomy ? autonomy.level : status_word(status));
}

/** The last thing on the form is what is done last: complete it. */
function end_of_form(frm) {
	const wrapper = frm.fields_dict.case_note.$wrapper.get(0);
	let bar = wrapper.parentElement.querySelector(".css-complete-bar");
	if (!bar) {
		bar = h("div", { class: "css-complete-bar css-actions" });
		wrapper.after(bar);
	}
	replace_children(
		bar,
		may_complete(frm)
			? button(
					__("Complete", null, "Verb"),
					once_at_a_time(() => complete(frm)),
					{ kind: "primary" }
			  )
			: null
	);
	offer_none(frm);
}

/** "None" is an answer that takes one tap. */
function offer_none(frm) {
	const wrapper = frm.fields_dict.plan_adjustments.$wrapper.get(0);
	let place = wrapper.querySelector(".css-none");
	if (!place) {
		place = h("div", { class: "css-none css-actions" });
		wrapper.append(place);
	}
	const is_asked = may_complete(frm) && !frm.doc.plan_adjustments;
	replace_children(
		place,
		is_asked
			? button(__("No adjustments"), async () => {
					await frm.set_value("plan_adjustments", __("None"));
					offer_none(frm);
			  })
			: null
	);
}

async function complete(frm) {
	const [first] = unanswered(frm.doc);
	if (first) {
		frappe.show_alert({
			message: __("Still to be answered: {0}", [__(frm.get_docfield(first).label)]),
			indicator: "orange",
		});
		frm.scroll_to_field(first);
		return;
	}
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	ask_and_complete(frm);
}

/** As the server asks, so that nobody waits for it to hear what is missing. */
function unanswered(doc) {
	return [
		"still_required",
		doc.still_required === "No" && "still_required_reason",
		"ready_for_exit",
		doc.ready_for_exit === "Yes" && "ready_for_exit_reason",
		"plan_adjustments",
		"case_note",
	].filter((fieldname) => fieldname && !(doc[fieldname] || "").trim());
}

async function ask_and_complete(frm) {
	const places = await places_in_use();
	const { name, revises, mode, place, duration_minutes } = frm.doc;
	const dialog = new frappe.ui.Dialog({
		title: __("Complete the Periodic Assessment"),
		fields: [
			{
				fieldname: "write_down",
				fieldtype: "Check",
				label: __("Write the meeting down as a contact as well"),
				default: revises ? 0 : 1,
				hidden: Boolean(revises),
			},
			{
				fieldname: "place",
				fieldtype: "Select",
				label: __("Place"),
				options: ["", ...words_to_choose(places, place)],
				default: place,
				depends_on: "write_down",
				hidden: Boolean(revises) || mode !== "In Person",
			},
			{
				fieldname: "duration_minutes",
				fieldtype: "Int",
				label: __("Duration (minutes)"),
				default: duration_minutes,
				depends_on: "write_down",
				hidden: Boolean(revises),
				description: __("It is then locked. A correction later keeps the original."),
			},
		],
		primary_action_label: __("Complete", null, "Verb"),
		primary_action: once_at_a_time(async ({ write_down, place, duration_minutes }) => {
			const { activity } = await write("periodic.complete", {
				assessment: name,
				write_down: write_down ? 1 : 0,
				...(place ? { place } : {}),
				...(duration_minutes ? { duration_minutes } : {}),
			});
			dialog.hide();
			frappe.show_alert({
				message: activity ? __("Completed, and written down as a contact.") : __("Completed"),
				indicator: "green",
			});
			await frm.reload_doc();
			frappe.utils.scroll_to(0);
		}),
	});
	dialog.show();
}
