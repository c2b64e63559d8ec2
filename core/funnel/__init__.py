"""How many people get through: the stages of the funnel, from counts and events, and what a goal takes."""
