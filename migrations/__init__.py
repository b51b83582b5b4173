"""The history of the tables. Databases are built by running it, never by `create_all`."""
