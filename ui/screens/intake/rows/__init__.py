"""The rows of a file: sorted into heaps, shown in columns, explained one by one."""
