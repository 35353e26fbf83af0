"""At home in every assistant: where each keeps its configuration, what stands there, and how to change it safely."""
