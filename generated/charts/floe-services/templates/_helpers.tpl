{{- /* Generated from floe_charts/charts/floe_services/chart.py. Edit that file, then run: floe-charts synth */ -}}

{{/*
The chart's name, or nameOverride.
*/}}
{{- define "floe-services.name" -}}
{{ .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Release and chart in one name; a subchart's is never the release's alone.
*/}}
{{- define "floe-services.qualifiedName" -}}
{{- if and .Chart.IsRoot (contains (include "floe-services.name" .) .Release.Name) -}}
{{ .Release.Name }}
{{- else -}}
{{ .Release.Name }}-{{ include "floe-services.name" . }}
{{- end -}}
{{- end }}

{{/*
A name of at most 40 characters.
*/}}
{{- define "floe-services.cut40" -}}
{{- if gt (len .text) 40 -}}
{{ printf "%s-%s" (.text | trunc 31 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
The stem of every object's name: a DNS label of at most 40 characters; a longer one gets a hash.
*/}}
{{- define "floe-services.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else -}}
{{ include "floe-services.cut40" (dict "text" (regexReplaceAll "^([0-9])" (include "floe-services.qualifiedName" . | replace "." "-") "r${1}")) }}
{{- end -}}
{{- end }}

{{/*
Labels that never change over an upgrade.
*/}}
{{- define "floe-services.selectorLabels" -}}
app.kubernetes.io/name: {{ include "floe-services.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Labels the chart itself gives.
*/}}
{{- define "floe-services.ownLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | quote }}
{{ include "floe-services.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "floe-services.labels" -}}
{{ include "floe-services.ownLabels" . }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
The account the pods run as.
*/}}
{{- define "floe-services.serviceAccountName" -}}
{{ .Values.serviceAccount.name | default (include "floe-services.fullname" .) }}
{{- end }}

{{/*
The Secret with the database's password.
*/}}
{{- define "floe-services.postgresql.secret" -}}
{{ .Values.postgresql.secret.existingSecret | default (printf "%s-postgresql-auth" (include "floe-services.fullname" .)) }}
{{- end }}

{{/*
An image reference; the digest wins over the tag.
*/}}
{{- define "floe-services.image" -}}
{{- if .image.digest -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}:{{ .image.tag }}
{{- end -}}
{{- end }}

{{/*
The installer's env, as list items.
*/}}
{{- define "floe-services.env" -}}
{{- range $name, $entry := .entries }}
- name: {{ $name | quote }}
  {{- if and (not (or $entry.secret $entry.configMap $entry.field)) $entry.value }}
  value: {{ $entry.value | quote }}
  {{- end }}
  {{- if or $entry.configMap $entry.field $entry.secret }}
  valueFrom:
    {{- with $entry.configMap }}
    configMapKeyRef:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- if $entry.field }}
    fieldRef:
      fieldPath: {{ $entry.field | quote }}
    {{- end }}
    {{- with $entry.secret }}
    secretKeyRef:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's envFrom, as list items.
*/}}
{{- define "floe-services.envFrom" -}}
{{- range $sourceName, $source := .entries }}
-
  {{- with $source.prefix }}
  prefix: {{ . | quote }}
  {{- end }}
  {{- if eq $source.kind "Secret" }}
  secretRef:
    name: {{ $sourceName | quote }}
    optional: {{ $source.optional | default false }}
  {{- else }}
  configMapRef:
    name: {{ $sourceName | quote }}
    optional: {{ $source.optional | default false }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's volumeMounts, as list items.
*/}}
{{- define "floe-services.volumeMounts" -}}
{{- range $path, $entry := .entries }}
- name: extra-{{ $path | sha256sum | trunc 8 }}
  mountPath: {{ $path | quote }}
  {{- with $entry.subPath }}
  subPath: {{ . | quote }}
  {{- end }}
  readOnly: {{ $entry.readOnly | default false }}
{{- end }}
{{- end }}

{{/*
Security context of every container (Pod Security restricted).
*/}}
{{- define "floe-services.containerSecurityContext" -}}
runAsNonRoot: true
seccompProfile:
  type: RuntimeDefault
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
readOnlyRootFilesystem: true
{{- end }}

{{/*
The installer's initContainers, as list items.
*/}}
{{- define "floe-services.initContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: init-{{ $name }}
  image: {{ include "floe-services.image" (dict "image" $sidecar.image "root" $.root) | quote }}
  imagePullPolicy: {{ $.root.Values.global.imagePullPolicy | quote }}
  {{- with $sidecar.command }}
  command:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $sidecar.args }}
  args:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $sidecar.env }}
  env:
    {{- include "floe-services.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
  {{- end }}
  {{- with $sidecar.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "floe-services.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "floe-services.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's hostAliases, as list items.
*/}}
{{- define "floe-services.hostAliases" -}}
{{- range $address, $hostNames := .entries }}
- ip: {{ $address | quote }}
  {{- with $hostNames }}
  hostnames:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's sidecarContainers, as list items.
*/}}
{{- define "floe-services.sidecarContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: sidecar-{{ $name }}
  image: {{ include "floe-services.image" (dict "image" $sidecar.image "root" $.root) | quote }}
  imagePullPolicy: {{ $.root.Values.global.imagePullPolicy | quote }}
  {{- with $sidecar.command }}
  command:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $sidecar.args }}
  args:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $sidecar.env }}
  env:
    {{- include "floe-services.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
  {{- end }}
  {{- if $sidecar.ports }}
  ports:
    {{- range $port, $opened := $sidecar.ports }}
    - name: {{ printf "port-%s" $port | quote }}
      containerPort: {{ $port | int64 }}
      protocol: {{ dig "protocol" "TCP" $opened | quote }}
    {{- end }}
  {{- end }}
  {{- if not (kindIs "invalid" $sidecar.startup) }}
  startupProbe:
    {{- toYaml $sidecar.startup | nindent 4 }}
  {{- end }}
  {{- if not (kindIs "invalid" $sidecar.liveness) }}
  livenessProbe:
    {{- toYaml $sidecar.liveness | nindent 4 }}
  {{- end }}
  {{- if not (kindIs "invalid" $sidecar.readiness) }}
  readinessProbe:
    {{- toYaml $sidecar.readiness | nindent 4 }}
  {{- end }}
  {{- with $sidecar.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "floe-services.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "floe-services.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's volumes, as list items.
*/}}
{{- define "floe-services.volumes" -}}
{{- range $path, $entry := .entries }}
- name: extra-{{ $path | sha256sum | trunc 8 }}
  {{- if not (kindIs "invalid" $entry.configMap) }}
  configMap:
    {{- toYaml $entry.configMap | nindent 4 }}
  {{- end }}
  {{- with $entry.csi }}
  csi:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if not (kindIs "invalid" $entry.emptyDir) }}
  emptyDir:
    {{- toYaml $entry.emptyDir | nindent 4 }}
  {{- end }}
  {{- with $entry.persistentVolumeClaim }}
  persistentVolumeClaim:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if not (kindIs "invalid" $entry.projected) }}
  projected:
    {{- toYaml $entry.projected | nindent 4 }}
  {{- end }}
  {{- if not (kindIs "invalid" $entry.secret) }}
  secret:
    {{- toYaml $entry.secret | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The host of the database, wherever it is.
*/}}
{{- define "floe-services.postgresql.host" -}}
{{- if eq .Values.postgresql.mode "builtin" -}}
{{ include "floe-services.fullname" . }}-postgresql
{{- else -}}
{{ .Values.postgresql.host | default "" }}
{{- end -}}
{{- end }}

