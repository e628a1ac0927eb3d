// Rows pasted from a spreadsheet into a table, all at once.
//
// Frappe's own way draws each row as it comes, and first complains that the text is too long for the cell.

const NUMBERS = ["Int", "Float", "Currency", "Percent", "Check"];

export function accept_pasted_rows(frm, table) {
	const { grid } = frm.fields_dict[table];
	const wrapper = grid.wrapper.get(0);
	if (wrapper.css_accepts_rows) return;
	wrapper.css_accepts_rows = true;
	wrapper.addEventListener(
		"paste",
		(event) => {
			const cell = event.target.closest(".grid-row [data-fieldname]");
			if (!cell || event.target.closest(".form-in-grid")) return;
			const rows = read_rows(event.clipboardData.getData("Text"));
			if (rows.length < 2) return;
			event.preventDefault();
			event.stopPropagation();
			put_rows(frm, grid, cell, rows);
		},
		true
	);
}

function read_rows(text) {
	return frappe.utils.csv_to_array(text, "\t").filter((row) => row.some((value) => cstr(value).trim()));
}

function put_rows(frm, grid, cell, rows) {
	const { fieldname: table } = grid.df;
	let fields = fields_of_header(grid, rows[0]);
	if (fields) rows = rows.slice(1);
	else fields = fields_from(grid, cell.dataset.fieldname);
	const first = cint(cell.closest(".grid-row").dataset.idx) - 1;
	rows.forEach((values, number) => {
		const row = frm.doc[table][first + number] || frappe.model.add_child(frm.doc, grid.doctype, table);
		values.forEach((value, column) => {
			if (fields[column]) row[fields[column].fieldname] = typed(value, fields[column]);
		});
	});
	frm.dirty();
	grid.refresh();
}

/** The fields that a first row of headings names, or null if it holds no headings. */
function fields_of_header(grid, header) {
	const fields = header.map((heading) => {
		const wanted = cstr(heading).trim().toLowerCase();
		return grid.meta.fields.find(({ fieldname, label }) =>
			[fieldname, label, __(label)].some((name) => cstr(name).toLowerCase() === wanted)
		);
	});
	return fields.every(Boolean) ? fields : null;
}

/** The columns in view, from the one that was pasted into. */
function fields_from(grid, fieldname) {
	const fields = grid.visible_columns.map(([field]) => field);
	return fields.slice(
		Math.max(
			fields.findIndex((field) => field.fieldname === fieldname),
			0
		)
	);
}

function typed(value, { fieldtype }) {
	return NUMBERS.includes(fieldtype) ? flt(value) : cstr(value).trim();
}
