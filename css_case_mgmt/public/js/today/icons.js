// A drawing for each kind, beside its word: strokes on a grid of 24.

import { svg } from "../dom";

const PATHS = {
	Appointment: "M5 6h14v14H5zM5 10h14M9 3v4M15 3v4",
	NAM: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
	"Periodic Assessment": "M20 12a8 8 0 1 1-2.4-5.7M20 3v5h-5",
	"Settlement Plan": "M4 20h16M6 16l4-5 4 3 5-8M15 6h4v4",
	Contact: "M4 5h16v11H9l-5 4z",
	Consent: "M4 19c3-7 5-12 7-12s-2 9 1 9 2-4 4-4 1 3 4 3",
	"Own File": "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 4-7 8-7s8 2 8 7",
	"Programme Length": "M7 3h10M7 21h10M8 3c0 5 8 5 8 9s-8 4-8 9M16 3c0 5-8 5-8 9s8 4 8 9",
	Exit: "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
	Citizenship: "M5 21V4M5 4h13l-3 4 3 4H5",
	"NAARS Follow-up": "M4 12h13M12 6l6 6-6 6",
	"Service Referral": "M4 6h9a5 5 0 0 1 5 5v8M14 15l4 4 4-4M4 12h6M4 18h6",
	Referral: "M3 6h18v12H3zM3 7l9 7 9-7",
	Intake: "M12 4v16M4 12h16",
	Review: "M4 12l5 6L20 6",
	Problem: "M12 3l9 17H3zM12 10v5M12 17v1",
	"Case Notes": "M6 3h9l4 4v14H6zM9 12h7M9 16h7",
	Draft: "M4 20l1-5L16 4l4 4L9 19z",
};

export function kind_icon(kind) {
	return svg(
		"svg",
		{ class: "css-today-icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
		svg("path", { d: PATHS[kind] })
	);
}
