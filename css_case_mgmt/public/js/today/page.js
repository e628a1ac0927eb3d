// The page to open in the morning: what is due, overdue or waiting.

import { h, replace_children } from "../dom";
import { open_group_message } from "../notes/group_message";
import { read } from "../server";
import { chips, glance, state_counts, ways_by_state } from "./chips";
import { nothing_due } from "./empty";
import { heading_of, sections } from "./sections";
import { site_list } from "./site";
import { long_day } from "./words";

const STALE_AFTER = 60_000;

export class TodayPage {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("Today"),
			single_column: true,
		});
		this.kind = null;
		this.site = null;
		this.opened = new Set();
		this.body = h("div", { class: "css-panel css-today", "aria-busy": "true" });
		this.status = h("p", { class: "sr-only", role: "status" });
		const remember = ({ target }) => {
			const followed = target.closest("a[data-key]");
			this.followed = followed && followed.dataset.key;
		};
		// Before the link itself acts.
		this.body.addEventListener("click", remember, { capture: true });
		this.page.main.get(0).append(this.status, this.body);
		this.page.set_secondary_action(__("Refresh"), () => this.load());
		if (frappe.model.can_create("CSS Group Message")) {
			this.page.add_menu_item(__("Write to Several Families"), () => open_group_message());
		}
		document.addEventListener("visibilitychange", () => {
			if (!document.hidden && this.is_shown() && Date.now() - this.read_at > STALE_AFTER) this.load();
		});
	}

	is_shown() {
		return frappe.get_route()[0] === "css-today";
	}

	/** Whenever somebody comes back to the page: what was done meanwhile is gone from it, and who followed a line
	 * finds it again, unless it is done. */
	async show() {
		const scope = frappe.get_route()[1] === "site" ? "site" : "mine";
		const comes_back = scope === this.scope;
		if (!comes_back) this.kind = null;
		this.scope = scope;
		await this.load();
		const followed = comes_back && this.followed && this.with_key(this.followed);
		if (followed) {
			followed.scrollIntoView({ block: "center" });
			followed.focus({ preventScroll: true });
		}
	}

	async load() {
		const asked = (this.asked = {});
		const args = {
			scope: this.scope,
			...(this.site && this.scope === "site" ? { site: this.site } : {}),
		};
		const answer = await read("today.get_today", args);
		// Somebody has changed over to another list meanwhile.
		if (asked !== this.asked) return;
		this.read_at = Date.now();
		this.answer = answer;
		this.site = answer.site || this.site;
		this.draw();
	}

	draw() {
		const { answer } = this;
		const focused = document.activeElement && document.activeElement.dataset.key;
		if (this.kind && !answer.items.some(({ kind }) => kind === this.kind)) this.kind = null;
		const items = answer.items.filter(({ kind }) => !this.kind || kind === this.kind);
		const context = { today: answer.today, reload: () => this.load() };
		replace_children(
			this.body,
			this.head(items),
			chips(answer.items, this.kind, (kind) => {
				this.kind = kind;
				this.draw();
			}),
			this.list(items, context)
		);
		this.body.removeAttribute("aria-busy");
		this.say(items);
		if (focused) this.focus(focused);
	}

	list(items, context) {
		const { answer } = this;
		if (answer.scope === "site") {
			return site_list({
				items,
				workers: answer.workers,
				context,
				opened: this.opened,
				is_filtered: Boolean(this.kind),
			});
		}
		return items.length ? sections(items, context) : nothing_due(answer);
	}

	head(items) {
		const { answer } = this;
		return h(
			"div",
			{ class: "css-today-head" },
			h("p", { class: "css-today-date" }, answer.today ? long_day(answer.today) : ""),
			h("div", { class: "css-today-glance" }, this.counts_of(items)),
			answer.sites.length ? this.switch_of_lists() : null
		);
	}

	/** On one's own list they lead to their part; a site's list has many parts. */
	counts_of(items) {
		const counts = state_counts(items);
		if (this.answer.scope === "site") return glance(counts);
		return ways_by_state(counts, (state) => {
			const heading = this.body.querySelector(`#${CSS.escape(heading_of(items, state))}`);
			heading.scrollIntoView({ block: "center" });
			heading.focus({ preventScroll: true });
		});
	}

	switch_of_lists() {
		const { answer } = this;
		return h(
			"nav",
			{ class: "css-today-switch", "aria-label": __("Whose list") },
			this.way_to(["css-today"], __("My list"), answer.scope === "mine"),
			this.way_to(["css-today", "site"], __("My site"), answer.scope === "site"),
			answer.scope === "site" && answer.sites.length > 1 ? this.choice_of_site() : null
		);
	}

	way_to(route, text, is_current) {
		return h(
			"a",
			{
				href: frappe.router.make_url(route),
				"aria-current": is_current ? "page" : null,
				"data-key": `list/${route.join("/")}`,
			},
			text
		);
	}

	choice_of_site() {
		return h(
			"select",
			{
				class: "form-control css-select",
				"aria-label": __("Site"),
				"data-key": "site",
				onchange: ({ target }) => {
					this.site = target.value;
					this.load();
				},
			},
			this.answer.sites.map((site) =>
				h("option", { value: site, selected: site === this.answer.site }, site)
			)
		);
	}

	/** For those who do not see the list change. */
	say(items) {
		const said = glance(state_counts(items)).map((each) => each.textContent);
		this.status.textContent = said.length ? said.join(", ") : __("Nothing due");
	}

	focus(key) {
		const found = this.with_key(key);
		if (found) found.focus({ preventScroll: true });
	}

	with_key(key) {
		return this.body.querySelector(`[data-key="${CSS.escape(key)}"]`);
	}
}
