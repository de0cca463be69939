"""The corpus of written reports: its format, the way to the contract's JSON, its checks and its statistics."""
