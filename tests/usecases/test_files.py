"""Files are written whole or not at all, and every obstacle is one sentence that says what and where."""

from __future__ import annotations

import errno
import json
import os
import resource
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from arshjul.disk import LEFTOVER
from arshjul.errors import OutputError
from arshjul.usecases.files import make_folder, output_error, remove, sweep, write_whole
from tests.support.require import require

NOW = datetime(2027, 5, 18, 7, 30, tzinfo=UTC)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_written_and_an_equal_one_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    assert write_whole(path, b"one")
    before = path.stat()
    assert not write_whole(path, b"one")
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_private_file_is_the_owners_alone_and_is_made_so_again(tmp_path: Path) -> None:
    folder, path = tmp_path / "person", tmp_path / "person" / "dana.ics"
    make_folder(folder, 0o700)
    assert write_whole(path, b"x", 0o600)
    assert (mode(folder), mode(path)) == (0o700, 0o600)
    path.chmod(0o644)
    folder.chmod(0o755)
    make_folder(folder, 0o700)
    assert not write_whole(path, b"x", 0o600)
    assert (mode(folder), mode(path)) == (0o700, 0o600)


def test_a_link_is_replaced_and_what_it_points_at_left_alone(tmp_path: Path) -> None:
    target, link = tmp_path / "precious", tmp_path / "all.ics"
    target.write_bytes(b"precious")
    link.symlink_to(target)
    assert write_whole(link, b"calendar")
    assert target.read_bytes() == b"precious"
    assert not link.is_symlink()


def test_readers_never_see_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    versions = [bytes([65 + number]) * 200_000 for number in range(6)]
    write_whole(path, versions[0])
    seen: list[bytes] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(60):
        write_whole(path, versions[number % 6])
    done.set()
    reader.join()
    assert len(seen) > 20
    assert set(seen) <= set(versions)


def test_missing_parents_are_made(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()


def test_a_leftover_of_a_killed_run_is_swept_and_a_young_one_is_not(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (f".1{LEFTOVER}", f".2{LEFTOVER}", ".hidden"))
    for path, age in ((old, timedelta(hours=2)), (young, timedelta(minutes=2)), (other, timedelta(days=9))):
        path.write_bytes(b"half")
        os.utime(path, (0, (NOW - age).timestamp()))
    sweep(tmp_path, NOW)
    assert sorted(tmp_path.iterdir()) == sorted([young, other])


# ── Row 38: obstacles ──────────────────────────────────


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError) as refused:
        make_folder(tmp_path / "out" / "area")
    assert refused.value.message.sv == f"kan inte skriva {tmp_path}/out: det är en fil, men ska vara en mapp"
    with pytest.raises(OutputError) as refused:
        make_folder(tmp_path / "out")
    assert refused.value.message.en == f"cannot write {tmp_path}/out: it is a file, but should be a folder"


def test_a_folder_where_the_file_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "all.ics").mkdir()
    with pytest.raises(OutputError) as refused:
        write_whole(tmp_path / "all.ics", b"x")
    assert refused.value.message.sv == f"kan inte skriva {tmp_path}/all.ics: det är en mapp, men ska vara en fil"
    assert list(tmp_path.iterdir()) == [tmp_path / "all.ics"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused:
        write_whole(tmp_path / "gone" / "all.ics", b"x")
    assert refused.value.message.sv == f"kan inte skriva {tmp_path}/gone/all.ics: mappen finns inte"


def test_a_name_too_long_for_the_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused:
        write_whole(tmp_path / ("x" * 300), b"x")
    assert refused.value.message.sv.endswith("namnet är för långt")


@pytest.fixture
def _small_files() -> Iterator[None]:
    """No file may be larger than 64 kB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("_small_files")
def test_a_file_too_large_for_the_system_leaves_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    write_whole(path, b"old")
    with pytest.raises(OutputError) as refused:
        write_whole(path, b"x" * 100_000)
    assert refused.value.message.en.endswith("the file is larger than the system allows")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_whole() -> None:
    """A real disk of 64 kB (tmpfs), filled to the brim."""
    run = _alone(
        """
        import os, pathlib, subprocess, sys
        from arshjul.errors import OutputError
        from arshjul.usecases.files import write_whole
        disk = pathlib.Path(sys.argv[1])
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True).returncode:
            sys.exit(77)
        path = disk / "all.ics"
        write_whole(path, b"old")
        try:
            write_whole(path, b"x" * 100_000)
        except OutputError as error:
            print(error.message.sv.removeprefix(f"kan inte skriva {path}: "), "|", error.cure.sv)
        assert path.read_bytes() == b"old"
        assert os.listdir(disk) == ["all.ics"]
        """,
        isolated=True,
    )
    assert run.stdout == "disken är full | frigör plats och kör igen; den gamla filen står kvar orörd\n", run.stderr


def test_a_read_only_disk_and_a_forbidden_folder_are_named() -> None:
    run = _alone(
        """
        import os, pathlib, subprocess, sys
        from arshjul.errors import OutputError
        from arshjul.usecases.files import make_folder, write_whole
        disk = pathlib.Path(sys.argv[1])
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", disk], capture_output=True).returncode:
            sys.exit(77)
        def said(action):
            try:
                action()
            except OutputError as error:
                print(error.message.sv.replace(str(disk), "DISK"))
        child = os.fork()
        if not child:
            os.setuid(65534)
            said(lambda: write_whole(disk / "all.ics", b"x"))
            said(lambda: make_folder(disk / "area"))
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        said(lambda: write_whole(disk / "all.ics", b"x"))
        """,
        isolated=True,
    )
    assert run.stdout.splitlines() == [
        "kan inte skriva DISK/all.ics: rättighet att skriva där saknas",
        "kan inte skriva DISK/area: rättighet att skriva där saknas",
        "kan inte skriva DISK/all.ics: disken är skrivskyddad",
    ], run.stderr


def _alone(script: str, *arguments: str, isolated: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a script in a Python of its own; `isolated` in a mount namespace of its own, with a folder as argument."""
    import tempfile
    import textwrap

    command = [sys.executable, "-c", textwrap.dedent(script), *arguments]
    if not isolated:
        return subprocess.run(command, capture_output=True, text=True, timeout=120)
    with tempfile.TemporaryDirectory(prefix="arshjul-disk-") as folder:
        Path(folder).chmod(0o755)
        run = subprocess.run(
            ["unshare", "--mount", *command, folder], capture_output=True, text=True, timeout=60, env=_environment()
        )
    require(
        run.returncode != 77 and "unshare" not in run.stderr, "mounting a small disk is not allowed here (needs root)"
    )
    return run


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize("number", [errno.EIO, errno.EDQUOT, errno.ENOSPC, errno.EROFS, errno.EACCES, 9999, None])
def test_every_error_of_the_system_becomes_a_sentence_and_a_cure(number: int | None) -> None:
    error = output_error(Path("/out/all.ics"), OSError(number, "strange") if number else OSError("strange"))
    for language in ("sv", "en"):
        assert "/out/all.ics" in getattr(error.message, language)
        assert getattr(error.cure, language)
        assert "\n" not in getattr(error.message, language)


