frappe.listview_settings["CSS Reminder Preference"] = { hide_name_column: true, hide_name_filter: true };
