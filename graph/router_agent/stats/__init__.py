"""The statistics: one row a question, no text, in SQLite or any database of SQLAlchemy's."""

from router_agent.stats.row import Row
from router_agent.stats.store import Store, default_url, store_for

__all__ = ["Row", "Store", "default_url", "store_for"]
