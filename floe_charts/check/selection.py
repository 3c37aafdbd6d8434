"""Label selectors, matched as the API server matches them."""

from __future__ import annotations

from collections.abc import Iterator

from floe_charts.check.objects import Obj, Objects, PodAt, all_pods, dig, items, labels_of, same_namespace, texts


def matches(selector: Obj, labels: Obj) -> bool:
    """Whether a LabelSelector (matchLabels, matchExpressions) admits these labels; an empty one admits all.

    >>> matches({"matchLabels": {"a": "1"}}, {"a": "1", "b": "2"})
    True
    """
    return dig(selector, "matchLabels").items() <= labels.items() and all(
        _expression(expression, labels) for expression in items(selector, "matchExpressions")
    )


def _expression(expression: Obj, labels: Obj) -> bool:
    key, values = str(expression.get("key")), texts(expression, "values")
    answers = {
        "In": key in labels and labels[key] in values,
        "NotIn": labels.get(key) not in values,
        "Exists": key in labels,
        "DoesNotExist": key not in labels,
    }
    return answers.get(str(expression.get("operator")), False)


def selected(objects: Objects, owner: Obj, selector: Obj) -> Iterator[tuple[Obj, PodAt]]:
    """The pods that `selector`, as written in `owner`, picks."""
    for obj, pod in all_pods(objects):
        if same_namespace(owner, obj) and matches(selector, labels_of(pod.metadata)):
            yield obj, pod
