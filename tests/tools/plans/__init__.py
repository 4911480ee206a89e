"""Plans: dates, owners, gaps and figures."""
