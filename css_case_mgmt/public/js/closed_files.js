// A closed file says so at the head of every form of it, and nothing in it can be typed. The server refuses
// what is written by any other way.

import { h } from "./dom";

const OF_THIS_APP = "CSS ";
const PLACE = "css-closed-file";

export function show_closed_files() {
	$(document).on("form-refresh", (_event, frm) => {
		if (frm && frm.doctype.startsWith(OF_THIS_APP)) show(frm);
	});
}

function show(frm) {
	const head = frm.layout && frm.layout.wrapper.get(0);
	if (!head) return;
	for (const earlier of head.parentNode.querySelectorAll(`:scope > .${PLACE}`)) earlier.remove();
	const text = !frm.is_new() && frm.doc.__onload && frm.doc.__onload.closed_file;
	frm.page.wrapper.toggleClass("css-is-closed", Boolean(text));
	if (!text) return;
	head.before(h("p", { class: `css-banner css-quiet ${PLACE}`, role: "status" }, h("strong", {}, text)));
	frm.set_read_only();
	frm.disable_save();
	frm.refresh_fields();
}
