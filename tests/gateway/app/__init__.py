"""A FastAPI application that keeps the contract, and a variant with mistakes.

- `uvicorn app:sound`
- `GATEWAY_WRONG=created_as_ok,allow_left_out uvicorn app:wrong`; without the variable it makes every mistake.
"""

import os

from app.contract import CONTRACT
from app.service import build
from app.state import State
from app.wrong import build_wrong
from contract.route import Named

sound = Named(build(State()), CONTRACT)
wrong = build_wrong(os.environ.get("GATEWAY_WRONG", ""))
