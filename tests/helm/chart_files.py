"""A small chart with everything an engine may treat specially: hooks, tests, CRDs, notes, a schema."""

from __future__ import annotations

CHART = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\nicon: https://example.org/i.svg\n",
    "values.yaml": "port: 8080\nfail: false\n",
    "values.schema.json": """{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "additionalProperties": false,
  "properties": {"port": {"type": "integer"}, "fail": {"type": "boolean"}, "global": {}}
}
""",
    "crds/things.yaml": """apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.org
""",
    "templates/NOTES.txt": "{{ .Release.Name }} is up.\n",
    "templates/_helpers.tpl": '{{- define "web.name" }}{{ .Release.Name }}-web{{ end }}\n',
    "templates/two.yaml": """apiVersion: v1
kind: Service
metadata:
  name: {{ include "web.name" . }}
  namespace: {{ .Release.Namespace }}
spec:
  ports:
    - port: {{ int64 .Values.port }}
---
# Nothing here.
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "web.name" . }}
data:
  upgrade: {{ .Release.IsUpgrade | quote }}
  install: {{ .Release.IsInstall | quote }}
  text: |
    above
    ---
    below
""",
    "templates/hook.yaml": """apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "web.name" . }}-hook
  annotations:
    helm.sh/hook: pre-install
""",
    "templates/tests/test.yaml": """apiVersion: v1
kind: Pod
metadata:
  name: {{ include "web.name" . }}-test
  annotations:
    helm.sh/hook: test
""",
    "templates/nothing.yaml": "{{- if .Values.absent }}\nkind: Never\n{{- end }}\n",
    "templates/guard.yaml": '{{- if .Values.fail }}{{ fail "web: no\\nway" }}{{ end }}\n',
}
