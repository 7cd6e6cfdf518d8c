"""What is offered on the papers screen, and how each paper of it stands."""
