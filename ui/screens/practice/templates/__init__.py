"""The practice's templates: written, tried on a person, kept, compared and put back."""
