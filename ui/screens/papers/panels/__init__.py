"""The parts of the papers screen: the list, the pages, what to look at, the record, the practice."""
