from css_case_mgmt.commands.css_bank import css_bank

commands = [css_bank]
