"""Whatever is judged: what cannot be read is high, what cannot be judged is an error."""

import base64
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from router_agent import ModelFileError, classify
from router_agent.sensitivity import model
from router_agent.sensitivity.classifier import assess
from router_agent.sensitivity.conversation import MessageText

RUSSIAN = "Как приготовить борщ на большую семью, если дома нет свежей капусты?"
JAPANESE = "新しい仕事を探しているのですが、どこから始めればいいですか"
ARABIC = "ما هي أفضل طريقة لتعلم الطبخ في المنزل"
HINDI = "मुझे अपने घर के लिए कौन सा पौधा खरीदना चाहिए"


@pytest.mark.parametrize("given", [None, 3, 2.5, b"text", bytearray(b"x"), object(), {"a"}])
def test_what_is_no_text_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="cannot judge"):
        classify(given)


@pytest.mark.parametrize("given", ["", " ", "\n\t\r ", "\u3000\u2003"])
def test_a_blank_text_is_low(given: str) -> None:
    verdict = classify(given)
    assert (verdict.level, verdict.certain, verdict.findings) == ("low", True, ())


def test_half_a_character_hides_nothing_and_breaks_nothing() -> None:
    assert classify("\ud800").level in ("low", "high")
    verdict = classify("\ud83d 내 번호는 010-4821-9937 \udc00")
    assert verdict.level == "high"
    assert [f.kind for f in verdict.findings] == ["PHONE_NUMBER"]
    assert (verdict.findings[0].start, verdict.findings[0].end) == (8, 21)


@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, ARABIC, HINDI])
def test_an_unknown_language_is_high_unless_every_layer_is_certain(text: str) -> None:
    verdict = classify(text)
    assert verdict.level == "high"
    assert any(o.layer == "language" and not o.certain for o in verdict.layers)


@pytest.mark.parametrize("text", ["😀", "👨\u200d👩\u200d👧", "🎉🎉🎉 🥳", "❤️", "🇰🇷"])
def test_emoji_only_is_judged_like_any_text(text: str) -> None:
    verdict = classify(text)
    assert verdict.findings == ()
    assert verdict.level == ("high" if not verdict.certain else verdict.floor)


def test_ten_megabytes_in_one_line_are_judged_to_the_end() -> None:
    verdict = classify("What is the capital of France? " * 330_000 + "call 010-4821-9937")
    assert verdict.level == "high"
    assert [f.kind for f in verdict.findings] == ["PHONE_NUMBER"]


def test_binary_in_base64_is_in_doubt() -> None:
    picture = base64.b64encode(np.random.default_rng(0).bytes(3000)).decode()
    verdict = classify(f"What is in this picture? {picture}")
    assert verdict.level == "high"
    assert any(o.layer == "unreadable" for o in verdict.layers)


def test_an_unreadable_message_is_high_whatever_its_text_says() -> None:
    assert assess([MessageText("hi", readable=False)], "permissive").level == "high"


def _copy(folder: Path) -> Path:
    return Path(shutil.copy(Path(model.__file__).with_name(model.FILE), folder / model.FILE))


def _other(folder: Path, **changed: Any) -> Path:
    path = _copy(folder)
    with np.load(path) as arrays:
        parts = {name: arrays[name] for name in arrays.files}
    np.savez(path, **(parts | changed))
    return path


def _cut(path: Path, keep: float) -> Path:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    return path


def _with_a_byte_changed(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def _filled(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _zip_of(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"nothing")
    return buffer.getvalue()


DAMAGED: dict[str, Any] = {
    "missing": lambda folder: folder / "none.npz",
    "a folder": lambda folder: folder,
    "empty": lambda folder: _filled(folder / "m.npz", b""),
    "no archive": lambda folder: _filled(folder / "m.npz", b"version https://git-lfs..."),
    "another archive": lambda folder: _filled(folder / "m.npz", _zip_of("readme.txt")),
    "cut in half": lambda folder: _cut(_copy(folder), 0.5),
    "cut at the end": lambda folder: _cut(_copy(folder), 0.99),
    "a byte changed": lambda folder: _with_a_byte_changed(_copy(folder)),
    "of another version": lambda folder: _other(folder, format=np.array(model.FORMAT + 1)),
    "of another shape": lambda folder: _other(folder, weights=np.zeros((2, 8), dtype=np.int8)),
    "without a part": lambda folder: _other(folder, format=np.array("?")),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_model_that_cannot_be_used_is_an_error_at_the_first_call_and_never_low(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = DAMAGED[name](tmp_path)
    with pytest.raises(ModelFileError, match="install router-agent again") as caught:
        model.read(path)
    assert str(path) in str(caught.value)
    monkeypatch.setattr(model, "load", lambda: model.read(path))
    with pytest.raises(ModelFileError):
        classify(f"What is the capital of France, asked for a model that is {name}?")


def test_a_missing_model_is_found_at_the_first_call_of_a_fresh_process(tmp_path: Path) -> None:
    """As after a broken installation; importing still works."""
    program = (
        "from router_agent.sensitivity import model\n"
        f"model.FILE = {str(tmp_path / 'none.npz')!r}\n"
        "from router_agent import classify\n"
        "print('imported')\n"
        "print(classify('What is the capital of France?').level)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == "imported\n"
    assert done.stderr.strip().splitlines()[-1].startswith("router_agent.errors.ModelFileError")
