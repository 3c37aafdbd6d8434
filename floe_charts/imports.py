"""The Kubernetes types of cdk8s-plus-27, by a name that makes sure Node was found first.

>>> from floe_charts.imports import k8s
"""

from cdk8s_plus_27 import k8s as k8s
