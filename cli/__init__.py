"""The terminal's door: `partnerships <command>`. One file for each group of commands."""
