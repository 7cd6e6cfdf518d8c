"""Tables: frozen rows and columns declared as data, sorted and filtered as plain lists."""
