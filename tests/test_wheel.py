"""A wheel built from the tree works beside a user's own `graph.py`."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.documents import ROOT

pytestmark = pytest.mark.real

USER_GRAPH = (
    '"""The user\'s own module, with a name that most LangGraph projects have."""\nOWN = 1\n'
)
PROGRAM = """
import graph
from router_agent import ask, classify
from router_agent import graph as router
from router_agent.demo.filling import FilledIn

assert graph.OWN == 1
assert router.get_graph().nodes
assert classify("우리 회사의 매출 데이터를 분석해줘").level == "high"
with FilledIn():
    print(ask("Python에서 리스트와 튜플의 차이는?")["model_type"])
"""


def test_a_wheel_works_in_a_fresh_environment_beside_a_users_own_graph(tmp_path: Path) -> None:
    tools = Path(sys.executable).parent
    environment = {**os.environ, "HOME": str(tmp_path)}
    environment.pop("VIRTUAL_ENV", None)

    def run(*command: object, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(tools / "uv", "build", "--wheel", "--out-dir", tmp_path / "dist", cwd=ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "router_agent/py.typed" in names
    assert all(name.startswith(("router_agent/", "router_agent-")) for name in names)

    run(tools / "uv", "venv", "--python", sys.executable, tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    run(tools / "uv", "pip", "install", "--python", python, wheel)
    project = tmp_path / "project"
    project.mkdir()
    (project / "graph.py").write_text(USER_GRAPH)
    (project / "program.py").write_text(PROGRAM)
    assert run(python, "program.py", cwd=project) == "cloud\n"
    assert "Usage" in run(tmp_path / "venv" / "bin" / "router-agent", "--help")
