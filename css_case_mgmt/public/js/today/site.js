// The list of a site: what waits for the managers, then each worker with the load at a glance.

import { h, pill } from "../dom";
import { glance_in_places, state_counts } from "./chips";
import { sections } from "./sections";
import { families_text } from "./words";

/**
 * opened: the workers whose lists are open; kept while the page is.
 * is_filtered: then only those are shown who have something of that kind.
 */
export function site_list({ items, workers, context, opened, is_filtered }) {
	const of_managers = items.filter(({ worker }) => !worker);
	const shown = workers
		.map((worker) => [worker, items.filter((item) => item.worker === worker.worker)])
		.filter(([, own]) => own.length || !is_filtered);
	return [
		of_managers.length
			? h(
					"section",
					{ class: "css-today-block", "aria-labelledby": "today-managers" },
					h("h2", { id: "today-managers" }, __("Waits for a manager")),
					sections(of_managers, context, { level: 3, id: "managers" })
			  )
			: null,
		!!shown.length &&
			h(
				"section",
				{ class: "css-today-block", "aria-labelledby": "today-workers" },
				h("h2", { id: "today-workers" }, __("By worker")),
				shown.map(([worker, own], index) =>
					worker_block(worker, own, { context, opened, id: `worker-${index}` })
				)
			),
	];
}

function worker_block(worker, items, { context, opened, id }) {
	const body = h("div", { class: "css-today-of-worker" });
	const draw = () => {
		if (body.childElementCount || !items.length) return;
		body.append(...sections(items, context, { level: 3, id }));
	};
	const is_open = opened.has(worker.worker);
	if (is_open) draw();
	return h(
		"details",
		{
			class: "css-today-worker",
			open: is_open,
			ontoggle: ({ target }) => {
				if (target.open) {
					opened.add(worker.worker);
					draw();
				} else {
					opened.delete(worker.worker);
				}
			},
		},
		h(
			"summary",
			{ "data-key": `worker/${worker.worker}` },
			h("strong", {}, h("bdi", {}, worker.full_name)),
			h("span", { class: "css-quiet-text" }, families_text(worker.families)),
			worker.is_at_work ? null : pill(__("Not at work here now"), "warm"),
			h(
				"span",
				{ class: "css-today-glance" },
				items.length
					? glance_in_places(state_counts(items))
					: h("span", {}, pill(__("Nothing due"), "good"))
			)
		),
		body
	);
}
