// A place to sign with a finger, a pen or a mouse. The picture is small and black on white.

import { button, h } from "../dom";

const WIDTH = 600;
const HEIGHT = 200;
const INK = "#101418";

export class SignaturePad {
	constructor({ label }) {
		this.canvas = h("canvas", {
			class: "css-pad",
			width: WIDTH,
			height: HEIGHT,
			role: "img",
			"aria-label": label,
			tabindex: "0",
		});
		this.clear_button = button(__("Clear"), () => this.clear());
		this.element = h(
			"div",
			{ class: "css-sign" },
			h(
				"div",
				{ class: "css-sign-head" },
				h("span", { class: "css-sign-label" }, label),
				this.clear_button
			),
			this.canvas
		);
		this.listen();
		this.clear();
	}

	listen() {
		const { canvas } = this;
		canvas.addEventListener("pointerdown", (event) => {
			canvas.setPointerCapture(event.pointerId);
			this.last = this.place(event);
			this.draw_to(this.last);
			event.preventDefault();
		});
		canvas.addEventListener("pointermove", (event) => {
			if (!this.last) return;
			const place = this.place(event);
			this.draw_to(place);
			this.last = place;
		});
		for (const end of ["pointerup", "pointercancel"]) {
			canvas.addEventListener(end, () => {
				this.last = null;
			});
		}
	}

	place(event) {
		const box = this.canvas.getBoundingClientRect();
		return {
			x: ((event.clientX - box.left) / box.width) * WIDTH,
			y: ((event.clientY - box.top) / box.height) * HEIGHT,
		};
	}

	draw_to(place) {
		const pen = this.canvas.getContext("2d");
		pen.strokeStyle = INK;
		pen.lineWidth = 4;
		pen.lineCap = "round";
		pen.beginPath();
		pen.moveTo(this.last.x, this.last.y);
		pen.lineTo(place.x, place.y);
		pen.stroke();
		this.is_empty = false;
	}

	clear() {
		const pen = this.canvas.getContext("2d");
		pen.fillStyle = "#fff";
		pen.fillRect(0, 0, WIDTH, HEIGHT);
		this.last = null;
		this.is_empty = true;
	}

	/** The picture, or null while nobody has signed. */
	value() {
		return this.is_empty ? null : this.canvas.toDataURL("image/png");
	}
}
