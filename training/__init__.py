"""What the shipped model is trained and measured on; not in the wheel, and nothing in the package imports it."""
