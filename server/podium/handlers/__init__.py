"""One pure function per command that computes."""
