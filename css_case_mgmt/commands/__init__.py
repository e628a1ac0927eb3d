from css_case_mgmt.commands.css_bank import css_bank
from css_case_mgmt.commands.css_check import css_check
from css_case_mgmt.commands.css_directory import css_directory
from css_case_mgmt.commands.css_import import css_import
from css_case_mgmt.commands.demo import css_demo

commands = [css_bank, css_check, css_demo, css_directory, css_import]
