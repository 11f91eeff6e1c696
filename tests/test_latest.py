"""The memory keeps the latest, no more than it may, whichever thread puts them in."""

from concurrent.futures import ThreadPoolExecutor

from router_agent.latest import Latest


def test_the_oldest_goes_when_it_is_full() -> None:
    memory: Latest[str, int] = Latest(2)
    for key, value in (("a", 1), ("b", 2), ("c", 3)):
        memory.put(key, value)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (None, 2, 3)
    assert memory.values() == [2, 3]
    memory.clear()
    assert (len(memory), memory.get("c")) == (0, None)


def test_another_value_for_the_same_key_drops_none() -> None:
    memory: Latest[str, int] = Latest(2)
    for key, value in (("a", 1), ("b", 2), ("b", 3)):
        memory.put(key, value)
    assert memory.values() == [1, 3]


def test_the_first_value_stays() -> None:
    memory: Latest[str, int] = Latest(2)
    assert memory.first("a", 1) == 1
    assert memory.first("a", 2) == 1
    assert memory.first("b", 3) == 3
    assert memory.first("c", 4) == 4
    assert memory.values() == [3, 4]


def test_threads_share_it() -> None:
    memory: Latest[int, int] = Latest(100)

    def work(start: int) -> bool:
        for number in range(start, start + 5_000):
            memory.put(number, number)
            if memory.get(number) not in (None, number) or len(memory) > 101:
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(0, 40_000, 5_000)))
    assert len(memory) == 100
