"""The coding scheme as data: events, actors, weapons, harm and cues (YAML), and their loader."""
