"""What is told of the work to those who run it: log lines, spans and counts. Nothing here changes an answer."""
