"""Placeholders such as `{name}` in what is sent, replaced by what was planted."""


def filled_in(value, replacements: dict[str, str]):
	"""A structure with the placeholders of all its texts replaced."""
	if isinstance(value, dict):
		return {filled_in(key, replacements): filled_in(each, replacements) for key, each in value.items()}
	if isinstance(value, list):
		return [filled_in(each, replacements) for each in value]
	if isinstance(value, str):
		for placeholder, replacement in replacements.items():
			value = value.replace("{" + placeholder + "}", replacement)
	return value
