// Marks enrolments in a list whose next assessment is overdue: one question for each clock per page of rows.

import { pill } from "./dom";
import { read } from "./server";
import { date_text } from "./words";

export async function mark_overdue(listview) {
	const enrolments = listview.data.filter(({ status }) => status === "Active").map(({ name }) => name);
	if (!enrolments.length) return;
	const [nam, periodic] = await Promise.all([
		read("nam.overdue_enrolments", { enrolments }),
		read("periodic.overdue_enrolments", { enrolments }),
	]);
	for (const name of new Set([...Object.keys(nam), ...Object.keys(periodic)])) {
		const since = [
			nam[name] && __("NAM was due {0}", [date_text(nam[name])]),
			periodic[name] && __("Periodic assessment was due {0}", [date_text(periodic[name])]),
		];
		mark(listview, name, since.filter(Boolean).join("\n"));
	}
}

function mark(listview, name, title) {
	const checkbox = listview.$result
		.get(0)
		.querySelector(`.list-row-checkbox[data-name="${CSS.escape(name)}"]`);
	const subject = checkbox && checkbox.closest(".list-subject");
	if (!subject || subject.querySelector(".css-overdue")) return;
	const element = pill(__("Overdue"), "alert");
	element.classList.add("css-overdue");
	element.title = title;
	subject.append(element);
}
