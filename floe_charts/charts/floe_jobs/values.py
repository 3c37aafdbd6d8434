"""Values of floe-jobs: what all jobs share, what a type of job needs, and the jobs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from cdk8s_plus_27 import k8s

from floe_charts.charts.floe_jobs.network import JobNetworkValues
from floe_charts.charts.floe_jobs.presets import EXAMPLES, PRESETS
from floe_charts.constructs.pod.image import EntryImage
from floe_charts.constructs.pod.options import PodOptions
from floe_charts.constructs.pod.resources import COMPLETE, resources
from floe_charts.constructs.pod.scheduling import OwnScheduling
from floe_charts.constructs.pod.scratch import tmp_limit
from floe_charts.constructs.pod.workload_values import WorkloadValues
from floe_charts.values.common import STANDARD_LABELS
from floe_charts.values.constraint import (
    Constraint,
    EnvName,
    LabelKey,
    LabelValue,
    ObjectName,
    OptionalCron,
    RelativePath,
    SecretKey,
    ShortDnsLabel,
    StorageQuantity,
    TimeZone,
)
from floe_charts.values.kinds import Kubernetes
from floe_charts.values.model import REQUIRED, Reserved, Values, value

TypeName = Annotated[
    str, Constraint("dbt, dlt, quality or custom", {"pattern": "^(dbt|dlt|quality|custom)$"}, plain=True)
]
SECRET_FOLDER = "/etc/floe/job"
DAY = 86400
RESOURCES = resources("1", "2Gi", "4", "4Gi")
POD_LABELS = (*STANDARD_LABELS, "floe/job", "floe/type")


class TextEntry(Values):
    """An environment variable that many jobs share. A credential belongs into a file or the one job."""

    text: str = value(REQUIRED, "Text of the variable.", alias="value")


class SecretFiles(Values):
    """A Secret of the job's own, mounted as files under /etc/floe/job."""

    nulls: ClassVar[bool] = False

    name: ObjectName | None = value(None, "Name of the Secret; unset mounts none.", example="warehouse")
    files: dict[SecretKey, RelativePath] = value(
        {},
        "Where each key is put below /etc/floe/job; empty puts every key there by its own name.",
        example={"secrets.toml": ".dlt/secrets.toml"},
    )


class JobSettings(OwnScheduling):
    """What a job can inherit."""

    reserved: ClassVar[Reserved] = {"podLabels": POD_LABELS}

    enabled: bool = value(True, "Render the job.")
    resources: Kubernetes[k8s.ResourceRequirements] = value(
        RESOURCES, "CPU and memory of the job's container; what is left out is inherited."
    )
    tmp_size_limit: StorageQuantity = tmp_limit("10Gi")
    run: Literal["once", "release"] = value(
        "once",
        "Without a schedule, once: for each change of it, and again by an upgrade after its TTL unless keepFinished is"
        " set; release: after each install and upgrade, as a Helm hook.",
    )
    backoff_limit: int = value(
        0, "Retries after a failure: 0 fails fast, 3 suits what may be repeated.", minimum=0, maximum=10
    )
    final_exit_code: int = value(
        0,
        "Exit code after which a retry is pointless, so that the Job fails at once; 0 for none.",
        minimum=0,
        maximum=255,
        example=2,
    )
    active_deadline_seconds: int = value(
        3600, "Seconds until a run is stopped and counts as failed.", minimum=1, maximum=30 * DAY
    )
    ttl_seconds_after_finished: int = value(
        7 * DAY,
        "Seconds a finished Job is kept; Kubernetes knows one number for success and failure.",
        minimum=60,
        maximum=30 * DAY,
    )
    keep_finished: bool = value(
        False, "Give a Job no TTL: one that ran once stays, and no upgrade repeats it, until it changes or is removed."
    )
    time_zone: TimeZone = value("Etc/UTC", "Time zone of the schedule.")
    suspend: bool = value(False, "Keep a schedule from starting new runs.")
    concurrency_policy: Literal["Forbid", "Replace", "Allow"] = value(
        "Forbid", "What happens when a run is due while the last one still runs."
    )
    starting_deadline_seconds: int = value(
        3600, "Seconds a run may start late; after that it is missed.", minimum=10, maximum=7 * DAY
    )
    successful_jobs_history_limit: int = value(3, "Succeeded runs of a schedule that are kept.", minimum=0, maximum=100)
    failed_jobs_history_limit: int = value(10, "Failed runs of a schedule that are kept.", minimum=0, maximum=100)
    run_as_user: int = value(1000, "User id of the image's own user; never root.", minimum=1, maximum=65534)
    run_as_group: int = value(
        1000, "Group id of the image's own user; it also gets the volumes.", minimum=1, maximum=65534
    )
    spread: Literal["soft", "hard", "none"] = value(
        "none", "Keep the pods of jobs apart: prefer (soft) or insist on (hard) different nodes."
    )
    pod_annotations: dict[LabelKey, str] = value({}, "Annotations of the pods.")
    pod_labels: dict[LabelKey, LabelValue] = value({}, "Labels of the pods, beside the chart's own.")
    termination_grace_period_seconds: int = value(30, "Seconds a pod gets to stop.", minimum=0, maximum=DAY)
    service_account_name: ObjectName | None = value(
        None, "Account the pods run as, in place of serviceAccount's; it must exist.", example="warehouse-loader"
    )
    secret: SecretFiles = value(SecretFiles(), "A Secret as files.")


class Defaults(JobSettings):
    """What every job inherits."""

    resources: Kubernetes[k8s.ResourceRequirements] = value(
        RESOURCES, "CPU and memory of each job's container, as far as it states none.", schema=COMPLETE
    )
    env: dict[EnvName, TextEntry] = value(
        {"HOME": TextEntry(text="/tmp")}, "Environment variables of every job, by name."
    )


class Preset(JobSettings):
    """What every job of one type inherits, over the defaults."""

    nulls: ClassVar[bool] = False

    env: dict[EnvName, TextEntry] = value({}, "Environment variables of every job of the type, by name.")


class JobHead(Values):
    """What a job is about."""

    type: Literal["dbt", "dlt", "quality", "custom"] = value(
        REQUIRED, "Which of presets the job inherits; custom has none to begin with."
    )
    image: EntryImage = value(REQUIRED, "Image of the job.")
    command: list[str] = value([], "Command, in place of the image's.")
    args: list[str] = value([], "Arguments.")
    schedule: OptionalCron = value(
        "", "When to run: with a schedule the job is a CronJob, without one it is a Job.", example="0 6 * * *"
    )


class JobEntry(JobSettings, PodOptions, JobHead):
    """One job. What it leaves out comes from its type's preset, then from defaults."""

    nulls: ClassVar[bool] = False
    reserved: ClassVar[Reserved] = {"volumes": (SECRET_FOLDER, "/tmp"), "podLabels": POD_LABELS}


class FloeJobsValues(WorkloadValues):
    """Everything an installer can set."""

    reserved: ClassVar[Reserved] = {"commonLabels": ("floe/job", "floe/type")}

    network_policies: JobNetworkValues = value(JobNetworkValues(), "Whom the jobs may call; nobody may call them.")
    defaults: Defaults = value(
        Defaults(), "What every job inherits; a job's own settings win, maps are merged.", section="Jobs"
    )
    presets: dict[TypeName, Preset] = value(
        PRESETS,
        "What every job of a type inherits, over the defaults: what the product needs on a read-only root.",
    )
    jobs: dict[ShortDnsLabel, JobEntry] = value({}, "The jobs, by name.", example=EXAMPLES)
