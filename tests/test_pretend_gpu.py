"""Painting on a GPU that is not there (`pretend_gpu.py`): no tensor in the wrong place, no graph read too late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import soundfile
import torch
from diffusers import AutoencoderTiny, UNet2DConditionModel
from pretend_gpu import Gpu, Graph, pretend_gpu
from tiny_checkpoint import write_checkpoint

from benchmarks.operations import flops
from generators import captured, stable_diffusion
from generators.base import Cancelled, Clip, ClipRequest
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER, open_generator
from generators.checkpoint import Checkpoint
from generators.column_transformer import ColumnTransformer, TransformerConfig
from generators.decoder import decode
from generators.devices import computes, is_quick_in_bfloat16, pick_device
from generators.diffusion import Diffusion
from generators.spec import SAMPLERS, Spec
from generators.training import distil, vocoder
from generators.training.captions import Facts
from generators.training.dataset import Captioner, LoopSet
from generators.training.distil import Distillation
from generators.training.encoded import HELD_OUT_SHARDS, Encoded, write_shard
from generators.training.flow import flow_loss, loss_weights
from generators.training.train import Run, grown

pytestmark = [pytest.mark.offline, pytest.mark.skipif(torch.cuda.is_available(), reason="there is a real GPU")]

COLUMNS = 32
REQUEST = ClipRequest("piano", "drums", seed_a=1, seed_b=2, steps=2, bars=1, tempo=600, rate=44100)
GUIDED = replace(REQUEST, guidance=3.0, negative="bells", alpha=0.5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gpu]:
    monkeypatch.setattr(stable_diffusion, "PREPARED", (COLUMNS,))
    monkeypatch.setattr(captured, "WARM_UP", 1)
    monkeypatch.setattr(Diffusion, "warm_up", lambda _: None)
    with pretend_gpu(monkeypatch) as gpu:
        yield gpu


def opened(spec: str, device: str = "auto") -> Diffusion:
    generator = open_generator(spec, device)
    assert isinstance(generator, Diffusion)
    return generator


def paint(generator: Diffusion, request: ClipRequest, after: Clip | None = None) -> Clip:
    return generator.paint(request, after, lambda: False)


def unlike(one: Clip, other: Clip) -> float:
    """1 − correlation of two sounds."""
    return 1 - float(np.corrcoef(one.sound.ravel(), other.sound.ravel())[0, 1])


def check_alike(here: Diffusion, there: Diffusion, *requests: ClipRequest) -> None:
    """Each request follows the one before. This GPU's kernels are the CPU's, so pictures agree to the bit; the two
    decoders round differently."""
    assert there.model.device.type == "cuda"
    here.decode = decode  # without the vocoder, which a GPU does not need
    one = other = None
    for request in requests:
        one, other = paint(here, request, one), paint(there, request, other)
        assert np.array_equal(one.image, other.image)
        assert unlike(one, other) < 0.01


# --- the GPU


@pytest.mark.usefixtures("gpu")
def test_it_refuses_what_is_elsewhere() -> None:
    there, here = torch.ones(3, device="cuda"), torch.ones(3)
    for mix in (lambda: there + here, lambda: torch.cat([here, there]), lambda: torch.lerp(there, there, here)):
        with pytest.raises(RuntimeError, match="one device"):
            mix()
    with pytest.raises(TypeError):
        there.numpy()
    assert float((2 * there + here.to(there)).sum().cpu()) == 9


@pytest.mark.parametrize(
    "forbidden", [lambda there: there.sum().item(), lambda there: there.cpu(), lambda there: torch.ones(3).to(there)]
)
def test_a_graph_refuses_to_wait_for_the_cpu(gpu: Gpu, forbidden: Callable[[Any], Any]) -> None:
    there = torch.ones(3, device="cuda")
    forbidden(there)
    with pytest.raises(RuntimeError, match="not permitted"), gpu.graph(Graph(), None, None):
        forbidden(there)


def test_a_graph_writes_over_what_it_gave(gpu: Gpu) -> None:
    there, graph = torch.ones(3, device="cuda"), Graph()
    with gpu.graph(graph, None, None):
        twice = 2 * there
    assert torch.isnan(twice.cpu()).all()
    graph.replay()
    there.fill_(5.0)
    assert twice.cpu().tolist() == [2, 2, 2]
    graph.replay()
    assert twice.cpu().tolist() == [10, 10, 10]


@pytest.mark.usefixtures("gpu")
def test_what_a_graph_gave_stays_as_it_was() -> None:
    twice = captured.Captured(lambda value: 2 * value, captured.GraphMemory(torch.device("cuda:0")))
    with torch.inference_mode():
        there = torch.ones(3, device="cuda")
        twice.prepare(there)
        first, second = twice(there), twice(there + 4)
    assert first.cpu().tolist() == [2, 2, 2]
    assert second.cpu().tolist() == [10, 10, 10]


# --- painting


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_paints(folder: Path, gpu: Gpu, sampler: str, tmp_path: Path) -> None:
    """Text, guided, over a sound, and going on from that, in half precision: bfloat16, where CPUs are quicker."""
    soundfile.write(tmp_path / "init.wav", np.random.default_rng(1).normal(0, 0.1, 40000), 44100)
    over = replace(REQUEST, init=str(tmp_path / "init.wav"), denoising=0.5, mask_low=500.0, dynamics="init")
    spec = f"{folder}:sampler={sampler}:precision=bfloat16"
    here, there = opened(spec, "cpu"), opened(f"{spec}:layout=plain")
    made = list(gpu.graphs)
    check_alike(here, there, GUIDED, over, replace(REQUEST, join="continue"))
    assert gpu.graphs == made
    assert all(graph.replays for graph in made)


def test_other_parts_paint_in_the_usual_precision_and_layout(folder: Path, gpu: Gpu, tmp_path: Path) -> None:
    config = dict(UNet2DConditionModel.load_config(folder / "unet"))
    UNet2DConditionModel.from_config(config | {"time_cond_proj_dim": 16}).save_pretrained(tmp_path / "unet")
    tiny = {"encoder_block_out_channels": (8,) * 4, "decoder_block_out_channels": (8,) * 4}
    AutoencoderTiny(**tiny, num_encoder_blocks=(1,) * 4, num_decoder_blocks=(1,) * 4).save_pretrained(tmp_path / "vae")
    there = opened(f"{folder}:stereo:unet={tmp_path / 'unet'}:vae={tmp_path / 'vae'}")
    assert isinstance(there.model, stable_diffusion.StableDiffusion)
    assert there.model.dtype == torch.float16
    assert there.model.unet.conv_in.weight.is_contiguous(memory_format=torch.channels_last)
    first = paint(there, GUIDED)
    assert paint(there, replace(GUIDED, join="continue").following(GUIDED), first).sound.std() > 0
    assert [graph.replays for graph in gpu.graphs] == [2, 4]


@pytest.mark.usefixtures("gpu")
def test_the_bundled_model_paints() -> None:
    here, there = opened("bundled", "cpu"), opened("bundled")
    here.model.brief = False  # type: ignore[attr-defined]
    check_alike(here, there, REQUEST, replace(GUIDED, negative="(bells:1.2)", join="continue"))


@pytest.mark.usefixtures("gpu")
def test_keyframes_are_painted_in_one_pass(folder: Path) -> None:
    there = opened(f"{folder}:batch=2:precision=bfloat16")
    first, second = replace(GUIDED, alpha=0.25), replace(GUIDED, alpha=0.75)
    alone = [paint(there, each) for each in (first, second)]
    together = [there.paint(first, None, lambda: False, [second]), paint(there, second)]
    for one, other in zip(alone, together, strict=True):
        assert np.abs(one.image.astype(int) - other.image).max() <= 4


def test_a_graph_gives_what_the_network_gives(folder: Path, gpu: Gpu) -> None:
    with_graphs, without = opened(f"{folder}:precision=float32"), opened(f"{folder}:precision=float32:graphs=off")
    assert len(gpu.graphs) == 3
    clips = [paint(generator, GUIDED) for generator in (with_graphs, with_graphs, without)]
    assert all(np.array_equal(clips[0].image, clip.image) for clip in clips)


def test_a_width_without_a_graph_is_painted_without(folder: Path, gpu: Gpu) -> None:
    there = opened(f"{folder}:precision=float32")
    made = list(gpu.graphs)
    assert paint(there, replace(REQUEST, tempo=300)).image.shape[2] > COLUMNS
    assert gpu.graphs == made
    assert not any(graph.replays for graph in made)


def test_where_one_graph_fails_none_is_used(
    folder: Path, gpu: Gpu, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is left would point to memory that the failed one has taken with it."""

    @contextmanager
    def narrow(made: Graph, **shared: object) -> Iterator[None]:
        with gpu.graph(made, **shared):  # type: ignore[arg-type]
            yield
            if len(gpu.graphs) == 2:
                raise torch.OutOfMemoryError

    monkeypatch.setattr(torch.cuda, "graph", narrow)
    there = opened(f"{folder}:precision=float32")
    assert "without CUDA graphs" in caplog.text
    assert len(gpu.graphs) == 2
    assert paint(there, GUIDED).image.std() > 1
    assert not any(graph.replays for graph in gpu.graphs)


