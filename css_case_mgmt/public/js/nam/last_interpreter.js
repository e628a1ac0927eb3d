// The same interpreter again, by one tap.

import { replace_children } from "../dom";
import { read } from "../server";
import { interpreter_offer } from "./sheet_parts";

/** On a draft without one; whoever cannot read the register is asked nothing. */
export async function offer_last_interpreter(frm, place) {
	const { name, client, css_case, interpreter } = frm.doc;
	if (interpreter || !frappe.model.can_read("CSS Interpreter")) return;
	const found = await read("interpreters.suggest", { client, css_case });
	const known = found.find(
		({ obstacles, last_used, is_preferred }) => !obstacles.length && (last_used || is_preferred)
	);
	if (!known || frm.doc.name !== name || frm.doc.interpreter) return;
	replace_children(
		place,
		interpreter_offer(known, async () => {
			await frm.set_value({ interpreter: known.name, by_telephone: known.by_telephone ? 1 : 0 });
			await frm.save();
			replace_children(place);
		})
	);
}
