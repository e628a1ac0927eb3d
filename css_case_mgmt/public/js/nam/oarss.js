// Words that help while assessing: the guide's OARSS of motivational interviewing.

import { h } from "../dom";

export function oarss() {
	return h(
		"details",
		{ class: "css-more css-asking css-oarss" },
		h("summary", {}, __("Words that help (OARSS)")),
		h("div", { class: "css-hint-columns" }, steps().map(step))
	);
}

function steps() {
	return [
		{
			title: __("Open questions"),
			why: __("They leave room for goals, strengths and needs."),
			examples: [
				__("What strengths have brought you here today?"),
				__("What would success mean to you?"),
				__("How would you describe what you need?"),
				__("How have things got better since last time?"),
			],
		},
		{
			title: __("Affirmations"),
			why: __("Say what goes well, and only what is true."),
			examples: [
				__("You are really good at speaking up for what you need."),
				__("That shows how well you get along with people."),
				__("You keep moving forward. That is a great quality."),
			],
		},
		{
			title: __("Reflections"),
			why: __("They let the person correct what you have understood."),
			examples: [
				[__("Repeat"), __("You mentioned … Did I get that right?")],
				[__("Rephrase"), __("It sounds like … Am I understanding correctly?")],
				[__("Paraphrase"), __("I am hearing that …")],
				[__("A goal"), __("You are thinking of doing something for your well-being. Is that right?")],
				[__("A feeling"), __("You are worried about how your English will do in a job.")],
				[__("A process"), __("Your days with the children make it hard to go to class.")],
				[
					__("Reframe"),
					__(
						"There is a lot to choose from, and all this thinking brings you in the right direction."
					),
				],
			],
		},
		{
			title: __("Summaries"),
			why: __("They end the talk and say what was agreed upon."),
			examples: [
				__("Today we talked about … Next, I begin a referral, and you … before we talk again."),
			],
		},
		{
			title: __("Services"),
			why: __("They come last, once you both understand what the person wishes to reach."),
			examples: [__("Which of these would help you first?")],
		},
	];
}

function step({ title, why, examples }) {
	return h(
		"div",
		{},
		h("h4", {}, title),
		h("p", { class: "css-note" }, why),
		h(
			"ul",
			{},
			examples.map((example) =>
				Array.isArray(example)
					? h("li", {}, h("strong", {}, example[0]), ": ", example[1])
					: h("li", {}, example)
			)
		)
	);
}
