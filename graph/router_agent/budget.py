"""Whether there is money left for the cloud today."""

import logging
from datetime import datetime
from typing import Final

from router_agent.errors import StatisticsError
from router_agent.settings import Settings
from router_agent.stats import store_for

logger: Final = logging.getLogger(__name__)


def money_left(env: Settings) -> bool:
    """Whether less than `budget_usd_per_day` was spent since midnight, in US dollars.

    What was spent is read from the statistics. When they cannot be read it is unknown, and
    nothing more is spent.
    """
    if env.budget_usd_per_day is None:
        return True
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        spent = store_for(env.stats_url).spent_since(midnight)
    except StatisticsError as error:
        logger.warning("the budget cannot be checked, so the cloud is not used: %s", error)
        return False
    return spent < env.budget_usd_per_day
