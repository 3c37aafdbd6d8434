"""Images: registry, repository, tag or digest, with one place to redirect them all."""

from __future__ import annotations

from typing import Any, ClassVar

from floe_charts.constructs.helm_chart import HelmChart
from floe_charts.flow.lifting import to_expr
from floe_charts.template.call import call
from floe_charts.template.literal import Literal
from floe_charts.template.paths import VALUES, Path, param
from floe_charts.template.text import Choice, Concat, Define, Include
from floe_charts.values.constraint import Digest, Registry, Repository, Tag
from floe_charts.values.model import REQUIRED, Values, value
from floe_charts.values.rules import Rule

DEFAULT_REGISTRY = "docker.io"


class ImageValues(Values):
    """Where an image comes from. ``global.imageRegistry`` replaces ``registry`` for all images at once."""

    registry: Registry = value(DEFAULT_REGISTRY, "Registry of the image.", min_length=1)
    repository: Repository = value(REQUIRED, "Repository of the image.")
    tag: Tag = value(REQUIRED, "Tag of the image; latest is refused.", schema={"not": {"const": "latest"}})
    digest: Digest = value("", "Digest of the image; wins over the tag.")


class EntryImage(ImageValues):
    """The image of a map's entry. No default gives it a tag, so a digest alone will do."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            {"": {"not": {"required": ["digest"], "properties": {"digest": {"type": "string", "minLength": 1}}}}},
            {"": {"required": ["tag"]}, "tag": {"type": "string"}},
            "an image needs a tag or a digest",
        ),
    )

    # wider than in the base class: here the tag may be absent
    tag: Tag | None = value(  # type: ignore[assignment]
        None, "Tag of the image, unless digest is set; latest is refused.", schema={"not": {"const": "latest"}}
    )


def image_of(chart: HelmChart[Any], image: ImageValues) -> str:
    """The full image reference."""
    comment = "An image reference; the digest wins over the tag."
    define = chart.shared(Define(f"{chart.info.name}.image", _body(), comment, ("image",)))
    return chart.text_ref(Include(define, {"image": to_expr(image, chart.registry)}))


def _body() -> Choice:
    shared = Path(VALUES, ("global", "imageRegistry"), "str")
    registry = call("default", _part("registry", DEFAULT_REGISTRY), shared, kind="str")
    stem = (registry, Literal("/"), _part("repository"))
    digest = _part("digest")
    return Choice(((digest, Concat((*stem, Literal("@"), digest))),), Concat((*stem, Literal(":"), _part("tag"))))


def _part(key: str, default: str | None = None) -> Path:
    return Path(param("image"), (key,), "str", default=default)
