"""The window and the command line: an ``Answer`` turned into text, and nothing decided here.

Nothing is loaded with the package, so that ``rashomon --help`` does not wait for a model or a web server.
"""
