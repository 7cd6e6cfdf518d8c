"""Frames that hold and say things: cards, cautions, own words, workings, empty and working states."""
