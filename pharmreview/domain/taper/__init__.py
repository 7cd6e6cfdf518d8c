"""How the dose comes down."""
