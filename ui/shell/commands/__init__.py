"""What the window can be told to do: the table of commands, and the two menus that belong to nobody else."""
