"""Keeping a contract with FastAPI: what a backend needs beside its models, from `registry.json` alone."""
