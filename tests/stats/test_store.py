"""One row a question: nothing lost, nothing doubled, no text."""

import multiprocessing
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from router_agent.errors import StatisticsError
from router_agent.stats import Row, Store, default_url, store_for
from router_agent.stats import store as store_module
from router_agent.stats.summary import summarise

ROW = Row(
    question_id="1",
    asked_at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    sensitivity="low",
    complexity="simple",
    kinds=(),
    model_type="cloud",
    model_name="gpt-4o-mini",
    reason_code="quality",
    outcome="answered",
    fallback_from=None,
    consent=None,
    input_tokens=12,
    output_tokens=48,
    usd=0.001,
    seconds=1.5,
    seconds_to_first_token=0.5,
    judged=False,
    version="0.1.0",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(str(tmp_path / "folder" / "rows.sqlite3"))
    yield made
    made.close()


def path_of(store: Store) -> Path:
    return Path(store.url.removeprefix("sqlite:///"))


def rows_of(store: Store) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path_of(store))
    try:
        return connection.execute("SELECT * FROM questions ORDER BY question_id").fetchall()
    finally:
        connection.close()


def test_a_row_is_committed_when_record_returns(store: Store) -> None:
    store.record(replace(ROW, kinds=("PHONE_NUMBER",)))
    written = rows_of(store)
    assert len(written) == 1
    assert '["PHONE_NUMBER"]' in written[0]


def test_the_same_question_again_replaces_its_row(store: Store) -> None:
    store.record(ROW)
    store.record(replace(ROW, model_type="local", usd=0.0))
    assert [row[5] for row in rows_of(store)] == ["local"]


def test_there_is_no_column_for_a_text(store: Store) -> None:
    """What has no place cannot be kept by mistake."""
    store.record(ROW)
    connection = sqlite3.connect(path_of(store))
    columns = [row[1] for row in connection.execute("PRAGMA table_info(questions)")]
    connection.close()
    assert columns == [field.name for field in fields(Row)]
    assert not {"question", "answer", "query", "text", "messages"} & set(columns)


def test_folder_and_file_are_the_users_alone(store: Store) -> None:
    store.record(ROW)
    path = path_of(store)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_an_impossible_amount_is_unknown(value: float, store: Store) -> None:
    store.record(replace(ROW, usd=value, seconds=value, input_tokens=-3))
    assert rows_of(store)[0][10:14] == (None, 48, None, None)


def test_threads_at_once_lose_nothing(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.record(replace(ROW, question_id=str(n))), range(400)))
    assert len(rows_of(store)) == 400


def _record_some(url: str, start: int) -> None:
    store = Store(url)
    for number in range(start, start + 50):
        store.record(replace(ROW, question_id=str(number)))
    store.close()


def test_processes_that_start_together_lose_nothing(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_record_some, args=(store.url, start)) for start in (0, 50, 100)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(rows_of(store)) == 150


