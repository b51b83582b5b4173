"""The reference data that the program ships, and loading it. Sources and licences: docs/data.md."""
