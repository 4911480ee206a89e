"""What a text says of figures beyond their values: more and less, all and none, a month or a year of it."""
