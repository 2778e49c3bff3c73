"""The application: its modules behind the contract's routes."""

from fastapi import FastAPI

from app import auth, graphql, saju, socket, system, users
from app.contract import CONTRACT
from app.rooms import Rooms
from app.state import State
from contract.route import Gateway, install


def build(state: State) -> FastAPI:
    """Builds the application with its own state."""
    # The contract's own documents replace those that FastAPI derives.
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    app.state.rooms = Rooms()
    for router in (graphql.router, system.feeds, socket.router):
        app.include_router(router)
    routers = [auth.router, saju.router, system.router, users.router]
    install(app, Gateway(CONTRACT, state), routers, served=["systemFeed", "userSocket"])
    return app
