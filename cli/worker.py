"""The application of one worker process. It takes along nothing that only the terminal needs."""

import gc

from starlette.types import ASGIApp

from api.app import create_app
from cli.logs import configure_logging
from services.settings import Settings


def app() -> ASGIApp:
    """Has its settings from the environment."""
    settings = Settings()
    configure_logging(settings)
    application = create_app(settings)
    # What is there by now stays: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    return application
