"""What a client sees: tools, prompts, resources, completions, and results as Markdown."""
