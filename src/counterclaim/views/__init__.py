"""Coded reports and incidents into shapes for eyes."""
