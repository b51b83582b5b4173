"""Countries, the names they go by, and the posts in them."""