def test_a_models_graphs_share_a_stream_and_memory_of_their_own(
    folder: Path, gpu: Gpu, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared: list[dict[str, object]] = []

    def noted(made: Graph, **options: Any) -> Any:
        shared.append(options)
        return gpu.graph(made, **options)

    monkeypatch.setattr(torch.cuda, "graph", noted)
    for _ in range(2):
        opened(f"{folder}:precision=float32")
    for name in ("stream", "pool"):
        first, *others = (options[name] for options in shared)
        assert [other is first for other in others] == [True, True, False, False, False]


@pytest.mark.usefixtures("gpu")
def test_the_largest_graphs_are_made_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stable_diffusion, "PREPARED", (16, 32))
    sizes: list[tuple[int, int]] = []
    run = stable_diffusion.StableDiffusion._run_unet

    def noted(model: Any, latents: torch.Tensor, *rest: Any) -> torch.Tensor:
        sizes.append((latents.shape[-1], len(latents)))
        return run(model, latents, *rest)

    monkeypatch.setattr(stable_diffusion.StableDiffusion, "_run_unet", noted)
    opened(f"{folder}:precision=float32")
    assert sizes[::2] == [(4, 2), (4, 1), (2, 2), (2, 1)]


def test_each_step_is_waited_for(folder: Path, gpu: Gpu) -> None:
    there = opened(f"{folder}:precision=float32")
    waits: list[int] = []

    def cancelled() -> bool:
        waits.append(gpu.waits)
        return gpu.waits > waits[0] + 1

    with pytest.raises(Cancelled):
        there.paint(replace(REQUEST, steps=4), None, cancelled)
    assert gpu.waits == waits[0] + 2


