// A text that is being typed in a dialog is not lost by a tap beside the dialog, nor by Escape: it closes by its own
// buttons only.

const DIALOG = ".modal.show";
// What is open inside the dialog has Escape for itself.
const SUGGESTIONS = ".awesomplete ul:not([hidden]), .datepicker.active, .air-datepicker.-active-";
const typed = new WeakSet();

export function keep_typed_texts() {
	// Before Bootstrap and Frappe hear of it.
	const before_others = { capture: true };
	document.addEventListener("input", ({ target }) => typed.add(target), before_others);
	document.addEventListener("click", keep_when_tapped_beside, before_others);
	document.addEventListener("mousedown", keep_when_tapped_beside, before_others);
	document.addEventListener("keydown", keep_from_escape, before_others);
}

function keep_when_tapped_beside(event) {
	if (event.target.matches && event.target.matches(DIALOG) && has_text(event.target)) {
		event.stopPropagation();
	}
}

function keep_from_escape(event) {
	if (event.key !== "Escape") return;
	const dialog = [...document.querySelectorAll(DIALOG)].pop();
	if (!dialog || !has_text(dialog) || document.querySelector(SUGGESTIONS)) return;
	event.stopImmediatePropagation();
	event.preventDefault();
}

function has_text(dialog) {
	return [...dialog.querySelectorAll("textarea")].some((field) => typed.has(field) && field.value.trim());
}
