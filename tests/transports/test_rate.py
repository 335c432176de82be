"""The rate limit under a clock of our own: never one too many in any minute."""

from __future__ import annotations

import random
import threading

import pytest

from arshjul.transports.rate import RateLimit
from arshjul.transports.smtp import SmtpTransport
from tests.support.smtp import Sink, letter


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0
        self.slept = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.slept += seconds
        self.now += seconds


def most_in_a_minute(instants: list[float]) -> int:
    """The fullest closed minute that begins with a mail."""
    return max(sum(1 for other in instants if 0 <= other - start <= 60) for start in instants)


@pytest.mark.parametrize("seed", range(20))
def test_never_31_in_any_minute_however_long_each_takes(seed: int) -> None:
    """The server may count a mail at any instant while it is on its way: begin, end, or between."""
    chance, clock = random.Random(seed), Clock()
    limit = RateLimit(30, clock, clock.sleep)
    seen = []
    for _ in range(150):
        clock.now += chance.choice([0, 0, 0, 0.01, 0.1, 1])
        with limit.place():
            begun = clock.now
            clock.now += chance.choice([*[0] * 20, *[0.01, 0.2] * 10, 2, 30])
            seen.append(chance.uniform(begun, clock.now))
    assert most_in_a_minute(seen) <= 30
    assert clock.slept > 0


def test_the_first_thirty_go_at_once_and_the_rest_a_minute_later() -> None:
    clock = Clock()
    limit = RateLimit(30, clock, clock.sleep)
    begun = []
    for _ in range(31):
        with limit.place():
            begun.append(clock.now - 1000)
    assert begun[:30] == [0.0] * 30
    assert 60 < begun[30] < 60.2


def test_zero_is_no_limit() -> None:
    clock = Clock()
    limit = RateLimit(0, clock, clock.sleep)
    for _ in range(1000):
        with limit.place():
            pass
    assert clock.slept == 0


def test_threads_share_one_limit() -> None:
    clock, lock, under_way, most = Clock(), threading.Lock(), 0, 0

    def sleep(seconds: float) -> None:
        with lock:
            clock.now += seconds

    limit = RateLimit(3, clock, sleep)
    barrier = threading.Barrier(8)

    def work() -> None:
        nonlocal under_way, most
        barrier.wait()
        with limit.place():
            with lock:
                under_way += 1
                most = max(most, under_way)
            threading.Event().wait(0.01)
            with lock:
                under_way -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most <= 3


def test_the_smtp_transport_keeps_to_it() -> None:
    clock = Clock()
    arrived: list[float] = []

    def script(line: str) -> str | None:
        if line == ".":
            arrived.append(clock.now)
        return None

    with Sink(script).running() as sink:
        transport = SmtpTransport(sink.settings(per_minute=30), clock=clock, sleep=clock.sleep)
        for number in range(100):
            clock.now += 0.1
            transport.deliver(letter(number))
        transport.close()
    assert len(arrived) == 100
    assert most_in_a_minute(arrived) == 30
