// Where each consent of a list stands today: one question to the server per page of rows.

import { pill } from "../dom";
import { read } from "../server";
import { standing_label, standing_tone } from "./panel";

export async function mark_standing(listview) {
	const names = listview.data.map(({ name }) => name);
	if (!names.length) return;
	const standings = await read("consent.standings", { consents: names });
	for (const [name, standing] of Object.entries(standings)) {
		const checkbox = listview.$result
			.get(0)
			.querySelector(`.list-row-checkbox[data-name="${CSS.escape(name)}"]`);
		const subject = checkbox && checkbox.closest(".list-subject");
		if (subject && !subject.querySelector(".css-overdue")) {
			const mark = pill(standing_label(standing), standing_tone(standing));
			mark.classList.add("css-overdue");
			subject.append(mark);
		}
	}
}