{{/*
storage, for every dagster.yaml.
*/}}
{{- define "floe-services.storageYaml" -}}
storage:
  postgres:
    postgres_db:
      hostname: {{ include "floe-services.postgresql.host" . | quote }}
      port: {{ .Values.postgresql.port | int64 }}
      db_name: {{ .Values.postgresql.database | quote }}
      username: {{ .Values.postgresql.username | quote }}
      password: ""
      scheme: postgresql+psycopg2
      params:
        service: floe
{{- end }}

{{/*
What every dagster.yaml but the migration's says.
*/}}
{{- define "floe-services.sharedYaml" -}}
telemetry:
  enabled: false
{{- with omit (.Values.dagsterYaml | default dict) "compute_logs" "concurrency" "run_monitoring" }}
{{ toYaml . }}
{{- end }}
{{- with (.Values.dagsterYaml).compute_logs }}
compute_logs:
  {{- toYaml . | nindent 2 }}
{{- else }}
compute_logs:
  module: dagster.core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
{{- end }}
run_coordinator:
  module: dagster.core.run_coordinator
  class: {{ ternary "QueuedRunCoordinator" "DefaultRunCoordinator" .Values.daemon.enabled | quote }}
{{- if or .Values.daemon.enabled ((.Values.dagsterYaml).concurrency).runs (omit ((.Values.dagsterYaml).concurrency | default dict) "runs") }}
concurrency:
  {{- if or .Values.daemon.enabled ((.Values.dagsterYaml).concurrency).runs }}
  runs:
    {{- if .Values.daemon.enabled }}
    max_concurrent_runs: {{ .Values.daemon.maxConcurrentRuns | int64 }}
    {{- end }}
    {{- with ((.Values.dagsterYaml).concurrency).runs }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- with omit ((.Values.dagsterYaml).concurrency | default dict) "runs" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
dagster.yaml: storage, queue and launcher of the instance.
*/}}
{{- define "floe-services.dagsterYaml" -}}
{{ include "floe-services.sharedYaml" . }}
run_launcher:
  module: dagster_k8s
  class: K8sRunLauncher
  config:
    service_account_name: {{ include "floe-services.serviceAccountName" . | quote }}
    instance_config_map: {{ include "floe-services.fullname" . }}-dagster
    job_namespace: {{ .Release.Namespace | quote }}
    image_pull_policy: {{ .Values.global.imagePullPolicy | quote }}
    {{- if .Values.global.imagePullSecrets }}
    image_pull_secrets:
      {{- range $secret := .Values.global.imagePullSecrets }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    env_vars:
      - PGSERVICEFILE=/etc/floe/postgres/pg_service.conf
      - HOME=/tmp
    volumes:
      - name: postgres-auth
        secret:
          items:
            - key: {{ .Values.postgresql.secret.serviceFileKey | quote }}
              path: pg_service.conf
            {{- if .Values.postgresql.secret.caKey }}
            - key: {{ .Values.postgresql.secret.caKey | quote }}
              path: ca.crt
            {{- end }}
          secretName: {{ include "floe-services.postgresql.secret" . | quote }}
      - name: tmp
        emptyDir:
          sizeLimit: {{ .Values.runs.tmpSizeLimit | quote }}
    volume_mounts:
      - mountPath: /etc/floe/postgres
        name: postgres-auth
        readOnly: true
      - mountPath: /tmp
        name: tmp
    run_k8s_config:
      pod_template_spec_metadata:
        labels:
          {{- include "floe-services.selectorLabels" . | nindent 10 }}
          dagster/role: run
          {{- with .Values.runs.podLabels }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- with .Values.runs.podAnnotations }}
        annotations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      container_config:
        {{- if .Values.runs.envFrom }}
        env_from:
          {{- include "floe-services.envFrom" (dict "entries" .Values.runs.envFrom) | trim | nindent 10 }}
        {{- end }}
        {{- with .Values.runs.resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        security_context:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL
          readOnlyRootFilesystem: true
          runAsNonRoot: true
          seccompProfile:
            type: RuntimeDefault
        termination_message_policy: FallbackToLogsOnError
      pod_spec_config:
        {{- with .Values.runs.affinity | default .Values.scheduling.affinity }}
        affinity:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if .Values.runs.topologySpreadConstraints | default .Values.scheduling.topologySpreadConstraints }}
        topology_spread_constraints:
          {{- range $place, $rule := .Values.runs.topologySpreadConstraints | default .Values.scheduling.topologySpreadConstraints }}
          - maxSkew: {{ dig "maxSkew" 1 $rule | int64 }}
            topologyKey: {{ $place | quote }}
            whenUnsatisfiable: {{ dig "whenUnsatisfiable" "ScheduleAnyway" $rule | quote }}
            labelSelector:
              matchLabels:
                {{- include "floe-services.selectorLabels" $ | nindent 16 }}
                dagster/role: run
          {{- end }}
        {{- end }}
        {{- with .Values.runs.nodeSelector | default .Values.scheduling.nodeSelector }}
        node_selector:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.runs.tolerations | default .Values.scheduling.tolerations }}
        tolerations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if or .Values.runs.priorityClassName .Values.scheduling.priorityClassName }}
        priority_class_name: {{ .Values.runs.priorityClassName | default .Values.scheduling.priorityClassName | quote }}
        {{- end }}
        {{- if or .Values.runs.runtimeClassName .Values.scheduling.runtimeClassName }}
        runtime_class_name: {{ .Values.runs.runtimeClassName | default .Values.scheduling.runtimeClassName | quote }}
        {{- end }}
        security_context:
          {{- if eq .Values.global.securityPreset "hardened" }}
          fsGroup: 1000
          {{- end }}
          fsGroupChangePolicy: OnRootMismatch
          {{- if eq .Values.global.securityPreset "hardened" }}
          runAsGroup: 1000
          {{- end }}
          runAsNonRoot: true
          {{- if eq .Values.global.securityPreset "hardened" }}
          runAsUser: 1000
          {{- end }}
          seccompProfile:
            type: RuntimeDefault
        automount_service_account_token: false
        enable_service_links: false
      job_spec_config:
        ttl_seconds_after_finished: {{ .Values.runs.ttlSecondsAfterFinished | int64 }}
        active_deadline_seconds: {{ .Values.runs.activeDeadlineSeconds | int64 }}
{{- if .Values.daemon.enabled }}
run_monitoring:
  enabled: true
  start_timeout_seconds: {{ .Values.runs.startTimeoutSeconds | int64 }}
  {{- with (.Values.dagsterYaml).run_monitoring }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{ include "floe-services.storageYaml" . }}
{{- end }}

