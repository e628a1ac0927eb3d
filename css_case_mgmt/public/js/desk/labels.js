// Frappe's labels stand beside their fields without belonging to them: whoever hears the form hears them too.

export function name_fields() {
	const proto = frappe.ui.form.ControlInput.prototype;
	const { set_label } = proto;
	proto.set_label = function (...args) {
		set_label.apply(this, args);
		name_field(this);
	};
	$(document).on("shown.bs.modal", ".modal", ({ currentTarget }) => {
		for (const close of currentTarget.querySelectorAll(".btn-modal-close:not([aria-label])")) {
			close.setAttribute("aria-label", __("Close"));
		}
	});
}

function name_field({ df, $input }) {
	const field = $input && $input.get(0);
	if (!field || !df.label || has_label(field)) return;
	field.setAttribute("aria-label", plain_text(__(df.label, null, df.parent)));
}

function has_label({ labels }) {
	return [...(labels || [])].some(({ textContent }) => textContent.trim());
}

function plain_text(html) {
	return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
}
