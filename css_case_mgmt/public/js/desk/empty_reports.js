// A report without rows says why that may be.

export function say_why_a_report_is_empty() {
	const { prototype } = frappe.views.QueryReport;
	const usual = prototype.get_no_result_message;
	prototype.get_no_result_message = function () {
		const { ref_doctype } = this.report_doc || {};
		if (!ref_doctype || !ref_doctype.startsWith("CSS ")) return usual.call(this);
		const text = __(
			"Nothing to show for these filters. Choose other dates or take a filter out. Only what is completed is counted, and only files that are open to you."
		);
		return `<div class="msg-box no-border css-empty-list"><p>${frappe.utils.escape_html(text)}</p></div>`;
	};
}
