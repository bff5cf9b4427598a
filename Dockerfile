# maillint alone, in an image without anything else:
#   docker build -t maillint . && docker run --rm -v "$PWD:/work" maillint check templates/
FROM debian:12 AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends git ca-certificates >/dev/null
COPY . /source
WORKDIR /source
RUN git config --global --add safe.directory /source && ./dev package tarball && mkdir /image && \
    tar -xzf build/release/maillint-*-linux-x86_64.tar.gz -C /image --strip-components=1

FROM scratch
COPY --from=build /image/ /maillint/
WORKDIR /work
ENTRYPOINT ["/maillint/maillint"]
