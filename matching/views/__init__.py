"""Pages: suggestions and introductions for firms, the queue and the engine for the staff, referrals for chambers."""
