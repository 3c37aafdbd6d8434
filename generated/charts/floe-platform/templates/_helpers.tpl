{{- /* Generated from floe_charts/charts/floe_platform/chart.py. Edit that file, then run: floe-charts synth */ -}}

{{/*
The chart's name, or nameOverride.
*/}}
{{- define "floe-platform.name" -}}
{{ .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Release and chart in one name; a subchart's is never the release's alone.
*/}}
{{- define "floe-platform.qualifiedName" -}}
{{- if and .Chart.IsRoot (contains (include "floe-platform.name" .) .Release.Name) -}}
{{ .Release.Name }}
{{- else -}}
{{ .Release.Name }}-{{ include "floe-platform.name" . }}
{{- end -}}
{{- end }}

{{/*
A name of at most 40 characters.
*/}}
{{- define "floe-platform.cut40" -}}
{{- if gt (len .text) 40 -}}
{{ printf "%s-%s" (.text | trunc 31 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
The stem of every object's name: a DNS label of at most 40 characters; a longer one gets a hash.
*/}}
{{- define "floe-platform.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else -}}
{{ include "floe-platform.cut40" (dict "text" (regexReplaceAll "^([0-9])" (include "floe-platform.qualifiedName" . | replace "." "-") "r${1}")) }}
{{- end -}}
{{- end }}

{{/*
Labels that never change over an upgrade.
*/}}
{{- define "floe-platform.selectorLabels" -}}
app.kubernetes.io/name: {{ include "floe-platform.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Labels the chart itself gives.
*/}}
{{- define "floe-platform.ownLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | quote }}
{{ include "floe-platform.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "floe-platform.labels" -}}
{{ include "floe-platform.ownLabels" . }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
The account the pods run as.
*/}}
{{- define "floe-platform.serviceAccountName" -}}
{{ .Values.serviceAccount.name | default (include "floe-platform.fullname" .) }}
{{- end }}

{{/*
The chart's name, or nameOverride.
As the subchart floe-services has it.
*/}}
{{- define "floe-platform.floe-services.name" -}}
{{ (index .Values "floe-services").nameOverride | default "floe-services" }}
{{- end }}

{{/*
Release and chart in one name; a subchart's is never the release's alone.
As the subchart floe-services has it.
*/}}
{{- define "floe-platform.floe-services.qualifiedName" -}}
{{ .Release.Name }}-{{ include "floe-platform.floe-services.name" . }}
{{- end }}

{{/*
The stem of every object's name: a DNS label of at most 40 characters; a longer one gets a hash.
As the subchart floe-services has it.
*/}}
{{- define "floe-platform.floe-services.fullname" -}}
{{- if (index .Values "floe-services").fullnameOverride -}}
{{ (index .Values "floe-services").fullnameOverride }}
{{- else -}}
{{ include "floe-platform.cut40" (dict "text" (regexReplaceAll "^([0-9])" (include "floe-platform.floe-services.qualifiedName" . | replace "." "-") "r${1}")) }}
{{- end -}}
{{- end }}

{{/*
The chart's name, or nameOverride.
As the subchart otel-collector has it.
*/}}
{{- define "floe-platform.otel-collector.name" -}}
{{ (index .Values "otel-collector").nameOverride | default "otel-collector" }}
{{- end }}

{{/*
Release and chart in one name; a subchart's is never the release's alone.
As the subchart otel-collector has it.
*/}}
{{- define "floe-platform.otel-collector.qualifiedName" -}}
{{ .Release.Name }}-{{ include "floe-platform.otel-collector.name" . }}
{{- end }}

{{/*
The stem of every object's name: a DNS label of at most 40 characters; a longer one gets a hash.
As the subchart otel-collector has it.
*/}}
{{- define "floe-platform.otel-collector.fullname" -}}
{{- if (index .Values "otel-collector").fullnameOverride -}}
{{ (index .Values "otel-collector").fullnameOverride }}
{{- else -}}
{{ include "floe-platform.cut40" (dict "text" (regexReplaceAll "^([0-9])" (include "floe-platform.otel-collector.qualifiedName" . | replace "." "-") "r${1}")) }}
{{- end -}}
{{- end }}

{{/*
The name of the account that floe-services.serviceAccount creates or uses.
*/}}
{{- define "floe-platform.floe-services.serviceAccount.account" -}}
{{ (index .Values "floe-services").serviceAccount.name | default (include "floe-platform.floe-services.fullname" .) }}
{{- end }}

{{/*
The name of the account that floe-services.runAccess creates or uses.
*/}}
{{- define "floe-platform.floe-services.runAccess.account" -}}
{{ (index .Values "floe-services").runAccess.name | default (printf "%s-run-access" (include "floe-platform.floe-services.fullname" .)) }}
{{- end }}

{{/*
The name of the account that otel-collector.serviceAccount creates or uses.
*/}}
{{- define "floe-platform.otel-collector.serviceAccount.account" -}}
{{ (index .Values "otel-collector").serviceAccount.name | default (include "floe-platform.otel-collector.fullname" .) }}
{{- end }}

{{/*
Where the collector takes OTLP over gRPC.
*/}}
{{- define "floe-platform.collectorEndpoint" -}}
http://{{ include "floe-platform.otel-collector.fullname" . }}:{{ (index .Values "otel-collector").receivers.otlp.grpc.port | int64 }}
{{- end }}

{{/*
Whether the collector takes OTLP over grpc.
*/}}
{{- define "floe-platform.collects.grpc" -}}
{{- if and (index .Values "otel-collector").enabled (index .Values "otel-collector").receivers.otlp.grpc.enabled }}true{{ end }}
{{- end }}

{{/*
Whether the collector takes OTLP over http.
*/}}
{{- define "floe-platform.collects.http" -}}
{{- if and (index .Values "otel-collector").enabled (index .Values "otel-collector").receivers.otlp.http.enabled }}true{{ end }}
{{- end }}

{{/*
Whether an exporter of the collector is on.
*/}}
{{- define "floe-platform.otel-collector.exports" -}}
{{- range $name, $exporter := (index .Values "otel-collector").exporters }}
{{- if dig "enabled" true $exporter }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether the collector passes nothing on.
*/}}
{{- define "floe-platform.otel-collector.exportsNothing" -}}
{{- if not (or (include "floe-platform.otel-collector.exports" .) (index .Values "otel-collector").prometheus.enabled) }}true{{ end }}
{{- end }}

{{/*
Whether an exporter of the collector takes traces.
*/}}
{{- define "floe-platform.otel-collector.exportsTraces" -}}
{{- range $name, $exporter := (index .Values "otel-collector").exporters }}
{{- if and (dig "enabled" true $exporter) (has "traces" $exporter.signals) }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether there is a trace pipeline.
*/}}
{{- define "floe-platform.otel-collector.takesTraces" -}}
{{- if or (include "floe-platform.otel-collector.exportsTraces" .) (include "floe-platform.otel-collector.exportsNothing" .) }}true{{ end }}
{{- end }}

{{/*
Whether the collector's test has a pod to run.
*/}}
{{- define "floe-platform.otel-collector.hasTest" -}}
{{- if and (index .Values "otel-collector").test.enabled (include "floe-platform.collects.http" .) (include "floe-platform.otel-collector.takesTraces" .) }}true{{ end }}
{{- end }}

{{/*
Whether Dagster's tests have pods.
*/}}
{{- define "floe-platform.floe-services.hasTests" -}}
{{- if and (index .Values "floe-services").enabled (index .Values "floe-services").test.enabled }}true{{ end }}
{{- end }}

{{/*
Whether helm test has a pod to run, of any of the charts.
*/}}
{{- define "floe-platform.hasTests" -}}
{{- if or .Values.polaris.test.enabled (include "floe-platform.floe-services.hasTests" .) (include "floe-platform.otel-collector.hasTest" .) }}true{{ end }}
{{- end }}

{{/*
The Secret with the database's password.
*/}}
{{- define "floe-platform.polaris-db.secret" -}}
{{ .Values.polaris.database.secret.existingSecret | default (printf "%s-polaris-db-auth" (include "floe-platform.fullname" .)) }}
{{- end }}

{{/*
An image reference; the digest wins over the tag.
*/}}
{{- define "floe-platform.image" -}}
{{- if .image.digest -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}:{{ .image.tag }}
{{- end -}}
{{- end }}

{{/*
The installer's env, as list items.
*/}}
{{- define "floe-platform.env" -}}
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
{{- define "floe-platform.envFrom" -}}
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
{{- define "floe-platform.volumeMounts" -}}
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
{{- define "floe-platform.containerSecurityContext" -}}
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
{{- define "floe-platform.initContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: init-{{ $name }}
  image: {{ include "floe-platform.image" (dict "image" $sidecar.image "root" $.root) | quote }}
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
    {{- include "floe-platform.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
  {{- end }}
  {{- with $sidecar.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "floe-platform.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "floe-platform.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's hostAliases, as list items.
*/}}
{{- define "floe-platform.hostAliases" -}}
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
{{- define "floe-platform.sidecarContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: sidecar-{{ $name }}
  image: {{ include "floe-platform.image" (dict "image" $sidecar.image "root" $.root) | quote }}
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
    {{- include "floe-platform.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
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
    {{- include "floe-platform.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "floe-platform.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's volumes, as list items.
*/}}
{{- define "floe-platform.volumes" -}}
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
The Secret of the root principal.
*/}}
{{- define "floe-platform.polaris-root.secret" -}}
{{ .Values.polaris.root.existingSecret | default (printf "%s-polaris-root" (include "floe-platform.fullname" .)) }}
{{- end }}

{{/*
The Secret with the key that signs tokens.
*/}}
{{- define "floe-platform.polaris-token-key.secret" -}}
{{ .Values.polaris.tokenKey.existingSecret | default (printf "%s-polaris-token-key" (include "floe-platform.fullname" .)) }}
{{- end }}

{{/*
The host of the database, wherever it is.
*/}}
{{- define "floe-platform.polaris-db.host" -}}
{{- if eq .Values.polaris.database.mode "builtin" -}}
{{ include "floe-platform.fullname" . }}-polaris-db
{{- else -}}
{{ .Values.polaris.database.host | default "" }}
{{- end -}}
{{- end }}

{{/*
How the driver finds the database.
*/}}
{{- define "floe-platform.polaris-db.jdbcUrl" -}}
jdbc:postgresql://{{ include "floe-platform.polaris-db.host" . }}:{{ .Values.polaris.database.port | int64 }}/{{ .Values.polaris.database.database }}?service=floe
{{- end }}

{{/*
application.properties of Polaris.
*/}}
{{- define "floe-platform.polarisProperties" -}}
quarkus.http.port=8181
quarkus.management.port=8182
quarkus.log.level={{ .Values.polaris.logLevel }}
quarkus.log.console.json.enabled=true
quarkus.log.file.enabled=false
polaris.realm-context.realms={{ .Values.polaris.realm }}
polaris.persistence.type=relational-jdbc
quarkus.datasource.jdbc.url={{ include "floe-platform.polaris-db.jdbcUrl" . }}
quarkus.datasource.username={{ .Values.polaris.database.username }}
polaris.authentication.token-broker.type=symmetric-key
polaris.authentication.token-broker.symmetric-key.file=/etc/floe/polaris/token-key/symmetric.key
{{- if and .Values.polaris.tracing (include "floe-platform.collects.grpc" .) }}
quarkus.otel.sdk.disabled=false
quarkus.otel.exporter.otlp.endpoint={{ include "floe-platform.collectorEndpoint" . }}
{{- end }}
{{- range $key, $value := .Values.polaris.properties }}
{{ $key }}={{ $value }}
{{- end }}
{{- end }}
