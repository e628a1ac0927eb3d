// Fields that the dialogs about changes in a family share.

/** A name in a label: Frappe puts labels into the page as HTML. */
export function label_of(member) {
	return frappe.utils.escape_html(member.full_name || member.file_number);
}

export function day_field(today, description) {
	return { fieldname: "as_of", fieldtype: "Date", label: __("On"), default: today, reqd: 1, description };
}

export function member_options(members) {
	return ["", ...members.map((member) => ({ value: member.client, label: member.full_name }))];
}

export function relationship_field(fieldname, label, values = {}) {
	return {
		fieldname,
		fieldtype: "Link",
		options: "CSS Relationship",
		only_select: 1,
		label,
		get_query: () => ({ filters: { enabled: 1 } }),
		...values,
	};
}

/** Who moves: a box for each, and the relationship to the head of the household that they join. */
export function mover_fields(members) {
	return members.flatMap((member) => [
		{
			fieldname: `moves_${member.client}`,
			fieldtype: "Check",
			label: label_of(member),
		},
		relationship_field(`joins_${member.client}`, __("{0}: relationship there", [label_of(member)]), {
			hidden: 1,
		}),
	]);
}

/** Who heads the family that stays, if its head leaves. */
export function successor_fields(members) {
	return [
		{
			fieldname: "successor_section",
			fieldtype: "Section Break",
			label: __("The family that stays"),
			hidden: 1,
		},
		{
			fieldname: "staying_head",
			fieldtype: "Select",
			label: __("New head of family"),
			options: member_options(members),
		},
		...members.map((member) =>
			relationship_field(`stays_${member.client}`, label_of(member), { hidden: 1 })
		),
	];
}

/** Shows the fields of `successor_fields` as far as they are needed; `leaving` are clients. */
export function show_successor(dialog, members, leaving) {
	const staying = members.filter((member) => !leaving.includes(member.client));
	const is_needed =
		staying.length > 0 && members.some((member) => member.is_head && leaving.includes(member.client));
	show(dialog, "successor_section", is_needed);
	show(dialog, "staying_head", is_needed, is_needed);
	const staying_head = dialog.get_value("staying_head");
	set_options(dialog, "staying_head", member_options(staying));
	for (const member of members) {
		show(
			dialog,
			`stays_${member.client}`,
			is_needed && Boolean(staying_head) && staying.includes(member) && member.client !== staying_head
		);
	}
}

export function successor_of(values, members) {
	if (!values.staying_head) return {};
	return {
		staying_head: values.staying_head,
		staying_relationships: relationships(values, "stays", members),
	};
}

export function movers(dialog, members) {
	return members.map((member) => member.client).filter((client) => dialog.get_value(`moves_${client}`));
}

export function relationships(values, prefix, members) {
	const found = {};
	for (const { client } of members) {
		if (values[`${prefix}_${client}`]) found[client] = values[`${prefix}_${client}`];
	}
	return found;
}

export function show(dialog, fieldname, is_shown, is_required = false) {
	const field = dialog.get_field(fieldname);
	const [hidden, reqd] = [is_shown ? 0 : 1, is_shown && is_required ? 1 : 0];
	if (field.df.hidden === hidden && (field.df.reqd || 0) === reqd) return;
	field.df.reqd = reqd;
	dialog.set_df_property(fieldname, "hidden", hidden);
}

export function set_options(dialog, fieldname, options) {
	const before = dialog.get_value(fieldname);
	if (JSON.stringify(dialog.get_field(fieldname).df.options) === JSON.stringify(options)) return;
	dialog.set_df_property(fieldname, "options", options);
	const is_offered = options.some((option) => option.value === before);
	dialog.set_value(fieldname, is_offered ? before : "");
}
