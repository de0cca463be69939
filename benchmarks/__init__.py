"""How fast it is: cold start, and reports a second."""
