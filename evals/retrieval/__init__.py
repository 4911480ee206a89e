"""Questions with the playbook sections that answer them, in two halves: one to develop with, one held out."""
