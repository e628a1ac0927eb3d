// Marks enrolments in a list whose next assessment is overdue: one question to the server per page of rows.

import { pill } from "./dom";
import { read } from "./server";
import { date_text } from "./words";

export async function mark_overdue(listview) {
	const names = listview.data.filter(({ status }) => status === "Active").map(({ name }) => name);
	if (!names.length) return;
	const overdue = await read("nam.overdue_enrolments", { enrolments: names });
	for (const [name, due_date] of Object.entries(overdue)) {
		const checkbox = listview.$result
			.get(0)
			.querySelector(`.list-row-checkbox[data-name="${CSS.escape(name)}"]`);
		const subject = checkbox && checkbox.closest(".list-subject");
		if (subject && !subject.querySelector(".css-overdue")) {
			const mark = pill(__("Overdue"), "alert");
			mark.classList.add("css-overdue");
			mark.title = __("NAM was due {0}", [date_text(due_date)]);
			subject.append(mark);
		}
	}
}
