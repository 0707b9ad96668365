"""What the form of a report holds: its measures, their parts and fields."""
