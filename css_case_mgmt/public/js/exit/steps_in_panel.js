// What is asked of a manager, and what a manager decides, has its buttons in the panel of the form.

/** Frappe's menu of workflow actions would be a second set of the same buttons, without the questions. */
export function leave_steps_to_panel(frm) {
	frm.page.actions_btn_group.addClass("css-not-offered");
}
