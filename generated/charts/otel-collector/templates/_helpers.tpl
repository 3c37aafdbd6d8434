{{- /* Generated from floe_charts/charts/otel_collector/chart.py. Edit that file, then run: floe-charts synth */ -}}

{{/*
The chart's name, or nameOverride.
*/}}
{{- define "otel-collector.name" -}}
{{ .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Release and chart in one name; a subchart's is never the release's alone.
*/}}
{{- define "otel-collector.qualifiedName" -}}
{{- if and .Chart.IsRoot (contains (include "otel-collector.name" .) .Release.Name) -}}
{{ .Release.Name }}
{{- else -}}
{{ .Release.Name }}-{{ include "otel-collector.name" . }}
{{- end -}}
{{- end }}

{{/*
A name of at most 40 characters.
*/}}
{{- define "otel-collector.cut40" -}}
{{- if gt (len .text) 40 -}}
{{ printf "%s-%s" (.text | trunc 31 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
The stem of every object's name: a DNS label of at most 40 characters; a longer one gets a hash.
*/}}
{{- define "otel-collector.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else -}}
{{ include "otel-collector.cut40" (dict "text" (regexReplaceAll "^([0-9])" (include "otel-collector.qualifiedName" . | replace "." "-") "r${1}")) }}
{{- end -}}
{{- end }}

{{/*
Labels that never change over an upgrade.
*/}}
{{- define "otel-collector.selectorLabels" -}}
app.kubernetes.io/name: {{ include "otel-collector.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Labels the chart itself gives.
*/}}
{{- define "otel-collector.ownLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | quote }}
{{ include "otel-collector.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "otel-collector.labels" -}}
{{ include "otel-collector.ownLabels" . }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
The account the pods run as.
*/}}
{{- define "otel-collector.serviceAccountName" -}}
{{ .Values.serviceAccount.name | default (include "otel-collector.fullname" .) }}
{{- end }}

{{/*
A name of at most 63 characters.
*/}}
{{- define "otel-collector.cut63" -}}
{{- if gt (len .text) 63 -}}
{{ printf "%s-%s" (.text | trunc 54 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
Whether an exporter is on.
*/}}
{{- define "otel-collector.exports" -}}
{{- range $name, $exporter := .Values.exporters }}
{{- if dig "enabled" true $exporter }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether nothing is exported anywhere.
*/}}
{{- define "otel-collector.exportsNothing" -}}
{{- if not (or (include "otel-collector.exports" .) .Values.prometheus.enabled) }}true{{ end }}
{{- end }}

{{/*
Whether an exporter takes traces.
*/}}
{{- define "otel-collector.exportsTraces" -}}
{{- range $name, $exporter := .Values.exporters }}
{{- if and (dig "enabled" true $exporter) (has "traces" $exporter.signals) }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether there is a pipeline for traces.
*/}}
{{- define "otel-collector.receivesTraces" -}}
{{- if or (include "otel-collector.exportsTraces" .) (include "otel-collector.exportsNothing" .) }}true{{ end }}
{{- end }}

{{/*
Whether an exporter takes metrics.
*/}}
{{- define "otel-collector.exportsMetrics" -}}
{{- range $name, $exporter := .Values.exporters }}
{{- if and (dig "enabled" true $exporter) (has "metrics" $exporter.signals) }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether there is a pipeline for metrics.
*/}}
{{- define "otel-collector.receivesMetrics" -}}
{{- if or (include "otel-collector.exportsMetrics" .) .Values.prometheus.enabled (include "otel-collector.exportsNothing" .) }}true{{ end }}
{{- end }}

{{/*
Whether an exporter takes logs.
*/}}
{{- define "otel-collector.exportsLogs" -}}
{{- range $name, $exporter := .Values.exporters }}
{{- if and (dig "enabled" true $exporter) (has "logs" $exporter.signals) }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether there is a pipeline for logs.
*/}}
{{- define "otel-collector.receivesLogs" -}}
{{- if or (include "otel-collector.exportsLogs" .) (include "otel-collector.exportsNothing" .) }}true{{ end }}
{{- end }}

{{/*
The URL an exporter sends to.
*/}}
{{- define "otel-collector.exporterUrl" -}}
{{- if .exporter.insecure -}}
http://{{ .exporter.host }}:{{ dig "port" 443 .exporter | int64 }}{{ .exporter.path | default "" }}
{{- else -}}
https://{{ .exporter.host }}:{{ dig "port" 443 .exporter | int64 }}{{ .exporter.path | default (ternary "/otlp" "" (eq .exporter.type "grafana_cloud")) }}
{{- end -}}
{{- end }}

{{/*
The name a pipeline calls an exporter by.
*/}}
{{- define "otel-collector.exporterId" -}}
{{- if eq .exporter.type "jaeger" -}}
otlp_grpc/{{ .name }}
{{- else if eq .exporter.type "grafana_cloud" -}}
otlp_http/{{ .name }}
{{- else -}}
{{ .exporter.type }}/{{ .name }}
{{- end -}}
{{- end }}

{{/*
collector-config.yaml: what the collector receives, does and sends. Without what is laid over it.
*/}}
{{- define "otel-collector.configGenerated" -}}
receivers:
  otlp:
    protocols:
      {{- if .Values.receivers.otlp.grpc.enabled }}
      grpc:
        endpoint: "0.0.0.0:{{ .Values.receivers.otlp.grpc.port | int64 }}"
      {{- end }}
      {{- if .Values.receivers.otlp.http.enabled }}
      http:
        endpoint: "0.0.0.0:{{ .Values.receivers.otlp.http.port | int64 }}"
      {{- end }}
processors:
  memory_limiter:
    check_interval: "1s"
    limit_percentage: {{ .Values.processors.memoryLimiter.limitPercentage | int64 }}
    spike_limit_percentage: {{ .Values.processors.memoryLimiter.spikeLimitPercentage | int64 }}
  {{- if lt (.Values.processors.samplingPercentage | float64) 100.0 }}
  probabilistic_sampler:
    sampling_percentage: {{ .Values.processors.samplingPercentage | toJson }}
  {{- end }}
  {{- if .Values.processors.resourceAttributes }}
  resource:
    attributes:
      {{- range $attribute, $text := .Values.processors.resourceAttributes }}
      - key: {{ $attribute | quote }}
        value: {{ $text | quote }}
        action: upsert
      {{- end }}
  {{- end }}
  batch:
    send_batch_size: {{ .Values.processors.batch.size | int64 }}
    timeout: {{ .Values.processors.batch.timeout | quote }}
exporters:
  {{- if include "otel-collector.exportsNothing" . }}
  debug:
    verbosity: basic
  {{- end }}
  {{- if .Values.prometheus.enabled }}
  prometheus:
    endpoint: "0.0.0.0:{{ .Values.prometheus.port | int64 }}"
    metric_expiration: {{ .Values.prometheus.metricExpiration | quote }}
  {{- end }}
  {{- range $name, $exporter := .Values.exporters }}
  {{- if dig "enabled" true $exporter }}
  {{- if or (eq $exporter.type "otlp_grpc") (eq $exporter.type "jaeger") }}
  otlp_grpc/{{ $name }}:
    endpoint: {{ printf "%s:%d" $exporter.host (dig "port" 443 $exporter | int64) | quote }}
    tls:
      insecure: {{ $exporter.insecure | default false }}
      {{- with $exporter.caFile }}
      ca_file: {{ . | quote }}
      {{- end }}
      {{- with $exporter.certFile }}
      cert_file: {{ . | quote }}
      {{- end }}
      {{- with $exporter.keyFile }}
      key_file: {{ . | quote }}
      {{- end }}
    {{- if or (omit ($exporter.headers | default dict) "authorization") ($exporter.secret).name }}
    headers:
      {{- with omit ($exporter.headers | default dict) "authorization" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- if ($exporter.secret).name }}
      authorization: {{ printf "${file:/etc/otel-collector/secrets/%s}" $name | quote }}
      {{- end }}
    {{- end }}
  {{- end }}
  {{- if or (eq $exporter.type "otlp_http") (eq $exporter.type "grafana_cloud") }}
  otlp_http/{{ $name }}:
    endpoint: {{ include "otel-collector.exporterUrl" (dict "exporter" $exporter) | quote }}
    {{- if eq $exporter.type "grafana_cloud" }}
    auth:
      authenticator: basicauth/{{ $name }}
    {{- end }}
    tls:
      insecure: {{ $exporter.insecure | default false }}
      {{- with $exporter.caFile }}
      ca_file: {{ . | quote }}
      {{- end }}
      {{- with $exporter.certFile }}
      cert_file: {{ . | quote }}
      {{- end }}
      {{- with $exporter.keyFile }}
      key_file: {{ . | quote }}
      {{- end }}
    {{- if or (omit ($exporter.headers | default dict) "authorization") (and ($exporter.secret).name (ne $exporter.type "grafana_cloud")) }}
    headers:
      {{- with omit ($exporter.headers | default dict) "authorization" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- if and ($exporter.secret).name (ne $exporter.type "grafana_cloud") }}
      authorization: {{ printf "${file:/etc/otel-collector/secrets/%s}" $name | quote }}
      {{- end }}
    {{- end }}
  {{- end }}
  {{- if eq $exporter.type "datadog" }}
  datadog/{{ $name }}:
    api:
      site: {{ $exporter.host | quote }}
      key: {{ printf "${file:/etc/otel-collector/secrets/%s}" $name | quote }}
  {{- end }}
  {{- if eq $exporter.type "prometheus_remote_write" }}
  prometheus_remote_write/{{ $name }}:
    endpoint: {{ include "otel-collector.exporterUrl" (dict "exporter" $exporter) | quote }}
    tls:
      insecure: {{ $exporter.insecure | default false }}
      {{- with $exporter.caFile }}
      ca_file: {{ . | quote }}
      {{- end }}
      {{- with $exporter.certFile }}
      cert_file: {{ . | quote }}
      {{- end }}
      {{- with $exporter.keyFile }}
      key_file: {{ . | quote }}
      {{- end }}
    {{- if or (omit ($exporter.headers | default dict) "authorization") ($exporter.secret).name }}
    headers:
      {{- with omit ($exporter.headers | default dict) "authorization" }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
      {{- if ($exporter.secret).name }}
      authorization: {{ printf "${file:/etc/otel-collector/secrets/%s}" $name | quote }}
      {{- end }}
    {{- end }}
  {{- end }}
  {{- if eq $exporter.type "debug" }}
  debug/{{ $name }}:
    verbosity: {{ dig "verbosity" "basic" $exporter | quote }}
  {{- end }}
  {{- end }}
  {{- end }}
extensions:
  health_check:
    endpoint: "0.0.0.0:13133"
  {{- range $name, $exporter := .Values.exporters }}
  {{- if and (dig "enabled" true $exporter) (eq $exporter.type "grafana_cloud") }}
  basicauth/{{ $name }}:
    client_auth:
      username: {{ $exporter.username | quote }}
      password_file: /etc/otel-collector/secrets/{{ $name }}
  {{- end }}
  {{- end }}
service:
  extensions:
    - health_check
    {{- range $name, $exporter := .Values.exporters }}
    {{- if and (dig "enabled" true $exporter) (eq $exporter.type "grafana_cloud") }}
    - basicauth/{{ $name }}
    {{- end }}
    {{- end }}
  telemetry:
    logs:
      level: {{ .Values.collector.logLevel | quote }}
      encoding: json
    metrics:
      level: {{ .Values.collector.metricsLevel | quote }}
      readers:
        - pull:
            exporter:
              prometheus:
                host: "0.0.0.0"
                port: 8888
  pipelines:
    {{- if include "otel-collector.receivesTraces" . }}
    traces:
      receivers:
        - otlp
      processors:
        - memory_limiter
        {{- if lt (.Values.processors.samplingPercentage | float64) 100.0 }}
        - probabilistic_sampler
        {{- end }}
        {{- if .Values.processors.resourceAttributes }}
        - resource
        {{- end }}
        - batch
      exporters:
        {{- if include "otel-collector.exportsNothing" . }}
        - debug
        {{- end }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (dig "enabled" true $exporter) (has "traces" $exporter.signals) }}
        - {{ include "otel-collector.exporterId" (dict "name" $name "exporter" $exporter) | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
    {{- if include "otel-collector.receivesMetrics" . }}
    metrics:
      receivers:
        - otlp
      processors:
        - memory_limiter
        {{- if .Values.processors.resourceAttributes }}
        - resource
        {{- end }}
        - batch
      exporters:
        {{- if include "otel-collector.exportsNothing" . }}
        - debug
        {{- end }}
        {{- if .Values.prometheus.enabled }}
        - prometheus
        {{- end }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (dig "enabled" true $exporter) (has "metrics" $exporter.signals) }}
        - {{ include "otel-collector.exporterId" (dict "name" $name "exporter" $exporter) | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
    {{- if include "otel-collector.receivesLogs" . }}
    logs:
      receivers:
        - otlp
      processors:
        - memory_limiter
        {{- if .Values.processors.resourceAttributes }}
        - resource
        {{- end }}
        - batch
      exporters:
        {{- if include "otel-collector.exportsNothing" . }}
        - debug
        {{- end }}
        {{- range $name, $exporter := .Values.exporters }}
        {{- if and (dig "enabled" true $exporter) (has "logs" $exporter.signals) }}
        - {{ include "otel-collector.exporterId" (dict "name" $name "exporter" $exporter) | quote }}
        {{- end }}
        {{- end }}
    {{- end }}
{{- end }}

{{/*
collector-config.yaml: what the collector receives, does and sends.
*/}}
{{- define "otel-collector.config" -}}
{{- if .Values.config }}
{{ toYaml (mergeOverwrite (include "otel-collector.configGenerated" . | fromYaml) .Values.config) }}
{{- else }}
{{ include "otel-collector.configGenerated" . }}
{{- end }}
{{- end }}

{{/*
The port for grpc, if it is open.
*/}}
{{- define "otel-collector.open.grpc" -}}
{{- if .Values.receivers.otlp.grpc.enabled -}}
{{ .Values.receivers.otlp.grpc.port | int64 }}
{{- end -}}
{{- end }}

{{/*
The port for http, if it is open.
*/}}
{{- define "otel-collector.open.http" -}}
{{- if .Values.receivers.otlp.http.enabled -}}
{{ .Values.receivers.otlp.http.port | int64 }}
{{- end -}}
{{- end }}

{{/*
The port for prometheus, if it is open.
*/}}
{{- define "otel-collector.open.prometheus" -}}
{{- if .Values.prometheus.enabled -}}
{{ .Values.prometheus.port | int64 }}
{{- end -}}
{{- end }}

{{/*
collector.extraPorts without those that the chart opens anyway.
*/}}
{{- define "otel-collector.extraPorts" -}}
{{ omit (.Values.collector.extraPorts | default dict) (include "otel-collector.open.grpc" .) (include "otel-collector.open.http" .) (include "otel-collector.open.prometheus" .) | toJson }}
{{- end }}

{{/*
Whether an exporter has a Secret.
*/}}
{{- define "otel-collector.exportersWithSecret" -}}
{{- range $name, $exporter := .Values.exporters }}
{{- if and (dig "enabled" true $exporter) ($exporter.secret).name }}true{{ end }}
{{- end }}
{{- end }}

{{/*
An image reference; the digest wins over the tag.
*/}}
{{- define "otel-collector.image" -}}
{{- if .image.digest -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}:{{ .image.tag }}
{{- end -}}
{{- end }}

{{/*
The installer's env, as list items.
*/}}
{{- define "otel-collector.env" -}}
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
{{- define "otel-collector.envFrom" -}}
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
{{- define "otel-collector.volumeMounts" -}}
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
{{- define "otel-collector.containerSecurityContext" -}}
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
{{- define "otel-collector.initContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: init-{{ $name }}
  image: {{ include "otel-collector.image" (dict "image" $sidecar.image "root" $.root) | quote }}
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
    {{- include "otel-collector.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
  {{- end }}
  {{- with $sidecar.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "otel-collector.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "otel-collector.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's hostAliases, as list items.
*/}}
{{- define "otel-collector.hostAliases" -}}
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
{{- define "otel-collector.sidecarContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: sidecar-{{ $name }}
  image: {{ include "otel-collector.image" (dict "image" $sidecar.image "root" $.root) | quote }}
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
    {{- include "otel-collector.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
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
    {{- include "otel-collector.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "otel-collector.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's volumes, as list items.
*/}}
{{- define "otel-collector.volumes" -}}
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
Whether an exporter calls somebody.
*/}}
{{- define "otel-collector.sends" -}}
{{- range $name, $exporter := .Values.exporters }}
{{- if and (dig "enabled" true $exporter) (ne $exporter.type "debug") }}true{{ end }}
{{- end }}
{{- end }}
