"""Word problems: amounts told in one to three sentences, and the one that is said to follow from the others."""
