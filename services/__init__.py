"""What the programme does: commands, queries, rules, access policy. Knows nothing of HTTP or terminals."""
