// What stands on a record that was entered in the wrong file.

import { h } from "../dom";
import { date_text } from "../words";

export function marked_notice(marked_in_error_on) {
	if (!marked_in_error_on) return null;
	return h(
		"p",
		{ class: "css-notice css-alert" },
		__("Entered in the wrong file; marked on {0}. It counts nowhere and is in no print.", [
			date_text(marked_in_error_on),
		])
	);
}
