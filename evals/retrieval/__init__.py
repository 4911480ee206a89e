"""Questions with the playbook sections that answer them, and what retrieval makes of them."""