def test_a_killed_process_loses_no_row_that_was_acknowledged(store: Store) -> None:
    code = (
        "import sys\n"
        "from dataclasses import replace\n"
        "from router_agent.stats import Store\n"
        "from tests.stats.test_store import ROW\n"
        "store = Store(sys.argv[1])\n"
        "for n in range(10_000):\n"
        "    store.record(replace(ROW, question_id=str(n)))\n"
        "    print(n, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, store.url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(50)]
    os.kill(process.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in process.stdout.read().splitlines() if line.isdigit()]
    process.stdout.close()
    process.wait()
    assert {str(n) for n in acknowledged} <= {str(row[0]) for row in rows_of(store)}


async def test_the_asynchronous_twin_writes_off_the_loops_thread(store: Store) -> None:
    import asyncio

    await asyncio.gather(*(store.arecord(replace(ROW, question_id=str(n))) for n in range(50)))
    assert len(rows_of(store)) == 50


async def test_a_cancelled_caller_loses_no_row(store: Store) -> None:
    import asyncio

    task = asyncio.create_task(store.arecord(ROW))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.arecord(replace(ROW, question_id="2"))  # the writer takes one after the other
    assert len(rows_of(store)) == 2


def test_a_forked_process_does_not_share_the_connection(store: Store) -> None:
    store.record(ROW)
    process = multiprocessing.get_context("fork").Process(target=_record_in_fork, args=(store,))
    process.start()
    process.join()
    store.record(replace(ROW, question_id="3"))
    assert process.exitcode == 0
    assert [row[0] for row in rows_of(store)] == ["1", "2", "3"]


def _record_in_fork(store: Store) -> None:
    store.record(replace(ROW, question_id="2"))


@pytest.mark.parametrize(
    "url",
    [
        "/proc/nowhere/rows.sqlite3",
        "nonsense://x",
        "nonsense",
        "sqlite:////proc/rows.sqlite3",
        "mysql://user:hunter2@host/x",
        "postgresql+psycopg://user:hunter2@127.0.0.1:9/x",
        "://",
        "postgresql+psycopg://127.0.0.1/x?password=hunter2",
        "postgresql://host:port/x",
    ],
)
def test_what_cannot_be_opened_is_an_error_that_names_the_setting(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url == "nonsense":
        (tmp_path / "nonsense").mkdir()
    with pytest.raises(StatisticsError) as caught:
        Store(url).record(ROW)
    assert "ROUTER_STATS_URL" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("my notes\n" * 200)
    for work in (lambda s: s.record(ROW), lambda s: s.check_writable(), summarise):
        with pytest.raises(StatisticsError, match="not a database"):
            work(Store(str(file)))
    assert file.read_text() == "my notes\n" * 200


def test_a_database_of_a_newer_version_says_so(store: Store) -> None:
    store.record(ROW)
    connection = sqlite3.connect(path_of(store))
    connection.execute("INSERT INTO router_agent_schema VALUES (99)")
    connection.commit()
    connection.close()
    with pytest.raises(StatisticsError, match="newer router-agent"):
        Store(store.url).record(ROW)


def test_the_statistics_of_an_older_version_are_kept_and_written_on(store: Store) -> None:
    store.record(ROW)
    store.close()
    connection = sqlite3.connect(path_of(store))
    connection.executescript(
        "ALTER TABLE questions DROP COLUMN consent;"
        "DELETE FROM router_agent_schema; INSERT INTO router_agent_schema VALUES (1)"
    )
    connection.close()

    Store(store.url).record(replace(ROW, question_id="2", consent="send_masked"))

    rows = sqlite3.connect(path_of(store)).execute("SELECT question_id, consent FROM questions")
    assert rows.fetchall() == [(ROW.question_id, None), ("2", "send_masked")]


def test_a_locked_file_costs_one_short_wait_and_not_one_a_question(store: Store) -> None:
    """An answer must not wait for its statistic."""
    store.record(ROW)
    other = sqlite3.connect(path_of(store), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StatisticsError, match="locked"):
        store.record(ROW)
    for _ in range(3):
        with pytest.raises(StatisticsError, match="a moment ago"):
            store.record(ROW)
    other.close()


def test_it_heals_when_the_cause_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_PAUSE_SECONDS", 0.0)
    folder = tmp_path / "later"
    folder.write_text("in the way")
    store = Store(str(folder / "rows.sqlite3"))
    with pytest.raises(StatisticsError):
        store.record(ROW)
    folder.unlink()
    store.record(ROW)
    assert len(rows_of(store)) == 1
    store.close()


def test_spending_is_summed_since_a_moment(store: Store) -> None:
    yesterday = ROW.asked_at - timedelta(days=1)
    store.record(ROW)
    store.record(replace(ROW, question_id="2", usd=None))
    store.record(replace(ROW, question_id="3", asked_at=yesterday))
    assert store.spent_since(ROW.asked_at) == pytest.approx(0.001)
    assert store.spent_since(yesterday) == pytest.approx(0.002)


def test_one_store_a_url_and_a_default_in_the_users_data_folder() -> None:
    assert store_for("/tmp/x") is store_for("/tmp/x")  # noqa: S108 - not opened
    assert default_url().endswith("router-agent/stats.sqlite3")
    assert store_for(None) is store_for("") is store_for(default_url())
