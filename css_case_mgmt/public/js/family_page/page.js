// A family in one minute, before meeting somebody not seen for a while.

import { h, replace_children } from "../dom";
import { read } from "../server";
import { contacts, problems } from "./contacts";
import { head } from "./head";
import { draw_charts, needs } from "./needs";
import { agreements, people } from "./people";
import { plan, strengths } from "./plan";
import { lines_card, safety } from "./parts";

export class FamilyPage {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({ parent: wrapper, title: __("Family"), single_column: true });
		this.body = h("div", { class: "css-panel css-family", "aria-busy": "true" });
		this.page.main.get(0).append(this.body);
		this.page.set_primary_action(__("Open Case"), () =>
			frappe.set_route("Form", "CSS Case", this.css_case)
		);
		this.page.set_secondary_action(__("Print"), () => {
			for (const details of this.body.querySelectorAll("details")) details.open = true;
			window.print();
		});
	}

	/** Each time somebody comes: what was written down meanwhile is on the page. */
	async show() {
		const css_case = frappe.get_route()[1];
		if (!css_case) {
			frappe.set_route("query-report", "Review Individual and Family Services");
			return;
		}
		if (css_case !== this.css_case) this.wait_for(css_case);
		const found = await read("family_page.get_page", { css_case });
		if (css_case !== this.css_case) return;
		this.draw(found);
	}

	/** Nothing of another family stays on the screen. */
	wait_for(css_case) {
		this.css_case = css_case;
		this.page.set_title(__("Family"));
		this.body.setAttribute("aria-busy", "true");
		replace_children(this.body);
	}

	draw(found) {
		this.page.set_title(__("Family {0}", [found.case.file_number]));
		replace_children(
			this.body,
			h(
				"p",
				{ class: "css-family-confidential" },
				__("Confidential: holds personal information of a family")
			),
			head(found),
			safety(found.safety),
			h(
				"div",
				{ class: "css-family-columns" },
				h(
					"div",
					{ class: "css-family-main" },
					people(found.people),
					strengths(found.strengths),
					needs(found.needs),
					plan(found.plan)
				),
				h(
					"div",
					{ class: "css-family-side" },
					lines_card("due", __("What is due"), found.due, __("Nothing is due.")),
					problems(found.problems),
					lines_card(
						"referrals",
						__("Open referrals"),
						found.referrals,
						__("No referral is open.")
					),
					contacts(found.contacts),
					agreements(found.agreements)
				)
			)
		);
		this.body.removeAttribute("aria-busy");
		draw_charts(this.body, found.needs);
	}
}
