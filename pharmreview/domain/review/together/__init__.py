"""A review of several days and people: sittings, a joint visit, the MDT, the story carried on."""
