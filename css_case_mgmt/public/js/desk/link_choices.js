// What a Link field offers: names of records are opaque and say nothing to whoever chooses, nor do the filters that
// are made of them.

const OF_THIS_APP = "CSS ";
const OPAQUE = /^[0-9a-f]{10,20}$/;

export function offer_choices_in_words() {
	const proto = frappe.ui.form.ControlLink.prototype;
	const { merge_duplicates, get_filter_description } = proto;
	proto.merge_duplicates = function (results) {
		return merge_duplicates.call(this, is_ours(this) ? results.map(without_name) : results);
	};
	proto.get_filter_description = function (...args) {
		return is_ours(this) ? "" : get_filter_description.apply(this, args);
	};
}

function is_ours(control) {
	return (control.get_options() || "").startsWith(OF_THIS_APP);
}

function without_name(choice) {
	const { value, description } = choice;
	if (!description || !OPAQUE.test(value)) return choice;
	return {
		...choice,
		description: description
			.split(", ")
			.filter((part) => part !== value)
			.join(", "),
	};
}
