"""The pure core: values and decisions. No clock, no randomness, no files, no protocol."""
