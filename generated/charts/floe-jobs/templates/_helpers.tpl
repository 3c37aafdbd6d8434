{{- /* Generated from floe_charts/charts/floe_jobs/chart.py. Edit that file, then run: floe-charts synth */ -}}

{{/*
The chart's name, or nameOverride.
*/}}
{{- define "floe-jobs.name" -}}
{{ .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Release and chart in one name; a subchart's is never the release's alone.
*/}}
{{- define "floe-jobs.qualifiedName" -}}
{{- if and .Chart.IsRoot (contains (include "floe-jobs.name" .) .Release.Name) -}}
{{ .Release.Name }}
{{- else -}}
{{ .Release.Name }}-{{ include "floe-jobs.name" . }}
{{- end -}}
{{- end }}

{{/*
A name of at most 40 characters.
*/}}
{{- define "floe-jobs.cut40" -}}
{{- if gt (len .text) 40 -}}
{{ printf "%s-%s" (.text | trunc 31 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
The stem of every object's name: a DNS label of at most 40 characters; a longer one gets a hash.
*/}}
{{- define "floe-jobs.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else -}}
{{ include "floe-jobs.cut40" (dict "text" (regexReplaceAll "^([0-9])" (include "floe-jobs.qualifiedName" . | replace "." "-") "r${1}")) }}
{{- end -}}
{{- end }}

{{/*
Labels that never change over an upgrade.
*/}}
{{- define "floe-jobs.selectorLabels" -}}
app.kubernetes.io/name: {{ include "floe-jobs.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Labels the chart itself gives.
*/}}
{{- define "floe-jobs.ownLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | quote }}
{{ include "floe-jobs.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "floe-jobs.labels" -}}
{{ include "floe-jobs.ownLabels" . }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
The account the pods run as.
*/}}
{{- define "floe-jobs.serviceAccountName" -}}
{{ .Values.serviceAccount.name | default (include "floe-jobs.fullname" .) }}
{{- end }}

{{/*
An image reference; the digest wins over the tag.
*/}}
{{- define "floe-jobs.image" -}}
{{- if .image.digest -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .root.Values.global.imageRegistry | default (dig "registry" "docker.io" .image) }}/{{ .image.repository }}:{{ .image.tag }}
{{- end -}}
{{- end }}

{{/*
The installer's env, as list items.
*/}}
{{- define "floe-jobs.env" -}}
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
{{- define "floe-jobs.envFrom" -}}
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
{{- define "floe-jobs.volumeMounts" -}}
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
{{- define "floe-jobs.containerSecurityContext" -}}
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
{{- define "floe-jobs.initContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: init-{{ $name }}
  image: {{ include "floe-jobs.image" (dict "image" $sidecar.image "root" $.root) | quote }}
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
    {{- include "floe-jobs.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
  {{- end }}
  {{- with $sidecar.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "floe-jobs.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "floe-jobs.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's hostAliases, as list items.
*/}}
{{- define "floe-jobs.hostAliases" -}}
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
{{- define "floe-jobs.sidecarContainers" -}}
{{- range $name, $sidecar := .entries }}
- name: sidecar-{{ $name }}
  image: {{ include "floe-jobs.image" (dict "image" $sidecar.image "root" $.root) | quote }}
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
    {{- include "floe-jobs.env" (dict "entries" $sidecar.env) | trim | nindent 4 }}
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
    {{- include "floe-jobs.containerSecurityContext" $.root | nindent 4 }}
  terminationMessagePolicy: FallbackToLogsOnError
  {{- if and $sidecar.mountVolumes $.volumes }}
  volumeMounts:
    {{- include "floe-jobs.volumeMounts" (dict "entries" $.volumes) | trim | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
The installer's volumes, as list items.
*/}}
{{- define "floe-jobs.volumes" -}}
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
The spec of one job.
*/}}
{{- define "floe-jobs.jobSpec" -}}
backoffLimit: {{ .job.backoffLimit | int64 }}
activeDeadlineSeconds: {{ .job.activeDeadlineSeconds | int64 }}
{{- if not .job.keepFinished }}
ttlSecondsAfterFinished: {{ .job.ttlSecondsAfterFinished | int64 }}
{{- end }}
{{- if .job.finalExitCode }}
podFailurePolicy:
  rules:
    - action: FailJob
      onExitCodes:
        containerName: job
        operator: In
        values:
          - {{ .job.finalExitCode | int64 }}
      onPodConditions: []
{{- end }}
template:
  metadata:
    labels:
      {{- include "floe-jobs.selectorLabels" .root | nindent 6 }}
      app.kubernetes.io/component: job
      floe/job: {{ .name | quote }}
      floe/type: {{ .job.type | quote }}
      {{- with .job.podLabels }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- with .job.podAnnotations }}
    annotations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  spec:
    automountServiceAccountToken: false
    {{- if .root.Values.global.imagePullSecrets }}
    imagePullSecrets:
      {{- range $secret := .root.Values.global.imagePullSecrets }}
      - name: {{ $secret | quote }}
      {{- end }}
    {{- end }}
    serviceAccountName: {{ .job.serviceAccountName | default (include "floe-jobs.serviceAccountName" .root) | quote }}
    {{- if or .job.priorityClassName .root.Values.scheduling.priorityClassName }}
    priorityClassName: {{ .job.priorityClassName | default .root.Values.scheduling.priorityClassName | quote }}
    {{- end }}
    {{- if or .job.runtimeClassName .root.Values.scheduling.runtimeClassName }}
    runtimeClassName: {{ .job.runtimeClassName | default .root.Values.scheduling.runtimeClassName | quote }}
    {{- end }}
    restartPolicy: Never
    terminationGracePeriodSeconds: {{ .job.terminationGracePeriodSeconds | int64 }}
    enableServiceLinks: false
    securityContext:
      runAsNonRoot: true
      {{- if eq .root.Values.global.securityPreset "hardened" }}
      runAsUser: {{ .job.runAsUser | int64 }}
      runAsGroup: {{ .job.runAsGroup | int64 }}
      fsGroup: {{ .job.runAsGroup | int64 }}
      {{- end }}
      fsGroupChangePolicy: OnRootMismatch
      seccompProfile:
        type: RuntimeDefault
    {{- with .job.nodeSelector | default .root.Values.scheduling.nodeSelector }}
    nodeSelector:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .job.affinity | default .root.Values.scheduling.affinity }}
    affinity:
      {{- toYaml . | nindent 6 }}
    {{- else }}
    {{- if ne .job.spread "none" }}
    affinity:
      {{- if eq .job.spread "hard" }}
      podAntiAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          - labelSelector:
              matchLabels:
                {{- include "floe-jobs.selectorLabels" .root | nindent 16 }}
                app.kubernetes.io/component: job
            topologyKey: kubernetes.io/hostname
      {{- else }}
      podAntiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - podAffinityTerm:
              labelSelector:
                matchLabels:
                  {{- include "floe-jobs.selectorLabels" .root | nindent 18 }}
                  app.kubernetes.io/component: job
              topologyKey: kubernetes.io/hostname
            weight: 100
      {{- end }}
    {{- end }}
    {{- end }}
    {{- with .job.tolerations | default .root.Values.scheduling.tolerations }}
    tolerations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- if .job.topologySpreadConstraints | default .root.Values.scheduling.topologySpreadConstraints }}
    topologySpreadConstraints:
      {{- range $place, $rule := .job.topologySpreadConstraints | default .root.Values.scheduling.topologySpreadConstraints }}
      - labelSelector:
          matchLabels:
            {{- include "floe-jobs.selectorLabels" $.root | nindent 12 }}
            app.kubernetes.io/component: job
        maxSkew: {{ dig "maxSkew" 1 $rule | int64 }}
        topologyKey: {{ $place | quote }}
        whenUnsatisfiable: {{ dig "whenUnsatisfiable" "ScheduleAnyway" $rule | quote }}
      {{- end }}
    {{- else if ne .job.spread "none" }}
    topologySpreadConstraints:
      - labelSelector:
          matchLabels:
            {{- include "floe-jobs.selectorLabels" .root | nindent 12 }}
            app.kubernetes.io/component: job
        maxSkew: 1
        topologyKey: topology.kubernetes.io/zone
        whenUnsatisfiable: ScheduleAnyway
    {{- end }}
    {{- if .job.initContainers }}
    initContainers:
      {{- include "floe-jobs.initContainers" (dict "entries" .job.initContainers "volumes" .job.volumes "root" .root) | trim | nindent 6 }}
    {{- end }}
    containers:
      - name: job
        image: {{ include "floe-jobs.image" (dict "image" .job.image "root" .root) | quote }}
        imagePullPolicy: {{ .root.Values.global.imagePullPolicy | quote }}
        {{- with .job.command }}
        command:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .job.args }}
        args:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if .job.env }}
        env:
          {{- include "floe-jobs.env" (dict "entries" .job.env) | trim | nindent 10 }}
        {{- end }}
        {{- if .job.envFrom }}
        envFrom:
          {{- include "floe-jobs.envFrom" (dict "entries" .job.envFrom) | trim | nindent 10 }}
        {{- end }}
        {{- with .job.resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        securityContext:
          {{- include "floe-jobs.containerSecurityContext" .root | nindent 10 }}
        terminationMessagePolicy: FallbackToLogsOnError
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- if .job.secret.name }}
          - name: secret
            mountPath: /etc/floe/job
            readOnly: true
          {{- end }}
          {{- if .job.volumes }}
          {{- include "floe-jobs.volumeMounts" (dict "entries" .job.volumes) | trim | nindent 10 }}
          {{- end }}
      {{- if .job.sidecars }}
      {{- include "floe-jobs.sidecarContainers" (dict "entries" .job.sidecars "volumes" .job.volumes "root" .root) | trim | nindent 6 }}
      {{- end }}
    volumes:
      - name: tmp
        emptyDir:
          sizeLimit: {{ .job.tmpSizeLimit | quote }}
      {{- if .job.secret.name }}
      - name: secret
        secret:
          secretName: {{ .job.secret.name | quote }}
          defaultMode: 288
          {{- if .job.secret.files }}
          items:
            {{- range $key, $path := .job.secret.files }}
            - key: {{ $key | quote }}
              path: {{ $path | quote }}
            {{- end }}
          {{- end }}
      {{- end }}
      {{- if .job.volumes }}
      {{- include "floe-jobs.volumes" (dict "entries" .job.volumes) | trim | nindent 6 }}
      {{- end }}
    {{- with .job.dnsConfig }}
    dnsConfig:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- if .job.hostAliases }}
    hostAliases:
      {{- include "floe-jobs.hostAliases" (dict "entries" .job.hostAliases) | trim | nindent 6 }}
    {{- end }}
{{- end }}

