// Consent and charter in one sitting, on one page that is scrolled through with the client, on a phone as well
//

import { button, h, once_at_a_time, replace_children } from "../dom";
import { InterpreterChoice } from "../interpreters/choice";
import { read, write } from "../server";
import { FormText } from "./form_text";
import { ReleaseRows } from "./release_rows";
import { SignaturePad } from "./signature_pad";

const ON_SCREEN = "Signed on Screen";
const ON_PAPER = "Signed on Paper";
const PHOTO = "Photo of a Signature";

/**
 * { client, css_case, after, release }: `after` is called with the names of what was recorded; `release` is a line of
 * sharing that is known already.
 */
export async function record_consent({ client, css_case, after, release }) {
	const proposal = await read("consent.prepare", { client, css_case });
	return new RecordingPage({ client, css_case, after, proposal, release });
}

class RecordingPage {
	constructor({ client, css_case, after, proposal, release }) {
		Object.assign(this, { client, css_case, after, proposal });
		this.is_child = proposal.is_grown_up === false;
		this.parts = {
			consent_form: new FormText({
				forms: proposal.forms.Consent,
				language: proposal.language,
				label: __("Form"),
			}),
			releases: new ReleaseRows({ purpose: proposal.purpose }),
			interpreter: new InterpreterChoice({ client, css_case }),
			client_pad: new SignaturePad({ label: __("Client or guardian: consent") }),
			worker_pad: new SignaturePad({ label: __("Caseworker") }),
		};
		if (release) this.parts.releases.add_known(release);
		if (proposal.needs_charter) {
			this.parts.charter_form = new FormText({
				forms: proposal.forms.Charter,
				language: proposal.language,
				label: __("Charter"),
			});
			this.parts.charter_pad = new SignaturePad({ label: __("Client or guardian: charter") });
		}
		this.open();
	}

	open() {
		this.dialog = new frappe.ui.Dialog({
			title: __("Record Consent"),
			size: "large",
			static: true,
			fields: this.fields(),
			primary_action_label: __("Record", null, "Verb"),
			primary_action: once_at_a_time((values) => this.record(values)),
			secondary_action_label: __("Cancel"),
			secondary_action: () => this.dialog.hide(),
		});
		for (const fieldname of ["consent_form", "interpreter", "releases", "charter_form"]) {
			this.put(fieldname, this.parts[fieldname] && this.parts[fieldname].element);
		}
		this.put("head", this.head());
		this.put(
			"pads",
			h(
				"div",
				{ class: "css-pads" },
				this.parts.client_pad.element,
				this.parts.charter_pad ? this.parts.charter_pad.element : null,
				this.parts.worker_pad.element
			)
		);
		this.dialog.$wrapper.addClass("css-recording");
		this.dialog.show();
		if (!this.proposal.needs_interpreter) this.fold_interpreter();
	}

	put(fieldname, element) {
		const field = this.dialog.fields_dict[fieldname];
		if (field && element) replace_children(field.$wrapper.get(0), element);
	}

	head() {
		return h(
			"div",
			{},
			h("p", { class: "css-recording-name" }, h("bdi", {}, this.proposal.full_name)),
			h(
				"p",
				{ class: "css-note" },
				__("Take your time. Read the form together and ask what it means to the client.")
			)
		);
	}

	/** Most who need nobody are not asked for the list. */
	fold_interpreter() {
		const wrapper = this.dialog.fields_dict.interpreter.$wrapper.get(0);
		const { element } = this.parts.interpreter;
		const open = button(__("Somebody interprets"), () => replace_children(wrapper, element));
		replace_children(wrapper, open);
	}

