"""`python -m cli.health`: exit code 0 when the program on this machine is ready. For container health checks."""

import sys

import httpx

from services.settings import Settings


def main() -> int:
    """Asks `/readyz` on the port from the settings; 1 when it does not answer or is not ready."""
    settings = Settings()
    name = settings.allowed_hosts[0].replace("*", "localhost")
    try:
        answer = httpx.get(f"http://127.0.0.1:{settings.port}/readyz", headers={"Host": name}, timeout=4)
    except httpx.HTTPError as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if answer.is_success else 1


if __name__ == "__main__":
    sys.exit(main())
