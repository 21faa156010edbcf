package io.lethe.dev.system;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The official binary: server, SQLite and Web UI in one process, its data kept. */
final class OfficialTemporal implements Temporal {
  static final String DATABASE = "temporal.db";
  static final String NAMESPACE = "default";

  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private final TemporalDevServer server;
  private final String webUi;

  private OfficialTemporal(TemporalDevServer server, String webUi) {
    this.server = server;
    this.webUi = webUi;
  }

  static OfficialTemporal start(Path binary, VarFolder folder, Ports ports) {
    TemporalDevServerOptions options =
        TemporalDevServerOptions.newBuilder()
            .setExistingPath(binary.toString())
            .setPort(ports.of(Port.TEMPORAL))
            .setUiPort(ports.of(Port.TEMPORAL_UI))
            .setDatabaseFilename(VarFolder.made(folder.temporal()).resolve(DATABASE).toString())
            .setLogFile(folder.logs().resolve("temporal.log").toString())
            .setStartupTimeout(START_WAIT)
            .setExtraArgs(TemporalArguments.all())
            .build();
    return new OfficialTemporal(
        TemporalDevServer.start(NAMESPACE, options), ports.url(Port.TEMPORAL_UI));
  }

  @Override
  public String target() {
    return server.getTarget();
  }

  @Override
  public Optional<String> webUi() {
    return Optional.of(webUi);
  }

  @Override
  public void close() {
    server.close();
  }
}
