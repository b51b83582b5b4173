# The client is built with Node, the Python packages are collected from their pinned hashes, and the final image
# holds only what runs. Nothing in it needs a shell.

FROM node:24-slim AS client
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN ["npm", "ci", "--no-progress", "--loglevel=error"]
COPY frontend/ ./
RUN ["npm", "run", "build"]

FROM python:3.13-slim AS program
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN ["python", "-m", "venv", "/opt/partnerships"]
WORKDIR /src
COPY requirements/ requirements/
RUN ["/opt/partnerships/bin/pip", "install", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", "requirements/runtime.txt"]
# Tools that build the program itself stay in this stage.
RUN ["python", "-m", "venv", "/opt/build"]
RUN ["/opt/build/bin/pip", "install", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", "requirements/build.txt"]
COPY pyproject.toml README.md ./
COPY api/ api/
COPY cli/ cli/
COPY migrations/ migrations/
COPY models/ models/
COPY schemas/ schemas/
COPY services/ services/
RUN ["/opt/build/bin/pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", "/wheels", "."]
RUN ["/opt/partnerships/bin/python", "-m", "pip", "install", "--no-deps", "--no-index", "--find-links", "/wheels", \
     "inl-police-partnerships"]
RUN ["/opt/partnerships/bin/python", "-m", "pip", "uninstall", "--yes", "pip"]

FROM python:3.13-slim
ENV PATH=/opt/partnerships/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PARTNERSHIPS_HOST=0.0.0.0 \
    PARTNERSHIPS_PORT=8000 \
    PARTNERSHIPS_DATA_DIR=/var/lib/partnerships \
    PARTNERSHIPS_FRONTEND_DIST=/opt/client \
    PARTNERSHIPS_LOG_JSON=true
RUN ["useradd", "--system", "--uid", "10001", "--create-home", "--home-dir", "/var/lib/partnerships", \
     "--shell", "/usr/sbin/nologin", "partnerships"]
COPY --from=program /opt/partnerships /opt/partnerships
COPY --from=client /src/frontend/dist /opt/client
USER 10001:10001
WORKDIR /var/lib/partnerships
VOLUME ["/var/lib/partnerships"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-m", "cli.health"]
ENTRYPOINT ["partnerships"]
CMD ["serve"]
