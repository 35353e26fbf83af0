"""What recorded outcomes teach: estimates, thresholds, drift, scores and patterns. Pure."""
