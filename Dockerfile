# One image for the API and the workers; docker-compose.yml says which of them a container runs.
FROM eclipse-temurin:25-jdk AS build
# A mirror to fetch Maven from, where its makers' own archive can't be reached; see mvnw.
ARG MVNW_REPOURL
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -q -B -DskipTests -pl api,workers -am package

FROM eclipse-temurin:25-jre
# A number of its own, so that the owner of the volumes is the same on every machine.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin lethe \
  && install -d -o lethe -m 700 /var/lib/lethe/vault /var/lib/lethe/keys
WORKDIR /lethe
COPY --from=build /source/api/target/lethe-api.jar api/
COPY --from=build /source/api/target/lib api/lib
COPY --from=build /source/workers/target/lethe-workers.jar workers/
COPY --from=build /source/workers/target/lib workers/lib
COPY config.yml .
USER lethe
# exec, so that the JVM gets the stop signal itself. Streaming needs little heap; pictures are what need memory. Two of
# these share a machine, and where its containers have no limits each takes its share of the whole. Protobuf and gRPC use
# Unsafe and native code; without the other two options the JVM warns of that at each start.
ENTRYPOINT ["/bin/sh", "-c", "exec java -XX:MaxRAMPercentage=35 --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -jar \"$0\" server config.yml"]
