"""Makes the model that the package ships: `python -m training.train`."""

import io
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

import router_agent.sensitivity
from router_agent.sensitivity import model
from training import corpus, heads, lessons

TARGET: Final = Path(router_agent.sensitivity.__file__).with_name(model.FILE)
# Few weights are larger; they are cut to it, so that the many small ones keep their differences.
_CUT_AT: Final = 0.9995


def rounded(fitted: heads.Fitted) -> dict[str, NDArray[Any]]:
    """Return the parts of the model's file: weights and rarity as small whole numbers."""
    most = model.LARGEST_WEIGHT
    largest = [np.quantile(np.abs(w[w != 0]), _CUT_AT) for w in fitted.weights]
    unit = np.array(largest) / most
    weights = np.clip(np.rint(fitted.weights / unit[:, None]), -most, most)
    rarity_unit = fitted.rarity.max() / model.LARGEST_RARITY
    rarity = np.rint(fitted.rarity / rarity_unit)
    known = (rarity > 0) | weights.any(axis=0)
    return {
        "known": np.packbits(known),
        "weights": weights[:, known].astype(np.int8),
        "rarity": rarity[known].astype(np.uint16),
        "scales": unit / np.sqrt(rarity_unit),
        "intercepts": fitted.intercepts,
    }


def packed(parts: dict[str, NDArray[Any]]) -> bytes:
    """Return the file's bytes: an .npz whose bytes depend on its content only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, array in parts.items():
            content = io.BytesIO()
            np.save(content, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, content.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def main() -> int:
    """Train on all rows and write the model into the package."""
    rows = corpus.load()
    print(f"{len(rows)} questions by {len({row.author for row in rows})} authors")
    fitted = lessons.Lessons(rows).fitted()
    content = packed({"format": np.array(model.FORMAT), **rounded(fitted)})
    TARGET.write_bytes(content)
    print(f"{TARGET.name}: {len(content) / 2**20:.2f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