	fields() {
		const { today, valid_until, guardians, needs_charter } = this.proposal;
		return [
			{ fieldtype: "HTML", fieldname: "head" },
			{ fieldtype: "Section Break", label: __("1. The form") },
			{ fieldtype: "HTML", fieldname: "consent_form" },
			{ fieldtype: "Section Break", label: __("2. Who consents") },
			{
				fieldtype: "Select",
				fieldname: "given_by",
				label: __("Given by"),
				options: [
					{ value: "Self", label: __("Self") },
					{ value: "Guardian", label: __("Guardian") },
				],
				default: this.is_child ? "Guardian" : "Self",
				reqd: 1,
				description: this.is_child
					? __("Too young to consent alone: a parent or guardian signs.")
					: null,
			},
			{
				fieldtype: "Autocomplete",
				fieldname: "guardian_name",
				label: __("Name of the guardian"),
				options: guardians,
				depends_on: "eval:doc.given_by=='Guardian'",
				mandatory_depends_on: "eval:doc.given_by=='Guardian'",
			},
			{
				fieldtype: "Select",
				fieldname: "guardian_authority",
				label: __("Authority"),
				options: this.authorities(),
				depends_on: "eval:doc.given_by=='Guardian'",
				mandatory_depends_on: "eval:doc.given_by=='Guardian'",
			},
			{ fieldtype: "Section Break", label: __("3. Interpreter") },
			{ fieldtype: "HTML", fieldname: "interpreter" },
			{ fieldtype: "Section Break", label: __("4. Explained") },
			{
				fieldtype: "Date",
				fieldname: "signed_on",
				label: __("Explained and signed on"),
				default: today,
				reqd: 1,
				description: __("Earlier, if it was on paper first."),
				change: () => this.take_day(),
			},
			{
				fieldtype: "Check",
				fieldname: "limits_explained",
				label: __("Limits of confidentiality explained"),
				description: __(
					"Court orders, danger to life, suspected abuse or neglect of a child: before anything is told."
				),
			},
			{
				fieldtype: "Check",
				fieldname: "rights_explained",
				label: __("Rights and responsibilities explained"),
				description: __("Taking part is voluntary, and can be ended at any time."),
			},
			{
				fieldtype: "Check",
				fieldname: "risks_explained",
				label: __("Facts, risks and alternatives explained"),
				description: __(
					"What is written down and shared, what may follow from it, and what else can be done, such as sharing nothing."
				),
			},
			{
				fieldtype: "Check",
				fieldname: "understood",
				label: __("The client said in own words what it means"),
			},
			{ fieldtype: "Section Break", label: __("5. What may be shared, and how long") },
			{ fieldtype: "HTML", fieldname: "releases" },
			{ fieldtype: "Date", fieldname: "valid_from", label: __("Valid from"), default: today, reqd: 1 },
			{
				fieldtype: "Date",
				fieldname: "valid_until",
				label: __("Valid until"),
				default: valid_until,
				description: __("Last day. Empty: until withdrawn."),
			},
			...(needs_charter ? this.charter_fields() : []),
			{
				fieldtype: "Section Break",
				label: needs_charter ? __("7. Signatures") : __("6. Signatures"),
			},
			...this.signature_fields(),
		];
	}

	authorities() {
		const of_child = [
			{ value: "Parent", label: __("Parent") },
			{ value: "Legal guardian of a child", label: __("Legal guardian of a child") },
		];
		const of_adult = [{ value: "Legal guardian of an adult", label: __("Legal guardian of an adult") }];
		return ["", ...(this.proposal.is_grown_up ? of_adult : [...of_child, ...of_adult])];
	}

	charter_fields() {
		return [
			{ fieldtype: "Section Break", label: __("6. Client charter") },
			{ fieldtype: "HTML", fieldname: "charter_form" },
			{
				fieldtype: "Check",
				fieldname: "charter_rights_explained",
				label: __("Rights, responsibilities and expectations explained"),
			},
			{
				fieldtype: "Check",
				fieldname: "voluntary_explained",
				label: __("Taking part is voluntary: explained"),
				description: __("The client may say no, and may end it at any time."),
			},
			{
				fieldtype: "Check",
				fieldname: "complaints_explained",
				label: __("How to complain explained"),
			},
			{
				fieldtype: "Check",
				fieldname: "graduation_discussed",
				label: __("Spoken about when and how case management ends"),
				description: __("By what you will both see that the client can go on alone."),
			},
		];
	}

	signature_fields() {
		return [
			{
				fieldtype: "Select",
				fieldname: "signature_method",
				label: __("How it is signed"),
				options: [
					{ value: ON_SCREEN, label: __("On this screen") },
					{ value: ON_PAPER, label: __("On paper, with a scan") },
					{ value: PHOTO, label: __("On a photo of the form") },
				],
				default: ON_SCREEN,
				reqd: 1,
				change: () => this.show_method(),
			},
			{ fieldtype: "HTML", fieldname: "pads", depends_on: `eval:doc.signature_method=='${ON_SCREEN}'` },
			{
				fieldtype: "Attach",
				fieldname: "scan",
				label: __("Scan or photo of the signed form"),
				depends_on: `eval:doc.signature_method!='${ON_SCREEN}'`,
				description: __("Until it is attached, the consent does not count as signed."),
			},
			{
				fieldtype: "Check",
				fieldname: "copy_given",
				label: __("The client has received a copy"),
				description: __("After recording you can print it."),
			},
		];
	}

