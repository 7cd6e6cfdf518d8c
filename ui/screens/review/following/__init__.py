"""Step 8: next contact, signposting, a joint visit, the MDT, and the story carried forward beside them."""
