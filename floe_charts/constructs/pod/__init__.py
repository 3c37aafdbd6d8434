"""Pods: the options every workload shares, and the pods and containers built from them."""
