"""Locking, closing and putting a person away: only once everything typed is kept, and when nobody is here."""
