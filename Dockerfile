# syntax=docker/dockerfile:1.17

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp package -Dmaven.test.skip=true -Dformat.skip=true
# The same program makes the runtime that the integration tests start their servers from.
RUN java src/container/BuildRuntime.java target/tabularium.jar /opt/tabularium

# The engine needs glibc and libstdc++.
FROM debian:13.1-slim
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Tabularium" \
      org.opencontainers.image.description="A fast, strict, documented records API from schema files" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/debian:13.1-slim"

COPY --from=build /opt/tabularium/jre /opt/tabularium/jre
COPY --from=build /opt/tabularium/lib /opt/tabularium/lib
COPY LICENSE src/container/health-check.sh /opt/tabularium/
COPY --from=build /opt/tabularium/tabularium.jar /opt/tabularium/tabularium.aot /opt/tabularium/
RUN install -d -o 10001 -g 10001 -m 0750 /data \
    && install -d -m 0755 /schemas

ENV SERVER_ADDRESS=0.0.0.0 \
    TABULARIUM_DUCKDB_PATH=/data/tabularium.duckdb \
    TABULARIUM_SCHEMAS_LOCATION=/schemas
WORKDIR /data
VOLUME ["/data", "/schemas"]
EXPOSE 8080
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "/opt/tabularium/health-check.sh"]
ENTRYPOINT ["/opt/tabularium/jre/bin/java", "-XX:AOTCache=/opt/tabularium/tabularium.aot", "-Djava.library.path=/opt/tabularium/lib", "-Xlog:disable", "-Xlog:all=warning:stderr", "-jar", "/opt/tabularium/tabularium.jar"]
