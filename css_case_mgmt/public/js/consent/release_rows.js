// What a consent covers, one line per organisation: easier on a phone than a table.

import { button, h } from "../dom";

export class ReleaseRows {
	constructor({ purpose }) {
		this.own_purpose = purpose;
		this.rows = [];
		this.list = h("div", {});
		this.element = h(
			"div",
			{ class: "css-releases" },
			h("p", {}, "✓ ", purpose),
			this.list,
			button(__("Add Sharing With an Organisation"), () => this.add())
		);
	}

	/** A line that is known already, such as that of a referral. */
	add_known({ recipient, purpose, information }) {
		const row = this.add();
		row.recipient.value = recipient || "";
		row.purpose.value = purpose || "";
		row.information.value = information || "";
	}

	add() {
		const row = {
			recipient: text_input(__("Organisation")),
			purpose: text_input(__("Purpose, such as: referral for housing")),
			information: text_input(__("Information, such as: name, telephone number")),
		};
		row.element = h(
			"fieldset",
			{ class: "css-release" },
			row.recipient,
			row.purpose,
			row.information,
			button(__("Remove"), () => this.remove(row))
		);
		this.rows.push(row);
		this.list.append(row.element);
		row.recipient.focus();
		return row;
	}

	remove(row) {
		this.rows = this.rows.filter((each) => each !== row);
		row.element.remove();
	}

	values() {
		const sharing = this.rows
			.map(({ recipient, purpose, information }) => ({
				recipient: recipient.value.trim(),
				purpose: purpose.value.trim() || __("Referral"),
				information: information.value.trim(),
			}))
			.filter(({ recipient }) => recipient);
		return [{ purpose: this.own_purpose }, ...sharing];
	}
}

function text_input(label) {
	return h("input", { type: "text", class: "form-control", "aria-label": label, placeholder: label });
}
