"""Pure values and rules: values in, values out; no clock, disk, log or screen."""
