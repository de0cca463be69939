"""Ray: the same bytes as one process makes, on two nodes, also where a worker or a node is killed in mid-run."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import archives
import pytest

from counterclaim.bulk.local import local
from counterclaim.bulk.on_ray import on_ray
from counterclaim.bulk.reading import Coder
from counterclaim.bulk.units import units_of
from counterclaim.bulk.work import Done, Job, shares_of

ray = pytest.importorskip("ray", reason="ray is not installed; these tests need counterclaim[ray]")
pytestmark = pytest.mark.slow
MANY, SIZE, SHARES = 60, 5, 6


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes of one core each beside a head that reads nothing."""
    from ray.cluster_utils import Cluster

    here = [str(Path(__file__).parent), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(here))
        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
        for _ in range(2):
            made.add_node(num_cpus=1)
        ray.init(address=made.address, log_to_driver=False)
        made.wait_for_nodes()
        yield made
        ray.shutdown()
        made.shutdown()


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def made(folder: Path, engine: Any, coder: Coder, workers: int) -> list[Done]:
    job = Job(str(folder), archives.OPTIONS, "reader 1", SIZE)
    source = archives.jsonl(folder.parent / "a.jsonl", MANY, bad=(7,))
    shares = [share for unit in units_of([source]) for share in shares_of(unit, job, SHARES)]
    return list(engine(shares, job, workers, coder))


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes."""
    folder = tmp_path_factory.mktemp("calm") / "out"
    made(folder, local, archives.real, 1)
    return contents(folder)


@pytest.mark.usefixtures("cluster")
def test_two_nodes_make_the_bytes_of_one_process(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    assert len([node for node in ray.nodes() if node["Alive"]]) == 3
    found = made(tmp_path / "out", on_ray, archives.real, 2)
    assert contents(tmp_path / "out") == wanted
    assert len(found) == MANY // SIZE
    assert sum(each.reports for each in found) == MANY - 1


@pytest.mark.usefixtures("cluster")
def test_a_worker_killed_in_mid_run_loses_nothing(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    mark = tmp_path / "killed"
    found = made(tmp_path / "out", on_ray, archives.killing(mark), 2)
    assert mark.exists()
    assert contents(tmp_path / "out") == wanted
    assert sum(each.reports for each in found) == MANY - 1


def test_a_node_killed_in_mid_run_loses_nothing(cluster: Any, tmp_path: Path, wanted: dict[str, bytes]) -> None:
    out, extra = tmp_path / "out", cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    gone = threading.Event()

    def kill() -> None:
        while not list(out.glob("done/*")):
            gone.wait(0.01)
        cluster.remove_node(extra, allow_graceful=False)
        gone.set()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    found = made(out, on_ray, archives.slowly, 3)
    killer.join(60)
    assert gone.is_set()
    assert contents(out) == wanted
    assert sum(each.reports for each in found) == MANY - 1
