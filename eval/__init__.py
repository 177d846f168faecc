"""Measures of everything that Rashomon promises, on data that is given to it."""
