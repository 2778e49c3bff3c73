"""Serving a contract with FastAPI: everything that a backend needs besides its models, from `registry.json` alone."""
