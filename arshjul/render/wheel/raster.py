"""The picture as PNG and PDF, drawn with the bundled font and nothing from the machine it runs on."""

from __future__ import annotations

from typing import Any

from arshjul.errors import ArshjulError
from arshjul.render.wheel.metrics import FONTS
from arshjul.text import Language, Text


def png(svg: str, pixels: int) -> bytes:
    """`pixels` wide."""
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=pixels,
        dpi=96,
        skip_system_fonts=True,
        font_files=[str(FONTS / name) for name in ("inter-400.ttf", "inter-600.ttf")],
        font_family="Inter",
    )
    return bytes(drawn)


def pdf(svg: str, paper_mm: tuple[int, int], title: str, language: Language) -> bytes:
    """One page, tagged (PDF/UA-1), the same bytes every time. Raises ArshjulError without the optional package."""
    try:
        import typst
    except ImportError:
        raise missing(Text("PDF", "PDF"), "typst", "pdf") from None

    wide, tall = paper_mm
    page = (
        f"#set document(title: {_quoted(title)}, date: none)\n"
        f'#set text(lang: "{language}")\n'
        f"#set page(width: {wide}mm, height: {tall}mm, margin: 0mm)\n"
        f'#image("wheel.svg", width: {wide}mm, height: {tall}mm, alt: {_quoted(title)})\n'
    )
    files: Any = {"main.typ": page.encode(), "wheel.svg": svg.encode()}  # which its stubs leave out
    fonts: Any = [str(FONTS)]
    made: bytes = typst.compile(files, font_paths=fonts, ignore_system_fonts=True, pdf_standards="ua-1", timestamp=0)
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def missing(what: Text, package: str, extra: str) -> ArshjulError:
    """For what an optional package makes."""
    return ArshjulError(
        Text(
            f"{what.sv} skrivs av paketet {package}, som saknas här",
            f"{what.en} needs the package {package}, which is missing here",
        ),
        Text(f"kör  pip install 'arshjul[{extra}]'", f"run  pip install 'arshjul[{extra}]'"),
    )
