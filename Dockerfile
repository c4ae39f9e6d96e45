FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements/run.txt requirements/optimize.txt ./
# The environment gets no pip of its own, and nothing is compiled: every dependency comes as a wheel.
RUN python -m venv --without-pip /opt/venv \
 && pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check \
      --only-binary=:all: --require-hashes -r run.txt -r optimize.txt

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/sobes.db \
    BACKUP_DIR=/data/backups \
    HTTP_HOST=0.0.0.0
# A number, so that the platform can see that this is not root.
RUN groupadd --gid 10001 sobes \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin sobes \
 && install --directory --owner=sobes --group=sobes /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY LICENSE ./
COPY migrations migrations
COPY content content
COPY seeds seeds
COPY bot bot
RUN python -m compileall -q bot
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('HTTP_PORT') or 8080), timeout=8); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
