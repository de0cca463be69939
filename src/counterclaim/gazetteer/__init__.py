"""Name -> candidate places, from an index file that is built on first use and only read afterwards."""

from counterclaim.gazetteer.home import forget, open_gazetteer
from counterclaim.gazetteer.lookup import Gazetteer
from counterclaim.gazetteer.own import add
from counterclaim.gazetteer.place import Place

__all__ = ["Gazetteer", "Place", "add", "forget", "open_gazetteer"]
