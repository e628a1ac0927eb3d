// Answers that are not on the server yet, kept on this device. No name, no text: codes under an opaque name.

const PREFIX = "css_nam_backup";
const DAYS_TO_KEEP = 14;

function key_of(assessment) {
	return [PREFIX, frappe.session.user, assessment].join(":");
}

export function keep_backup(assessment, answers) {
	try {
		if (Object.keys(answers).length) {
			localStorage.setItem(key_of(assessment), JSON.stringify({ at: Date.now(), answers }));
		} else {
			localStorage.removeItem(key_of(assessment));
		}
	} catch {
		// A full or forbidden storage must not stop anybody from answering: the server has the draft.
	}
}

export function read_backup(assessment) {
	try {
		return JSON.parse(localStorage.getItem(key_of(assessment)));
	} catch {
		return null;
	}
}

export function forget_old_backups() {
	const oldest = Date.now() - DAYS_TO_KEEP * 24 * 60 * 60 * 1000;
	try {
		for (const key of Object.keys(localStorage)) {
			if (!key.startsWith(`${PREFIX}:`)) continue;
			const { at } = JSON.parse(localStorage.getItem(key)) || {};
			if (!at || at < oldest) localStorage.removeItem(key);
		}
	} catch {
		// As above.
	}
}
