"""What the person sees when the screen is turned: their goal, what to take, their route. Nothing clinical."""