	/** A consent begins on the day on which it was signed, and lasts as long as any other. */
	take_day() {
		const { signed_on } = this.dialog ? this.dialog.get_values(true) : {};
		const { today, valid_months } = this.proposal;
		if (!signed_on || signed_on > today) return;
		const { add_days, add_months } = frappe.datetime;
		this.dialog.set_values({
			valid_from: signed_on,
			valid_until: add_days(add_months(signed_on, valid_months), -1),
		});
	}

	show_method() {
		const field = this.dialog && this.dialog.fields_dict.pads;
		if (field) field.$wrapper.toggle(this.dialog.get_value("signature_method") === ON_SCREEN);
	}

	async record(values) {
		if (!this.is_ready(values)) return;
		const made = await write("consent.record", {
			client: this.client,
			css_case: this.css_case,
			consent: this.consent(values),
			charter: this.proposal.needs_charter ? this.charter(values) : null,
		});
		this.dialog.hide();
		frappe.show_alert({ message: __("Consent recorded"), indicator: "green" });
		if (this.after) this.after(made);
		else frappe.set_route("Form", "CSS Consent", made["CSS Consent"]);
	}

	/** What the gate would refuse later is asked for now, where the client sits. */
	is_ready(values) {
		const missing = [
			values.limits_explained ? null : __("Explain the limits of confidentiality."),
			values.risks_explained ? null : __("Explain facts, risks and alternatives."),
			values.understood ? null : __("Let the client say in own words what the form means."),
			...this.missing_of_charter(values),
			...this.missing_signatures(values),
		].filter(Boolean);
		if (!missing.length) return true;
		frappe.msgprint({
			title: __("Not complete yet"),
			message: h(
				"ul",
				{},
				missing.map((text) => h("li", {}, text))
			).outerHTML,
			indicator: "orange",
		});
		return false;
	}

	/** What the client acknowledges with the charter. */
	missing_of_charter(values) {
		if (!this.proposal.needs_charter) return [];
		return [
			values.charter_rights_explained
				? null
				: __("Explain rights, responsibilities and expectations of the charter."),
			values.voluntary_explained ? null : __("Explain that taking part is voluntary."),
		];
	}

	missing_signatures({ signature_method }) {
		if (signature_method !== ON_SCREEN) return [];
		const { client_pad, charter_pad, worker_pad } = this.parts;
		return [
			client_pad.value() ? null : __("The client or guardian signs the consent."),
			charter_pad && !charter_pad.value() ? __("The client or guardian signs the charter.") : null,
			worker_pad.value() ? null : __("You sign as well."),
		];
	}

	consent(values) {
		return {
			consent_form: this.parts.consent_form.chosen().name,
			given_by: values.given_by,
			guardian_name: values.given_by === "Guardian" ? values.guardian_name : null,
			guardian_authority: values.given_by === "Guardian" ? values.guardian_authority : null,
			explained_on: values.signed_on,
			limits_explained: values.limits_explained,
			rights_explained: values.rights_explained,
			risks_explained: values.risks_explained,
			understood: values.understood,
			purposes: this.parts.releases.values(),
			valid_from: values.valid_from,
			valid_until: values.valid_until || null,
			...this.parts.interpreter.values(),
			...this.signatures(values, this.parts.client_pad),
		};
	}

	charter(values) {
		return {
			charter_form: this.parts.charter_form.chosen().name,
			acknowledged_on: values.signed_on,
			given_by: values.given_by,
			rights_explained: values.charter_rights_explained,
			voluntary_explained: values.voluntary_explained,
			complaints_explained: values.complaints_explained,
			graduation_discussed_on: values.graduation_discussed ? values.signed_on : null,
			...this.parts.interpreter.values(),
			...this.signatures(values, this.parts.charter_pad),
		};
	}

	signatures({ signature_method, scan, copy_given, signed_on }, client_pad) {
		const is_on_screen = signature_method === ON_SCREEN;
		return {
			signature_method,
			scan: is_on_screen ? null : scan,
			client_signature: is_on_screen ? client_pad.value() : null,
			caseworker_signature: is_on_screen ? this.parts.worker_pad.value() : null,
			client_signed_on: signed_on,
			caseworker_signed_on: signed_on,
			copy_given_on: copy_given ? signed_on : null,
		};
	}
}
