// Numbers that are counted by this app lead somewhere, as Frappe's own do.

const WAYS = {
	"Overdue on my list": ["css-today"],
	"Due today on my list": ["css-today"],
	"Overdue at my sites": ["css-today", "site"],
	"Waiting for a manager": ["css-today"],
	"Beyond the typical length": ["List", "CSS Enrolment", "List", { status: "Active" }],
};

export function lead_on_from_numbers() {
	document.addEventListener("click", ({ target }) => {
		const number = target.closest && target.closest(".number-widget-box .widget-body");
		const block = number && number.closest("[number_card_name]");
		const way = block && WAYS[block.getAttribute("number_card_name")];
		if (way && !block.closest(".edit-mode")) frappe.set_route(...way);
	});
}
