"""What running text says: a number it states, the things it lists, its sentences."""
