"""Where people who write manifests put each key: identity first, then what it is about, then how it runs."""

from __future__ import annotations

_CUSTOMARY = """
    apiVersion group kind metadata name namespace generateName type labels annotations immutable
    automountServiceAccountToken imagePullSecrets
    replicas minReplicas maxReplicas minAvailable maxUnavailable unhealthyPodEvictionPolicy
    revisionHistoryLimit progressDeadlineSeconds
    selector namespaceSelector podSelector
    strategy updateStrategy podManagementPolicy serviceName
    schedule timeZone concurrencyPolicy suspend startingDeadlineSeconds
    successfulJobsHistoryLimit failedJobsHistoryLimit
    jobTemplate backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished podFailurePolicy
    policyTypes ingress egress from to
    clusterIP publishNotReadyAddresses
    template spec
    serviceAccountName priorityClassName runtimeClassName restartPolicy terminationGracePeriodSeconds
    enableServiceLinks securityContext runAsNonRoot runAsUser runAsGroup fsGroup fsGroupChangePolicy seccompProfile
    nodeSelector affinity tolerations topologySpreadConstraints
    initContainers containers image imagePullPolicy command args workingDir env envFrom
    ports containerPort port targetPort protocol appProtocol
    startupProbe livenessProbe readinessProbe lifecycle resources
    volumeMounts mountPath subPath readOnly volumes volumeClaimTemplates
    data stringData
    roleRef subjects parentRefs ip hostnames rules matches backendRefs
    key value valueFrom secretName
"""
_CONTAINER = """
    name image imagePullPolicy command args workingDir env envFrom ports
    startupProbe livenessProbe readinessProbe lifecycle resources
    securityContext terminationMessagePolicy volumeMounts
"""
_PROBE = """
    exec grpc httpGet tcpSocket
    initialDelaySeconds periodSeconds timeoutSeconds successThreshold failureThreshold
"""
#: Of a Role, and of a HTTPRoute.
_RULE = """
    name apiGroups resources resourceNames nonResourceURLs verbs
    matches backendRefs
"""


def _ranks(keys: str) -> dict[str, int]:
    return {key: rank for rank, key in enumerate(keys.split())}


RANKS = _ranks(_CUSTOMARY)
#: Where the same key has another customary place.
RANKS_UNDER = {
    **dict.fromkeys(("containers", "initContainers"), _ranks(_CONTAINER)),
    **dict.fromkeys(("startupProbe", "livenessProbe", "readinessProbe"), _ranks(_PROBE)),
    "httpGet": _ranks("scheme path port"),
    "rules": _ranks(_RULE),
}
#: Maps whose keys are the user's, not the API's.
FREE = {"labels", "annotations", "matchLabels", "data", "stringData", "limits", "requests", "nodeSelector"}
