"""Everything outside the program that it talks to, one file for each."""
