# Parallax in a container: the server, and the command `parallax` beside it.
#
#   docker build --tag parallax .
#   docker run --init --publish 127.0.0.1:3000:3000 --volume parallax:/data parallax
#
# The data is in /data: mount a volume there. See docs/operations.md.

FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN node scripts/run.mjs build

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PARALLAX_DATA=/data
COPY --from=build --chown=root:root /app /app
RUN ln -s /app/packages/cli/bin/parallax.mjs /usr/local/bin/parallax \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/web/dist/server.mjs"]
