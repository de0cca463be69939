"""The corpus and its tools lie beside the package, not in it: the repository's root goes on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
