"""The rules of the policy in words, and what it means that a condition does not hold."""

from typing import Final

from router_agent.wording import Text

RULES_IN_WORDS: Final[dict[int, Text]] = {
    1: Text(
        "보호 대상인데 클라우드를 지정했고 클라우드가 켜져 있고 예산이 있으면 동의를 구한다",
        "confined, the user forces cloud, cloud up, money left: ask for consent",
    ),
    2: Text("보호 대상이고 로컬이 켜져 있으면 로컬", "confined, local up: local"),
    3: Text(
        "보호 대상인데 로컬이 꺼져 있으면 when_local_unavailable 설정을 따른다",
        "confined, local down, cloud up, money left: setting when_local_unavailable",
    ),
    4: Text("그 밖의 보호 대상은 보류", "confined otherwise: hold"),
    5: Text("로컬을 지정했으면 로컬, 꺼져 있으면 보류", "the user forces local: local, or hold"),
    6: Text(
        "클라우드를 지정했고 켜져 있고 예산이 있으면 클라우드",
        "the user forces cloud, cloud up, money left: cloud",
    ),
    7: Text("둘 다 꺼져 있으면 보류", "neither up: hold"),
    8: Text("로컬이 꺼져 있고 예산을 다 썼으면 보류", "local down, money spent: hold"),
    9: Text("로컬이 꺼져 있으면 클라우드", "local down: cloud"),
    10: Text("클라우드가 꺼져 있으면 로컬", "cloud down: local"),
    11: Text("예산을 다 썼으면 로컬", "money spent: local"),
    12: Text("비용 우선이고 간단하면 로컬", "prefer cost and simple: local"),
    13: Text(
        "속도 우선이고 최근 로컬이 더 빨랐으면 로컬",
        "prefer speed and local has lately been faster: local",
    ),
    14: Text("그 밖에는 클라우드", "otherwise: cloud"),
}

# Read as "ruled out, because ...": what is the case when the condition fails.
FAILED_CONDITIONS: Final[dict[str, Text]] = {
    "confined": Text("보호 대상이 아님", "the question is not confined"),
    "route_cloud": Text("클라우드를 지정하지 않음", "the cloud is not forced"),
    "route_local": Text("로컬을 지정하지 않음", "the local model is not forced"),
    "route_not_local": Text("로컬을 지정함", "the local model is forced"),
    "can_ask": Text(
        "동의를 구할 수 없음(체크포인터 없음)", "consent cannot be asked for (no checkpointer)"
    ),
    "local_up": Text("로컬이 꺼져 있음", "the local model is down"),
    "local_down": Text("로컬이 켜져 있음", "the local model is up"),
    "cloud_up": Text("클라우드를 쓸 수 없음", "the cloud model is down"),
    "cloud_down": Text("클라우드를 쓸 수 있음", "the cloud model is up"),
    "money_left": Text("예산을 다 씀", "the budget is spent"),
    "money_spent": Text("예산이 남음", "there is money left"),
    "prefer_cost": Text("비용 우선이 아님", "cost is not preferred"),
    "prefer_speed": Text("속도 우선이 아님", "speed is not preferred"),
    "simple": Text("간단하지 않음", "the question is not simple"),
    "local_faster": Text(
        "최근 로컬이 더 빠르지 않음", "the local model has not lately been faster"
    ),
}
