"""The widget that the package ships is the one that its source builds."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src" / "reportqa" / "interfaces" / "web" / "static" / "widget.js"
MOST_GZIPPED = 15_000


def test_the_widget_is_small() -> None:
    assert len(gzip.compress(SHIPPED.read_bytes(), 9)) <= MOST_GZIPPED


def test_the_widget_makes_no_html_of_text_and_evaluates_nothing() -> None:
    code = SHIPPED.read_text("utf-8")
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function"):
        assert forbidden not in code


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is needed to build the widget")
def test_the_shipped_widget_is_what_the_source_builds(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json", "tsconfig.json"):
        shutil.copy(ROOT / "widget" / name, tmp_path)
    shutil.copytree(ROOT / "widget" / "src", tmp_path / "src")
    subprocess.run(["npm", "ci", "--silent"], cwd=tmp_path, check=True, timeout=300)
    subprocess.run(["npx", "tsc", "--noEmit"], cwd=tmp_path, check=True, timeout=300)
    built = tmp_path / "widget.js"
    options = ["--bundle", "--minify", "--target=es2022", "--format=iife", "--charset=utf8"]
    command = ["npx", "esbuild", "src/main.ts", *options, "--legal-comments=none"]
    subprocess.run([*command, f"--outfile={built}", "--log-level=error"], cwd=tmp_path, check=True)
    assert built.read_bytes() == SHIPPED.read_bytes(), "run `make widget` and commit the result"