def test_it_is_warm_before_it_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    painted, said = list[str](), list[str]()
    monkeypatch.setattr(Diffusion, "paint", lambda _, request, *__: painted.append(request.join))
    with pretend_gpu(monkeypatch):
        open_generator("bundled", "cuda:0", progress=said.append)
    assert said[-1] == "warming up"
    assert painted == ["loop", "continue"]


@pytest.mark.usefixtures("gpu")
def test_operations_in_graphs_are_counted(folder: Path) -> None:
    """`bench paint` says what share of the GPU's peak is reached."""
    counted = [flops(opened(f"{folder}:precision=float32{graphs}"), REQUEST) for graphs in ("", ":graphs=off")]
    assert counted[0] == counted[1]
    assert counted[0] > 1e8


@pytest.mark.usefixtures("gpu")
def test_layouts_may_be_changed_back(folder: Path) -> None:
    """`bench paint` measures one after the other on the same weights."""
    model = opened(f"{folder}:graphs=off").model
    assert isinstance(model, stable_diffusion.StableDiffusion)
    parts = Checkpoint(model.tokenizer, model.text_encoder, model.unet, model.vae, model.scheduler)
    plain = stable_diffusion.StableDiffusion.ready(parts, Spec.parse("tiny:graphs=off:layout=plain"))
    assert plain.unet.conv_in.weight.is_contiguous()


@pytest.mark.usefixtures("gpu")
def test_a_gpu_that_is_not_there_is_refused() -> None:
    assert pick_device("cuda:0") == "cuda:0"
    with pytest.raises(ValueError, match="this machine has cuda, cuda:0, cpu"):
        pick_device("cuda:1")


