// The API of this app. Refusals are shown by Frappe; the caller stops where it is, with everything typed in place.

const ROOT = "css_case_mgmt.api.";

export function read(method, args = {}) {
	return call("GET", method, args);
}

export function write(method, args = {}, options = {}) {
	return call("POST", method, args, { freeze: true, ...options });
}

function call(type, method, args, options = {}) {
	return frappe
		.call({ method: ROOT + method, type, args, ...options })
		.then((response) => response.message);
}

/**
 * Posts in the background: no messages, no redirect to the login page when the login has run out. The caller
 * says in its own place what went wrong.
 *
 * Resolves to { ok, status, message, refusal }; status 0 means that the server was not reached.
 */
export async function post_quietly(method, args, { keepalive = false } = {}) {
	let response;
	try {
		response = await fetch(`/api/method/${ROOT}${method}`, {
			method: "POST",
			keepalive,
			headers: {
				"Content-Type": "application/json",
				Accept: "application/json",
				"X-Frappe-CSRF-Token": frappe.csrf_token,
			},
			body: JSON.stringify(args),
		});
	} catch {
		return { ok: false, status: 0 };
	}
	const body = await response.json().catch(() => ({}));
	return {
		ok: response.ok,
		status: response.status,
		message: body.message,
		refusal: refusal_text(body),
	};
}

function refusal_text(body) {
	try {
		const messages = JSON.parse(body._server_messages || "[]").map((text) => JSON.parse(text));
		return messages.map(({ message }) => strip_html(message)).join(" ");
	} catch {
		return "";
	}
}

function strip_html(html) {
	return new DOMParser().parseFromString(html, "text/html").body.textContent;
}