{{/*
A checksum of what floe-jobs.jobSpec says.
*/}}
{{- define "floe-jobs.jobSpecChecksum" -}}
{{ printf "%s\n" (include "floe-jobs.jobSpec" (dict "job" .job "name" .name "root" .root)) | fromYaml | toJson | sha256sum | trunc 8 }}
{{- end }}

{{/*
A name of at most 52 characters.
*/}}
{{- define "floe-jobs.cut52" -}}
{{- if gt (len .text) 52 -}}
{{ printf "%s-%s" (.text | trunc 43 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
A name of at most 63 characters.
*/}}
{{- define "floe-jobs.cut63" -}}
{{- if gt (len .text) 63 -}}
{{ printf "%s-%s" (.text | trunc 54 | trimSuffix "-") (.text | sha256sum | trunc 8) }}
{{- else -}}
{{ .text }}
{{- end -}}
{{- end }}

{{/*
Whether a job is switched on.
*/}}
{{- define "floe-jobs.someOn" -}}
{{- range $name, $job := .Values.jobs }}
{{- if dig "enabled" (dig "enabled" $.Values.defaults.enabled (get $.Values.presets $job.type | default dict)) $job }}true{{ end }}
{{- end }}
{{- end }}

{{/*
Whether a job with a schedule is switched on.
*/}}
{{- define "floe-jobs.someScheduled" -}}
{{- range $name, $job := .Values.jobs }}
{{- if and (dig "enabled" (dig "enabled" $.Values.defaults.enabled (get $.Values.presets $job.type | default dict)) $job) $job.schedule }}true{{ end }}
{{- end }}
{{- end }}
