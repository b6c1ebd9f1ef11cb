"""Runs the example notebooks from scratch and writes their outputs into them: make examples.

The code cells run one after another in one namespace, in a folder of their own beside the sample reports, so that a run
leaves nothing behind and the outputs depend on the reports and the program alone: no times, no paths. Values show
themselves as in Jupyter: as text, as HTML where that is short, as PNG where they are figures. Whole pages stay out of
the files; in Jupyter they show themselves.
"""

from __future__ import annotations

import ast
import base64
import io
import json
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
HTML_LIMIT = 60_000  # characters: a table fits, a page does not
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
Json = dict[str, Any]


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder in which notebooks run as in examples/: the reports stand in ../data/articles."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "examples"
        folder.mkdir()
        (folder.parent / "data").symlink_to(ROOT / "data", target_is_directory=True)
        yield folder


def executed(notebook: Json, folder: Path) -> Json:
    """The notebook with the outputs of a run in `folder`; an error names the cell."""
    space: Json = {"__name__": "__main__"}
    cells = []
    with chdir(folder):
        for number, cell in enumerate(notebook["cells"], 1):
            kept = {"cell_type": cell["cell_type"], "id": f"cell-{number:02}", "metadata": {}}
            if cell["cell_type"] == "code":
                count = sum(done["cell_type"] == "code" for done in cells) + 1
                outputs = _outputs("".join(cell["source"]), space, count)
                kept |= {"execution_count": count, "outputs": outputs}
            cells.append(kept | {"source": cell["source"]})
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def text_of(notebook: Json) -> str:
    """The notebook as a file holds it: the same notebook gives the same bytes."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def told(notebook: Json) -> list[str]:
    """What each output says in words; pictures say their number of pixels, which depends on the machine's fonts."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    spoken = [output for output in outputs if "image/png" not in output.get("data", ())]
    return ["".join(output.get("text") or output["data"]["text/plain"]) for output in spoken]


def _outputs(source: str, space: Json, count: int) -> list[Json]:
    """Run one cell: what it prints, what it displays, and the value of its last line."""
    shown: list[Json] = []
    printed = io.StringIO()
    space["display"] = lambda value: shown.append({"output_type": "display_data", "metadata": {}} | _data(value))
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    try:
        with redirect_stdout(printed):
            exec(compile(tree, f"cell {count}", "exec"), space)
            value = eval(compile(ast.Expression(last.value), f"cell {count}", "eval"), space) if last else None
    except Exception as error:
        error.add_note(f"in code cell {count}:\n{source}")
        raise
    text = printed.getvalue()
    streams = [{"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}] if text else []
    if value is not None:
        shown.append({"execution_count": count, "metadata": {}, "output_type": "execute_result"} | _data(value))
    return [*streams, *shown]


def _data(value: object) -> Json:
    """What a value shows of itself, by media type."""
    data: Json = {"text/plain": repr(value).splitlines(keepends=True)}
    html: Callable[[], str] | None = getattr(value, "_repr_html_", None)
    text = html() if html else None
    if text and len(text) <= HTML_LIMIT:
        data["text/html"] = text.splitlines(keepends=True)
    if hasattr(value, "savefig"):
        picture = io.BytesIO()
        value.savefig(picture, format="png", metadata={"Software": None})
        data["image/png"] = base64.b64encode(picture.getvalue()).decode()
    return {"data": data}


def main() -> None:
    """Write the outputs of a fresh run into every notebook."""
    with workshop() as folder:
        for path in NOTEBOOKS:
            notebook = executed(json.loads(path.read_text(encoding="utf-8")), folder)
            path.write_text(text_of(notebook), encoding="utf-8")
            print(f"{path.name}: {len(told(notebook))} outputs")


if __name__ == "__main__":
    main()