def test_what_cannot_be_removed_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        remove(tmp_path)


# ── Row 6: kill during export ──────────────────────────

KILLER = '''
"""Write files over old ones in a forked child that kills itself at its Nth step; say what was left."""
import json, os, pathlib, signal, sys
from arshjul.usecases import files

folder = pathlib.Path(sys.argv[1])
NAMES, OLD, NEW = [f"{n}.ics" for n in range(12)], b"old" * 30_000, b"new!" * 30_000
steps = 0

def step(name):
    global steps
    steps += 1
    if steps == target:
        os.write(pipe, name.encode())
        os.kill(os.getpid(), signal.SIGKILL)

def around(owner, name, half=None):
    real = getattr(owner, name)
    def wrapped(*arguments, **options):
        step(f"before {name}")
        result = real(*arguments, **options)
        step(f"after {name}")
        return result
    setattr(owner, name, wrapped)

class HalfWriter:
    """A file that can be killed with half of its data written."""
    def __init__(self, file): self.file = file
    def __enter__(self): self.file.__enter__(); return self
    def __exit__(self, *why): return self.file.__exit__(*why)
    def write(self, data):
        self.file.write(data[: len(data) // 2]); self.file.flush(); step("half written")
        self.file.write(data[len(data) // 2 :]); step("written")
    def flush(self): self.file.flush()
    def fileno(self): return self.file.fileno()

def child():
    real = os.fdopen
    around(os, "open"); around(os, "fsync"); around(pathlib.Path, "replace"); around(os, "close")
    os.fdopen = lambda *a, **k: HalfWriter(real(*a, **k))
    for name in NAMES:
        files.write_whole(folder / name, NEW)

results = []
target = 0
while True:
    target += 1
    for path in folder.iterdir():
        path.unlink()
    for name in NAMES:
        (folder / name).write_bytes(OLD)
    out, pipe = os.pipe()
    pid = os.fork()
    if pid == 0:
        child()
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    os.close(pipe)
    where = os.read(out, 100).decode()
    os.close(out)
    if not os.WIFSIGNALED(status):
        break
    found = [(folder / name).read_bytes() for name in NAMES]
    leftovers = [p.name for p in folder.iterdir() if p.name not in NAMES]
    results.append({"where": where, "old": found.count(OLD), "new": found.count(NEW), "leftovers": leftovers})
print(json.dumps(results))
'''


def test_a_kill_at_any_point_leaves_each_file_old_and_whole_or_new_and_whole(tmp_path: Path) -> None:
    run = _alone(KILLER, str(tmp_path))
    assert run.returncode == 0, run.stderr
    results = json.loads(run.stdout)
    assert len(results) >= 100
    assert {"half written", "before fsync", "after fsync", "before replace", "after replace"} <= {
        result["where"] for result in results
    }
    assert all(result["old"] + result["new"] == 12 for result in results)
    assert {result["new"] for result in results} == set(range(13))
    assert all(len(result["leftovers"]) <= 1 for result in results)
    assert all(name.endswith(LEFTOVER) for result in results for name in result["leftovers"])


def test_the_data_is_on_disk_before_the_name_is_changed(tmp_path: Path) -> None:
    """In the order of system calls: write, fsync of the file, rename, fsync of the folder."""
    import shutil

    require(shutil.which("strace"), "strace is not installed")
    script = """if True:
        import sys, pathlib
        from arshjul.usecases.files import write_whole
        write_whole(pathlib.Path(sys.argv[1]), b'calendar')
    """
    log = tmp_path / "log"
    command = [
        "strace",
        "-y",
        "-o",
        str(log),
        "-e",
        "trace=write,fsync,rename,renameat,renameat2",
        sys.executable,
        "-c",
        script,
    ]
    run = subprocess.run([*command, str(tmp_path / "all.ics")], capture_output=True, text=True, timeout=60)
    require(log.exists() and "ptrace" not in run.stderr, "strace may not trace here")
    calls = [line for line in log.read_text().splitlines() if str(tmp_path) in line]
    names = [line.split("(")[0].removesuffix("at").removesuffix("at2") for line in calls]
    assert names == ["write", "fsync", "rename", "fsync"], calls
    assert LEFTOVER in calls[1]
    assert LEFTOVER not in calls[3]
