"""What Podium remembers. `protocol` holds the values and the seam; `sqlite` is the store that ships."""
