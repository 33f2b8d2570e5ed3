"""Benchmarks: run each as a module, none is collected."""
