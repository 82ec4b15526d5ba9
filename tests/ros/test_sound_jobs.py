"""The ear's queue: bounded for sound, and nothing else is lost; no ROS in it."""

import threading

from letan_ros.sound_jobs import SoundJobs


def drained(jobs: SoundJobs[str], count: int) -> list[str | None]:
    return [jobs.get() for _ in range(count)]


def test_jobs_come_in_their_order() -> None:
    jobs: SoundJobs[str] = SoundJobs(1.0)
    jobs.put("a", 0.5)
    jobs.put("voice begins")
    jobs.put("b", 0.5)
    assert drained(jobs, 3) == ["a", "voice begins", "b"]
    assert jobs.lost_s == 0.0


def test_the_oldest_sound_is_lost_and_nothing_else() -> None:
    jobs: SoundJobs[str] = SoundJobs(1.0)
    for job, sound_s in (("a", 0.5), ("voice begins", 0.0), ("b", 0.5), ("c", 0.5), ("d", 0.5)):
        jobs.put(job, sound_s)
    assert drained(jobs, 3) == ["voice begins", "c", "d"]
    assert jobs.lost_s == 1.0


def test_what_was_read_makes_room() -> None:
    jobs: SoundJobs[str] = SoundJobs(1.0)
    for job in "abc":
        jobs.put(job, 1.0)
        assert jobs.get() == job
    assert jobs.lost_s == 0.0


def test_close_ends_a_wait() -> None:
    jobs: SoundJobs[str] = SoundJobs(1.0)
    found: list[str | None] = []
    reader = threading.Thread(target=lambda: found.append(jobs.get()))
    reader.start()
    jobs.close()
    reader.join(10.0)
    assert (reader.is_alive(), found) == (False, [None])