{{/*
A name of at most 63 characters.
*/}}
{{- define "floe-services.cut63" -}}
{{- if gt (len .text) 63 -}}
{{ printf "%s-%s" (.text | trunc 54 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
The hosts of the code locations that are enabled, by name.
*/}}
{{- define "floe-services.codeHosts" -}}
{{- range $locationName, $location := .Values.codeLocations }}
{{- if dig "enabled" true $location }}
{{ $locationName | quote }}: {{ include "floe-services.cut63" (dict "text" (printf "%s-code-%s" (include "floe-services.fullname" $) $locationName)) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/*
workspace.yaml: the code locations.
*/}}
{{- define "floe-services.workspaceYaml" -}}
{{- if include "floe-services.codeHosts" . | fromYaml }}
load_from:
  {{- range $locationName, $host := include "floe-services.codeHosts" . | fromYaml }}
  - grpc_server:
      host: {{ $host | quote }}
      port: 3030
      location_name: {{ $locationName | quote }}
  {{- end }}
{{- else }}
load_from: []
{{- end }}
{{- end }}

{{/*
dagster.yaml of a webserver that only reads: no launcher.
*/}}
{{- define "floe-services.readingYaml" -}}
{{ include "floe-services.sharedYaml" . }}
{{ include "floe-services.storageYaml" . }}
{{- end }}

{{/*
The account of those who launch runs.
*/}}
{{- define "floe-services.runAccess.serviceAccount" -}}
{{ .Values.runAccess.name | default (printf "%s-run-access" (include "floe-services.fullname" .)) }}
{{- end }}

{{/*
Who may launch runs, unless it is read-only.
*/}}
{{- define "floe-services.webserver.serviceAccount" -}}
{{- if .Values.webserver.readOnly -}}
{{ include "floe-services.serviceAccountName" . }}
{{- else -}}
{{ include "floe-services.runAccess.serviceAccount" . }}
{{- end -}}
{{- end }}

{{/*
One map of entries over another: of a key that both have, the upper one's entry stands alone.
*/}}
{{- define "floe-services.overlaid" -}}
{{- range $key, $entry := .upper }}
{{ $key | quote }}: {{ $entry | toJson }}
{{- end }}
{{- range $key, $entry := .lower }}
{{- if not (hasKey ($.upper | default dict) $key) }}
{{ $key | quote }}: {{ $entry | toJson }}
{{- end }}
{{- end }}
{{- end }}

{{/*
What a code location's runs get, for dagster-k8s.
*/}}
{{- define "floe-services.runContext" -}}
k8s:
  {{- if include "floe-services.overlaid" (dict "upper" .location.env "lower" .root.Values.runs.env) | fromYaml }}
  env:
    {{- include "floe-services.env" (dict "entries" (include "floe-services.overlaid" (dict "upper" .location.env "lower" .root.Values.runs.env) | fromYaml)) | trim | nindent 4 }}
  {{- end }}
  {{- if include "floe-services.overlaid" (dict "upper" .location.volumes "lower" .root.Values.runs.volumes) | fromYaml }}
  volumes:
    {{- include "floe-services.volumes" (dict "entries" (include "floe-services.overlaid" (dict "upper" .location.volumes "lower" .root.Values.runs.volumes) | fromYaml)) | trim | nindent 4 }}
  {{- end }}
  {{- if or (not (kindIs "invalid" (.location.runs).resources)) .location.podLabels .location.podAnnotations }}
  run_k8s_config:
    {{- if not (kindIs "invalid" (.location.runs).resources) }}
    container_config:
      resources:
        {{- toYaml (.location.runs).resources | nindent 8 }}
    {{- end }}
    {{- if or .location.podLabels .location.podAnnotations }}
    pod_template_spec_metadata:
      {{- with .location.podLabels }}
      labels:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .location.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
  {{- end }}
  {{- with .location.serviceAccountName }}
  service_account_name: {{ . | quote }}
  {{- end }}
  {{- if include "floe-services.overlaid" (dict "upper" .location.volumes "lower" .root.Values.runs.volumes) | fromYaml }}
  volume_mounts:
    {{- include "floe-services.volumeMounts" (dict "entries" (include "floe-services.overlaid" (dict "upper" .location.volumes "lower" .root.Values.runs.volumes) | fromYaml)) | trim | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
dagster.yaml of the migration: the storage alone.
*/}}
{{- define "floe-services.migrationYaml" -}}
telemetry:
  enabled: false
{{ include "floe-services.storageYaml" . }}
{{- end }}