@pytest.mark.usefixtures("gpu")
def test_a_gpu_without_kernels_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The second of two, where the first is older than this torch; the CPU, where both are; never one that is full."""
    ones = torch.ones
    trouble = "CUDA error: no kernel image is available for execution on the device\nCompile with ..."

    def refused(*sizes: int, device: str) -> torch.Tensor:
        if device in old:
            raise RuntimeError(trouble)
        return ones(*sizes, device=device)

    monkeypatch.setattr(torch, "ones", refused)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    old = {"cuda", "cuda:0"}
    computes.cache_clear()
    assert pick_device("auto") == "cuda:1"
    old.add("cuda:1")
    computes.cache_clear()
    assert pick_device("auto") == "cpu"
    assert "cuda:1 is passed over, it does not compute: CUDA error: no kernel image is available" in caplog.text
    assert "Compile" not in caplog.text
    trouble = "CUDA error: out of memory"
    computes.cache_clear()
    assert pick_device("auto") == "cuda"
    computes.cache_clear()


@pytest.mark.usefixtures("gpu")
def test_16_bits_are_quick_where_there_are_instructions_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the GPU that is asked about: not the first, and whatever torch can emulate."""
    capabilities = {"cuda:0": (9, 0), "cuda:1": (7, 5)}
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: capabilities[str(device)])
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: True)
    assert [is_quick_in_bfloat16(torch.device(device)) for device in capabilities] == [True, False]
    monkeypatch.setattr(torch.version, "hip", "6.4")
    assert is_quick_in_bfloat16(torch.device("cuda:1"))


# --- training


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    facts = Facts("solo", "piano", 90.0, "minor", "chords", key=3)
    rng = torch.Generator().manual_seed(0)
    loops = [Encoded(torch.randn(20, 256, generator=rng).half(), torch.zeros(20).half(), facts, 1) for _ in range(8)]
    write_shard(tmp_path / f"{HELD_OUT_SHARDS:04d}.npz", loops)
    return tmp_path


def trained(shards: Path, distilled: bool) -> list[torch.Tensor]:
    """The weights after two steps, in the CPU's memory."""
    torch.manual_seed(0)
    model = BundledModel.load(BUNDLED_FOLDER, pick_device("auto"))
    captioner = Captioner(model)
    loops = LoopSet(shards, captioner, (256, 1))
    small = ColumnTransformer(TransformerConfig(width=32, layers=2, heads=2, hidden=32, keyed=True, framed=True))
    model.transformer = grown(small.to(model.device), distilled=distilled)
    objective = Distillation(model.transformer, captioner([""])) if distilled else flow_loss
    run = Run.start(Path("none"), grown(model.transformer).train().requires_grad_(True))
    draws, rng = Random(1), torch.Generator().manual_seed(1)
    for _ in range(2):
        batch = loops.draw(100, draws).to(model.device)
        run.advance([batch], loss_weights(model.codec), rng, 0.0, objective)
    return [parameter.detach().cpu() for parameter in run.transformer.parameters()]


@pytest.mark.parametrize(("distilled", "unwalked"), [(False, 0), (True, 0), (True, 1)])
def test_training_there_is_training_here(
    shards: Path, monkeypatch: pytest.MonkeyPatch, distilled: bool, unwalked: float
) -> None:
    """Flow and distillation, forwards and backwards: the same batches and noise, and no tensor in the wrong place."""
    torch.set_num_threads(1)
    monkeypatch.setattr(distil, "UNWALKED", unwalked)
    monkeypatch.setattr(torch, "autocast", lambda *_, **__: nullcontext())  # this GPU does not know of it
    here = trained(shards, distilled)
    with pretend_gpu(monkeypatch):
        there = trained(shards, distilled)
    assert all(torch.allclose(one, other, atol=1e-4) for one, other in zip(here, there, strict=True))


def stepped(run: Run | vocoder.Run, optimisers: list[torch.optim.Optimizer], path: Path) -> None:
    for optimiser in optimisers:
        for parameter in optimiser.param_groups[0]["params"]:
            parameter.grad = torch.zeros_like(parameter)
        optimiser.step()
    run.save(path)


def test_a_state_of_a_cpu_is_gone_on_with_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Optimisers count their steps in the CPU's memory: a GPU would be waited for twice a step and tensor."""
    small = ColumnTransformer(TransformerConfig(width=32, layers=1, heads=2, hidden=32))
    run = Run.start(tmp_path / "run.pt", small)
    stepped(run, run.optimisers, tmp_path / "run.pt")
    other = vocoder.Run.start(tmp_path / "vocoder.pt", "cpu")
    stepped(other, [other.optimiser], tmp_path / "vocoder.pt")
    with pretend_gpu(monkeypatch):
        again = Run.start(tmp_path / "run.pt", small.to("cuda"))
        loaded = again.optimisers[1], vocoder.Run.start(tmp_path / "vocoder.pt", "cuda").optimiser
        for optimiser in loaded:
            assert optimiser.state
            assert {state["step"].device.type for state in optimiser.state.values()} == {"cpu"}
            assert {state["exp_avg"].device.type for state in optimiser.state.values()} == {"cuda"}
