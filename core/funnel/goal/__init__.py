"""What a goal takes: how many at every stage, when, whose hours; and what makes it impossible."""
