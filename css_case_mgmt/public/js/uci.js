// A UCI is kept as digits and shown as on documents: 1234-5678 or 12-3456-7890 (D-22).

const DIGITS = /^([A-Z]?)(\d{0,2})(\d{4})(\d{4})$/;

export function shown_uci(uci) {
	const [, letter, first, middle, last] = DIGITS.exec(uci || "") || [];
	if (!last || (letter && first.length !== 2) || first.length === 1) return uci || "";
	return [letter + first, middle, last].filter(Boolean).join("-");
}

export function show_uci_as_on_documents(frm) {
	const control = frm.fields_dict.uci;
	control.format_for_input = shown_uci;
	control.parse = (typed) => {
		const digits = (typed || "").replace(/[\s\-\u2010-\u2015]/g, "");
		return shown_uci(digits) === digits ? typed : digits;
	};
}
